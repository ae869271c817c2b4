"""The door for production servers: `granian --interface wsgi wsgi:app`."""

from university.app import create_app

app = create_app()
