"""The command `university` itself: it starts safely or says why not, and prints what it knows."""

import json
import os

import click
import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask.cli import ScriptInfo

from tests import databases
from university import cli
from university.app import create_app
from university.config import PREFIX, Settings
from university.storage import migrate

UNSAFE = {
    "unknown": ({"UNIVERSITY_SECRET": "x"}, "Unknown setting UNIVERSITY_SECRET. Known are: "),
    "unreadable": ({"UNIVERSITY_PORT": "eighty"}, "UNIVERSITY_PORT: "),
    "no list": ({"UNIVERSITY_TRUSTED_HOSTS": "u.example"}, "UNIVERSITY_TRUSTED_HOSTS: write a list as JSON"),
    "unsafe": ({"UNIVERSITY_ENVIRONMENT": "production"}, "UNIVERSITY_SECRET_KEY must be set to 32"),
}


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run a command with these settings, in an empty data folder."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    plain = {"UNIVERSITY_DATA_FOLDER": str(tmp_path), "UNIVERSITY_LOG_LEVEL": "ERROR"}

    def invoke(*words: str, **settings: str):
        # As a process of its own, which builds one application.
        return CliRunner().invoke(
            cli.main, words, env=plain | settings, obj=ScriptInfo(create_app=create_app)
        )

    return invoke


@pytest.fixture
def engine(tmp_path):
    engine = databases.open_engine(f"sqlite:///{tmp_path / 'university.db'}")
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    "words", [("run",), ("worker",), ("db", "upgrade"), ("access",), ("content", "load")], ids=" ".join
)
@pytest.mark.parametrize(("settings", "said"), UNSAFE.values(), ids=UNSAFE)
def test_settings_that_allow_no_safe_start_are_wrong_use_with_words(run, words, settings, said):
    stopped = run(*words, **settings)

    assert stopped.exit_code == 2
    assert f"Error: {said}" in stopped.output
    assert "Traceback" not in stopped.output


def test_the_tables_are_made_once(run, engine):
    first, second = run("db", "upgrade"), run("db", "upgrade")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == second.output == "The database has the tables of this release.\n"
    assert migrate.gap(engine) is None


@pytest.mark.parametrize("words", [("run",), ("db", "upgrade")], ids=" ".join)
def test_a_database_of_a_newer_release_is_left_alone_and_said_so(run, engine, words):
    run("db", "upgrade")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999_later'"))

    stopped = run(*words)

    assert stopped.exit_code == 1
    assert stopped.output == (
        "Error: The database is at 9999_later, which this release does not know: run the newer release.\n"
    )
    assert migrate.current(engine) == "9999_later"


def test_the_access_table_is_printed_for_machines(run):
    printed = run("access", "--json")

    rows = json.loads(printed.output)
    assert printed.exit_code == 0
    assert {"rule": "/me/", "verb": "GET", "endpoint": "people.me", "groups": ["employee"]} in rows
    assert [row for row in rows if not row["groups"]] == []


def test_the_access_table_is_printed_for_people(run):
    lines = run("access").output.splitlines()

    assert "GET    /records/".ljust(68) + "hr" in lines
    assert len(lines) == len(json.loads(run("access", "--json").output))


def test_every_setting_is_printed_with_its_default_and_meaning(run):
    lines = run("settings").output.splitlines()

    assert lines[:2] == ["| setting | default | meaning |", "|---|---|---|"]
    assert len(lines) == 2 + len(Settings.model_fields)
    assert "| `UNIVERSITY_COMPANY_NAME` | `Larkenfield Group` | The company's name |" in lines


def commands(group: click.Group, path: tuple[str, ...] = ()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("words", list(commands(cli.main)), ids=" ".join)
def test_each_command_says_what_it_does_with_an_example(run, words):
    shown = run(*words, "--help")

    assert shown.exit_code == 0
    assert f"Example: university {' '.join(words)}" in " ".join(shown.output.split())


def test_an_unknown_command_is_wrong_use(run):
    assert run("dance").exit_code == 2
