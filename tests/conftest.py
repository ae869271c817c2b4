"""Fixtures that every room shares: the two databases, the application, and the page client."""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import databases, kept
from tests.factories import people
from tests.page import Page
from university.app import create_app
from university.base import clock
from university.config import Settings
from university.people.models import Employee
from university.web.db import db

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BACKENDS = ("sqlite", "postgresql")
# Every application is a heap of cycles; looked for so often as is usual, they cost a third of the time.
SELDOM = (10_000, 20, 20)

# How long one example takes says something about the machine, not about us.
hypothesis.settings.register_profile("university", deadline=None)
hypothesis.settings.load_profile("university")
kept.keep()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one group on one worker: xdist 3.8 writes the group where pytest 9.2 no longer reads."""
    for item in items:
        if with_group := vars(item).get("_nodeid"):
            item._id = type(item.id).parse(with_group)


def pytest_collection_finish() -> None:
    """Let the garbage collector leave out what stays to the end: thousands of tests and all modules."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with all tables."""
    return databases.make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres() -> str:
    """The address of a PostgreSQL."""
    return databases.postgres_url()


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database with all tables: every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        return databases.fresh_sqlite(request.getfixturevalue("template"), tmp_path)
    url: str = request.getfixturevalue("postgres")
    databases.empty(databases.prepared_postgres(url))
    return url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a small site on this machine, with password checks that cost little."""
    return Settings(
        database_url=database_url,
        data_folder=tmp_path,
        content_folder=tmp_path / "content",
        secret_key="k" * 40,
        reload_secret="r" * 40,
        watch_content=False,
        public_url="https://university.larkenfield.example",
        argon2_memory_kib=8,
        argon2_rounds=1,
        log_level="ERROR",
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application on an empty database."""
    app = create_app(settings)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=True)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    """The session of the test, on the same database as the application."""
    return db.session()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """A Sunday morning in November at which the clock stands still."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return NOW


@pytest.fixture
def page(app: Flask) -> Page:
    """A stranger's browser."""
    return Page(app)


@pytest.fixture
def page_of(app: Flask, session: Session, now: datetime) -> Callable[[Employee], Page]:
    """A browser in which that person is signed in."""

    def open_page(person: Employee) -> Page:
        return Page(app, people.sign_in(session, person, now=now))

    return open_page
