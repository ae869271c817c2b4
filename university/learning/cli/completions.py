"""The command `university completions`: what people completed elsewhere comes in, row by row."""

import json
from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import with_appcontext

from university.base import clock
from university.base.actor import COMMAND
from university.base.errors import Refusal
from university.learning.rules.importing import IMPORT_COLUMNS, PlannedCompletion
from university.learning.services import importing
from university.people.rules import Outcome, RosterRow, read_rows
from university.web.db import session, transaction

SHOWN = (Outcome.ADD, Outcome.UNCHANGED, Outcome.REFUSED)


@click.group()
def completions() -> None:
    """Bring in courses that people completed elsewhere."""


@completions.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would become of each row, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def import_file(file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Take in the completions of the CSV FILE: employee_number, course, completed_on, score, evidence.

    They stand in the records as imported, with their evidence in the ledger; nobody is told, no certificate
    is issued. All rows are taken, or none: exit code 1 when one cannot be.

    Example: university completions import old-system.csv --dry-run
    """
    try:
        plan = _import(read_rows(file.read_bytes(), IMPORT_COLUMNS), dry_run=dry_run)
    except Refusal as refusal:
        raise click.ClickException(f"{file}: {refusal}") from refusal
    is_good = not _count(plan, Outcome.REFUSED)
    _tell(plan, file, is_applied=is_good and not dry_run, as_json=as_json)
    raise SystemExit(0 if is_good else 1)


def _import(rows: Sequence[RosterRow], *, dry_run: bool) -> Sequence[PlannedCompletion]:
    now = clock.now()
    if dry_run:
        return importing.plan_import(session(), rows, now=now)
    with transaction() as current:
        plan = importing.plan_import(current, rows, now=now)
        if not _count(plan, Outcome.REFUSED):
            importing.apply_import(current, plan, by=COMMAND, now=now)
    return plan


def _tell(plan: Sequence[PlannedCompletion], file: Path, *, is_applied: bool, as_json: bool) -> None:
    counts = {outcome.value: _count(plan, outcome) for outcome in SHOWN}
    faults = [(row.line, fault) for row in plan for fault in row.faults]
    if as_json:
        found = [{"line": line, **vars(fault)} for line, fault in faults]
        click.echo(json.dumps({**counts, "applied": is_applied, "faults": found}))
        return
    for row in plan:
        if row.completion:
            told = f"{row.completion.employee_number}, {row.completion.course}, {row.completion.completed_on}"
            click.echo(f"{file}:{row.line}: {row.outcome}: {told}")
    for line, fault in faults:
        click.echo(f"{file}:{line}: {fault.column or 'row'}: {fault.wrong} {fault.mend}")
    said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    click.echo(f"{said}. {'Applied.' if is_applied else 'Nothing was changed.'}")


def _count(plan: Sequence[PlannedCompletion], outcome: Outcome) -> int:
    return sum(row.outcome is outcome for row in plan)
