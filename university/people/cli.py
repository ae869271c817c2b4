"""The commands `university people`: bring people in and out, make the first administrator."""

import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import click
from flask import current_app, url_for
from flask.cli import with_appcontext

from university.base import clock
from university.base.actor import COMMAND
from university.base.errors import Refusal
from university.people import queries, services
from university.people.models import Role
from university.people.rules import (
    COLUMNS,
    KNOWN_PASSWORDS,
    ImportPlan,
    Outcome,
    Person,
    RosterRow,
    password_faults,
    read_roster,
)
from university.records.documents import harmless
from university.web.db import session, transaction
from university.web.settings import settings

YES_OR_NO = {True: "yes", False: "no"}
ROLES = click.Choice([role.value for role in Role])


@click.group()
def people() -> None:
    """Bring employees in and out, and give them a way to sign in."""


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def import_file(file: Path, *, dry_run: bool, as_json: bool) -> None:
    """Add and change the employees that the CSV FILE names; whoever is not in it stays as is.

    All rows are applied, or none: exit code 1 when a row cannot be taken.

    Example: university people import employees.csv --dry-run
    """
    try:
        plan = _import(read_roster(file.read_bytes()), dry_run=dry_run)
    except Refusal as refusal:
        raise click.ClickException(f"{file}: {refusal}") from refusal
    _print_plan(plan, file, is_applied=plan.is_applicable and not dry_run, as_json=as_json)
    raise SystemExit(0 if plan.is_applicable else 1)


def _import(rows: list[RosterRow], *, dry_run: bool) -> ImportPlan:
    if dry_run:
        return services.plan_roster(session(), rows)
    with transaction() as current:
        plan = services.plan_roster(current, rows)
        if plan.is_applicable:
            services.apply_import(current, plan, by=COMMAND, now=clock.now())
    return plan


def _print_plan(plan: ImportPlan, file: Path, *, is_applied: bool, as_json: bool) -> None:
    counts = {outcome.value: plan.count(outcome) for outcome in Outcome}
    faults = [(row.line, fault) for row in plan.rows for fault in row.faults]
    if as_json:
        found = [{"line": line, **vars(fault)} for line, fault in faults]
        click.echo(json.dumps({**counts, "absent": len(plan.absent), "applied": is_applied, "faults": found}))
        return
    for line, fault in faults:
        click.echo(f"{file}:{line}: {fault.column or 'row'}: {fault.wrong} {fault.mend}")
    said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
    end = "Applied." if is_applied else "Nothing was changed."
    click.echo(f"{said}; {len(plan.absent)} not in the file. {end}")


@people.command()
@click.option("--number", required=True, help="Employee number, such as LG-0001.")
@click.option("--name", required=True, help="Name as it stands on certificates.")
@click.option("--email", required=True, help="Work address, used to sign in.")
@click.option("--role", "roles", multiple=True, type=ROLES, help="May be given several times.")
@click.option("--part", default="", help="Part of the company; the company's name if not given.")
@click.option("--department", default="Unstated", show_default=True)
@click.option("--job-title", default="Unstated", show_default=True)
@click.option("--country", default="Unstated", show_default=True)
@click.option("--zone", default="UTC", show_default=True, help="Time zone, such as Europe/London.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@with_appcontext
def add(roles: tuple[str, ...], *, password_stdin: bool, **given: str) -> None:
    """Add one employee with a password, such as the first administrator.

    Example: university people add --number LG-0001 --name "Ines Roth" --email ines@example.com --role admin
    """
    row = _row(**given)
    if faults := [fault for one in services.plan_roster(session(), [row]).rows for fault in one.faults]:
        raise click.UsageError(" ".join(f"{fault.wrong} {fault.mend}" for fault in faults))
    if queries.find_employee_by_number(session(), given["number"]):
        raise click.UsageError(f"There is an employee {given['number']} already.")
    hashed = _ask_password(given["name"], given["email"], from_stdin=password_stdin)
    now = clock.now()
    with transaction() as current:
        services.apply_import(current, services.plan_roster(current, [row]), by=COMMAND, now=now)
        employee = queries.get_employee(current, queries.map_ids(current, [given["number"]])[given["number"]])
        services.set_first_password(current, employee, hashed, by=COMMAND, now=now)
        for role in roles:
            services.give_role(current, employee.id, Role(role), by=COMMAND, now=now)
    click.echo(f"{given['number']} may sign in at {settings().address}/sign-in.")


def _row(*, number: str, part: str, **given: str) -> RosterRow:
    filled = {
        "employee_number": number,
        "part": part or settings().company_name,
        "joined_on": clock.now().date().isoformat(),
        **given,
    }
    return RosterRow(1, {column: filled.get(column, "").strip() for column in COLUMNS})


def _ask_password(name: str, email: str, *, from_stdin: bool) -> str:
    password = (
        sys.stdin.readline().rstrip("\r\n")
        if from_stdin
        else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    )
    if faults := password_faults(password, name=name, email=email, known=KNOWN_PASSWORDS):
        raise click.UsageError(" ".join(faults))
    cost = services.Cost(settings().argon2_memory_kib, settings().argon2_rounds)
    return services.hash_password(password, cost)


@people.command()
@click.option(
    "--output", "-o", type=click.File("w", encoding="utf-8"), default="-", help="A file, else the screen."
)
@with_appcontext
def export(output: TextIO) -> None:
    """Write all employees as CSV, in the form that `import` reads.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.

    Example: university people export -o employees.csv
    """
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for person in queries.map_people(session()).values():
        writer.writerow([harmless(cell) for cell in _cells(person)])


def _cells(person: Person) -> list[str]:
    told = {**vars(person), "executive": person.is_executive}
    return [_cell(told[column]) for column in COLUMNS]


def _cell(value: Any) -> str:  # noqa: ANN401 -- any field of a person
    if isinstance(value, bool):
        return YES_OR_NO[value]
    return value.isoformat() if isinstance(value, date) else value or ""


@people.command()
@click.argument("number")
@with_appcontext
def password(number: str) -> None:
    """Print a link by which the employee NUMBER sets a password, once, within a day.

    Example: university people password LG-0011
    """
    employee = queries.find_account(session(), number)
    if employee is None:
        raise click.UsageError(f"There is no employee {number}.")
    try:
        with transaction() as current:
            token = services.make_password_link(current, employee.id, by=COMMAND, now=clock.now())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    with current_app.test_request_context(base_url=settings().address):
        click.echo(url_for("people.set_password", token=token, _external=True))
