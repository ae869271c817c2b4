"""The commands `university records` and `university ledger`."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from university.base import clock
from university.base.actor import COMMAND
from university.engines.ledger.verify import verify as find_faults
from university.records import documents, queries, services
from university.records.rules import Filters, end_of_day
from university.web.db import session, transaction


@click.group()
def records() -> None:
    """Take HR's records out of the house."""


@records.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The table as it stood at the end of that day (UTC)."
)
@click.option("--about", default="", help="One course or certification, such as cert-enthusiast.")
@click.option("--status", default="", help="One status, such as valid.")
@with_appcontext
def export(file: Path, as_of: datetime | None, about: str, status: str) -> None:
    """Write the records to FILE, as CSV or XLSX by its ending, the same as HR's page.

    Example: university records export records.xlsx --about cert-enthusiast
    """
    if file.suffix not in WRITERS:
        raise click.UsageError(f"FILE must end in .csv or .xlsx, not {file.suffix or 'nothing'}.")
    filters = Filters(about=about, status=status, as_of=end_of_day(as_of.date()) if as_of else None)
    now = clock.now()
    with transaction() as current:
        services.append(
            current, "records.exported", "export:command", by=COMMAND, now=now, payload=filters.asked()
        )
    rows = queries.stream_rows(session(), filters, now=now, as_text=file.suffix == ".csv")
    WRITERS[file.suffix](rows, file)
    click.echo(f"Wrote {queries.count_rows(session(), filters, now=now)} records to {file}.")


def _write_csv(batches: documents.Batches, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(documents.csv_lines(batches))


WRITERS: dict[str, Callable[[documents.Batches, Path], None]] = {
    ".csv": _write_csv,
    ".xlsx": documents.write_xlsx,
}


@click.group()
def ledger() -> None:
    """Look after the chain of facts."""


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def verify(*, as_json: bool) -> None:
    """Find every altered, missing or reordered fact; exit code 1 if there is one.

    Example: university ledger verify
    """
    head = queries.get_head(session())
    faults = find_faults(queries.stream_links(session()), head)
    if as_json:
        click.echo(
            json.dumps({"facts": head.number, "digest": head.digest, "faults": [str(f) for f in faults]})
        )
    else:
        click.echo(f"{head.number} facts, head {head.digest[:16]}…")
        click.echo("\n".join(map(str, faults)) or "The chain is sound.")
    raise SystemExit(1 if faults else 0)
