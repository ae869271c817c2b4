"""The command `university attempts`."""

import json

import click
from flask.cli import with_appcontext

from university.base.errors import NotFound
from university.learning import queries
from university.learning.queries import ReplayedAttempt
from university.web.db import session


@click.group()
def attempts() -> None:
    """Prove which questions were drawn for an attempt at a quiz."""


@attempts.command()
@click.argument("attempt_id", metavar="ID", type=click.IntRange(1, 2**31 - 1))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def replay(attempt_id: int, *, as_json: bool) -> None:
    """Draw the questions of an attempt once more from the key; exit code 1 if they are not the same.

    ID stands in the address of the attempt.

    Example: university attempts replay 412
    """
    try:
        found = queries.get_replay(session(), attempt_id)
    except NotFound as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if as_json:
        click.echo(json.dumps(_as_json(found)))
    else:
        _tell(found)
    raise SystemExit(0 if found.is_same else 1)


def _tell(found: ReplayedAttempt) -> None:
    click.echo(
        f"Attempt {found.id}: {found.employee_number}, number {found.number} of {found.course}, "
        f"version {found.version}, started {found.started_at:%Y-%m-%d %H:%M} UTC."
    )
    click.echo(found.words)
    if found.replay is None:
        return
    click.echo("Asked:       " + ", ".join(one.id for one in found.replay.kept))
    click.echo("Drawn again: " + ", ".join(one.id for one in found.replay.again))


def _as_json(found: ReplayedAttempt) -> dict[str, object]:
    told: dict[str, object] = {
        "attempt": found.id,
        "employee_number": found.employee_number,
        "course": found.course,
        "version": found.version,
        "number": found.number,
        "key": found.key_id,
        "is_same": found.is_same,
        "words": found.words,
    }
    if found.replay:
        told["differences"] = list(found.replay.differences)
        told["asked"] = [one.id for one in found.replay.kept]
        told["drawn_again"] = [one.id for one in found.replay.again]
    return told
