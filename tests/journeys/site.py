"""The real site under its production server, for one worker of the tests: own port, own database, own people."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from tests import databases
from tests.factories import people, unconference
from university.app import create_app
from university.base import clock, resources
from university.base.actor import COMMAND
from university.config import Settings
from university.people.models import Employee, Role
from university.storage import work
from university.studio import services as studio
from university.unconference.models import Breakout, Topic, Unconference
from university.web.db import db

HOST = "127.0.0.1"
START_SECONDS = 60
AUTHORS = {"LG-0011": "Amara Okafor", "LG-0012": "Tomasz Wilk", "LG-0013": "Hana Sato"}


class Site:
    """The running site, and a way into its database from the test."""

    def __init__(self, settings: Settings) -> None:
        self.url = settings.address
        self.settings = settings
        self.app: Flask = create_app(settings)
        # Its own, not the application's: other tests of this process bring contexts of other databases.
        self._session = Session(databases.open_engine(settings.sqlalchemy_url), expire_on_commit=False)

    @property
    def session(self) -> Session:
        """A session on the same database as the server; it sees what the server has just written."""
        self._session.rollback()
        return self._session

    def person(self, *roles: Role | str, **special: Any) -> Employee:
        """Make somebody new, so that no two tests share a person."""
        return people.employee_with_password(self.session, *roles, **special)

    def event(self, **special: Any) -> Unconference:
        """Make an unconference in two weeks from today: the server's clock does not stand still."""
        made = unconference.event(self.session, **special)
        later = clock.now().date() + timedelta(days=14) - made.starts_on
        with work.transaction(self.session) as session:
            session.refresh(made, ["slots"])
            made.starts_on += later
            for slot in made.slots:
                slot.starts_at += later
                slot.ends_at += later
        return made

    def breakout(self, event: Unconference, by: Employee, **special: Any) -> Breakout:
        """Put a session into the timetable of an event."""
        session = self.session
        with work.transaction(session):
            session.refresh(event, ["slots", "rooms"])
        return unconference.breakout(session, event, by, **special)

    def wish(self, event: Unconference, by: Employee, **special: Any) -> Topic:
        """Put a topic on the wall of an event."""
        return unconference.topic(self.session, event, by, **special)

    def cookie(self, person: Employee) -> dict[str, str]:
        """Sign a person in without the form; gives the cookie."""
        token = people.sign_in(self.session, person, now=clock.now())
        signer = self.app.session_interface.get_signing_serializer(self.app)
        return {
            "name": "university",
            "value": signer.dumps({"_user_id": token, "_fresh": True}),
            "url": self.url,
        }

    def close(self) -> None:
        """Let go of the database."""
        self._session.close()
        self._session.get_bind().engine.dispose()


def load_courses(site: Site) -> None:
    """Make the real courses live, and hire their authors."""
    content = studio.read_content(site.settings.content_folder)
    with work.transaction(site.session) as session:
        studio.load_content(session, content, by=COMMAND, now=clock.now())
    for number, name in AUTHORS.items():
        site.person(Role.AUTHOR, employee_number=number, name=name, joined_on=date(2024, 1, 8))


@contextmanager
def running(folder: Path, fill: Callable[[Site], None] = load_courses) -> Iterator[Site]:
    """Make the tables, fill them, start the server; stop it at the end."""
    port = _free_port()
    environment = {
        "UNIVERSITY_DATABASE_URL": databases.fresh_sqlite(databases.make_template(folder), folder),
        "UNIVERSITY_DATA_FOLDER": str(folder),
        # A copy, since authors write there.
        "UNIVERSITY_CONTENT_FOLDER": str(shutil.copytree(resources.folder("content"), folder / "content")),
        "UNIVERSITY_WATCH_CONTENT": "0",
        "UNIVERSITY_SECRET_KEY": "k" * 40,
        "UNIVERSITY_ARGON2_MEMORY_KIB": "8",
        "UNIVERSITY_ARGON2_ROUNDS": "1",
        "UNIVERSITY_LOG_LEVEL": "ERROR",
        "UNIVERSITY_PORT": str(port),
    }
    site = Site(
        Settings(**{name[len("UNIVERSITY_") :].lower(): value for name, value in environment.items()})
    )
    with site.app.app_context():
        fill(site)
        db.engine.dispose()
    with (folder / "server.log").open("w") as log, _server(port, environment, log.fileno()):
        try:
            yield site
        finally:
            site.close()


@contextmanager
def _server(port: int, environment: dict[str, str], log: int) -> Iterator[None]:
    # As `university run` does it: one process here is enough, and one thread in it.
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--factory",
        "university.app:create_app",
    ]
    options = [
        "--host",
        HOST,
        "--port",
        str(port),
        "--workers",
        "1",
        "--blocking-threads",
        "1",
        "--no-ws",
        "--no-log",
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UNIVERSITY_")}
    server = subprocess.Popen(command + options, env=kept | environment, stdout=log, stderr=log)
    try:
        _wait(server, port)
        yield
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=10)
        server.kill()
        server.wait()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError("The server ended at once; its words are in server.log of the test's folder.")
        with suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5).close()
            return
        time.sleep(0.1)
    raise RuntimeError(f"The server did not answer within {START_SECONDS} seconds.")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        port: int = taken.getsockname()[1]
        return port
