"""`university outbox`: mail what is due. It stands here since only the wiring may start a job."""

import json
from datetime import timedelta

import click
from flask.cli import with_appcontext

from university.base.errors import Unavailable
from university.outbox.jobs import send_due

AN_HOUR = timedelta(hours=1)


@click.group()
def outbox() -> None:
    """Messages by mail."""


@outbox.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def send(*, as_json: bool) -> None:
    """Mail what is due now, beside the worker or without one; ends with 1 if the mail server refused any.

    Example: university outbox send
    """
    try:
        tally = send_due(longest=AN_HOUR)
    except Unavailable as fault:
        raise click.ClickException(str(fault)) from fault
    if as_json:
        click.echo(json.dumps({"sent": tally.sent, "failed": tally.failed}))
    else:
        click.echo(tally.words)
    raise SystemExit(1 if tally.failed else 0)
