"""The command `university`: wiring of every room's commands, and what runs the site itself."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

import click
from flask.cli import ScriptInfo, with_appcontext
from granian import Granian
from granian.constants import Interfaces

from university import config
from university.app import create_app, create_worker
from university.certification.cli import certificates
from university.config import BadSettings, Settings
from university.demo.cli import demo, introduce
from university.people.cli import people
from university.records.cli import ledger, records
from university.storage import migrate
from university.studio.cli import content, load_at_start
from university.web.access import access_table
from university.web.db import db

STOP_SECONDS = 10


class University(click.Group):
    """A group that gives its commands an application only when they run."""

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401 -- click's own signature
        """Turn bad settings into words and exit code 2, a database of a later release into exit code 1."""
        try:
            return super().invoke(context)
        except BadSettings as error:
            raise click.UsageError(str(error)) from error
        except migrate.NewerDatabase as error:
            raise click.ClickException(str(error)) from error


@click.group(
    cls=University,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "obj": ScriptInfo(create_app=create_app),
    },
)
@click.version_option(version("university"), prog_name="university")
def main() -> None:
    """A company's social media university: courses, certifications, unconferences, records."""


@main.command()
@click.option(
    "--demo", "with_demo", is_flag=True, help="Load the demo company first, if nobody works here yet."
)
def run(*, with_demo: bool) -> None:
    """Run everything on one machine: tables, courses, web and worker.

    Example: university run --demo
    """
    settings = config.read()
    with create_app(settings).app_context():
        migrate.upgrade(db.engine)
        if with_demo:
            introduce(settings)
        load_at_start(settings)
        db.engine.dispose()
    click.echo(f"\nOpen {settings.address} in a browser. Stop with Ctrl+C.\n")
    with _worker_beside():
        _serve(settings)


@main.command()
def worker() -> None:
    """Run the worker alone, beside web processes that another program starts.

    Example: university worker
    """
    create_worker(create_app()).create_consumer(workers=1, periodic=True).run()


@contextmanager
def _worker_beside() -> Iterator[None]:
    child = subprocess.Popen([sys.executable, "-m", "university.cli", "worker"])
    try:
        yield
    finally:
        child.terminate()
        child.wait(timeout=STOP_SECONDS)


def _serve(settings: Settings) -> None:
    # One process for each core and one thread in it: the fastest that keeps connections alive.
    Granian(
        "university.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.host,
        port=settings.port,
        workers=settings.workers or os.cpu_count() or 1,
        blocking_threads=1,
        websockets=False,
        log_enabled=settings.is_production,
        respawn_failed_workers=True,
    ).serve()


@main.group("db")
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


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
def access(*, as_json: bool) -> None:
    """Print who may enter where: every address, verb and the groups it is open to.

    Example: university access --json
    """
    rows = access_table(create_app())
    if as_json:
        click.echo(json.dumps([row.__dict__ for row in rows]))
        return
    for row in rows:
        click.echo(f"{row.verb:6} {row.rule:60} {', '.join(row.groups)}")


@main.command("settings")
def show_settings() -> None:
    """Print the table of settings for the README, with names, defaults and meanings.

    Example: university settings
    """
    click.echo("| setting | default | meaning |\n|---|---|---|")
    for name, field in config.Settings.model_fields.items():
        click.echo(
            f"| `{config.PREFIX}{name.upper()}` | {config.default_in_words(name)} | {field.description} |"
        )


for command in (certificates, content, demo, ledger, people, records):
    main.add_command(command)

if __name__ == "__main__":
    sys.exit(main())
