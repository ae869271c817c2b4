"""`university db`: the tables."""

import click
from flask.cli import with_appcontext

from university.storage import migrate
from university.web.db import db


@click.group("db")
def database() -> None:
    """Look after the database's tables."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Bring the tables to this release; running it again changes nothing.

    Example: university db upgrade
    """
    migrate.upgrade(db.engine)
    click.echo("The database has the tables of this release.")
