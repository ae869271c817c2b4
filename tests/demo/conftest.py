"""The demo company, built once for all tests that only look at it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from tests import databases
from tests.conftest import NOW
from university.app import create_app
from university.base import clock
from university.config import Settings
from university.demo.cli import demo
from university.web.db import db


def site(folder: Path, template: Path) -> Flask:
    """An application on a fresh SQLite database."""
    app = create_app(
        Settings(
            database_url=databases.fresh_sqlite(template, folder),
            data_folder=folder,
            secret_key="k" * 40,
            argon2_memory_kib=8,
            argon2_rounds=1,
            log_level="ERROR",
        )
    )
    app.config.update(TESTING=True)
    return app


@pytest.fixture(scope="session")
def company(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application with the demo company in it, and what the command said under `said`."""
    app = site(tmp_path_factory.mktemp("larkenfield"), template)
    with pytest.MonkeyPatch.context() as patch, app.app_context():
        patch.setattr(clock, "now", lambda: NOW)
        built = app.test_cli_runner().invoke(demo)
        assert built.exit_code == 0, built.output
        app.extensions["said"] = built.output
        db.session.remove()
        db.engine.dispose()
    return app


@pytest.fixture
def larkenfield(company: Flask, now: datetime) -> Iterator[Flask]:
    """The same, with its context open for one test only: another would take it for its own."""
    with company.app_context():
        yield company
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def empty(template: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application where nobody works yet."""
    app = site(tmp_path, template)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
