"""Apply the employee file: what the plan says, all of it or nothing."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Invalid
from university.people import queries
from university.people.models import Employee
from university.people.rules import ImportPlan, Outcome, Person, PlannedRow, RosterRow, has_left, plan_import
from university.people.services.employees import see_off
from university.people.services.sign_ins import close_sign_ins
from university.records import services as records
from university.storage.parts import in_parts


def plan_roster(session: Session, rows: list[RosterRow]) -> ImportPlan:
    """Plan an import against everybody known; writes nothing.

    Addresses are compared and kept in lower case, since that is how people sign in.
    """
    return plan_import([_lowered(row) for row in rows], queries.map_people(session))


def _lowered(row: RosterRow) -> RosterRow:
    return replace(row, cells={**row.cells, "email": row.cells.get("email", "").lower()})


def apply_import(session: Session, plan: ImportPlan, *, by: Actor, now: datetime) -> None:
    """Add and change the people of a plan made in this transaction, with a fact for each.

    Facts are ``employee.added``, ``employee.changed``, and ``employee.deactivated`` for whoever has left.
    Raises ``Invalid`` when a row is refused, and ``Clash`` for the last administrator's leaving.
    """
    if not plan.is_applicable:
        raise Invalid(
            f"{plan.count(Outcome.REFUSED)} rows cannot be taken. Mend them in the file; nothing was changed."
        )
    touched = [row for row in plan.rows if row.outcome in {Outcome.ADD, Outcome.CHANGE}]
    leaving = _leaving(session, touched, today=now.date())
    for row in touched:
        if row.outcome is Outcome.ADD and row.person:
            session.add(Employee(**_values(row.person)))
    session.flush()
    ids = queries.map_ids(session, _numbers(touched))
    _write_changes(session, touched, ids)
    for row in touched:
        _note(session, row, ids[row.employee_number], by=by, now=now)
    for employee, on in leaving:
        see_off(session, employee, on=on, by=by, now=now)


def _numbers(rows: list[PlannedRow]) -> set[str]:
    managers = {row.person.manager_number for row in rows if row.person and row.person.manager_number}
    return managers | {row.employee_number for row in rows}


def _values(person: Person) -> dict[str, Any]:
    values = {**vars(person)}
    values.pop("manager_number")
    return values


def _write_changes(session: Session, rows: list[PlannedRow], ids: dict[str, int]) -> None:
    # Managers are linked last, since they may be further down in the file.
    written = [
        {
            "id": ids[row.employee_number],
            "manager_id": ids[row.person.manager_number] if row.person.manager_number else None,
            **_values(row.person),
        }
        for row in rows
        if row.person
    ]
    if written:
        session.execute(update(Employee), written)


def _leaving(session: Session, rows: list[PlannedRow], *, today: date) -> list[tuple[Employee, date]]:
    """Who was here until now and has left by what the file says."""
    left = {
        row.employee_number: row.person.left_on
        for row in rows
        if row.outcome is Outcome.CHANGE
        and row.person
        and row.person.left_on
        and has_left(row.person.left_on, today)
    }
    employees = [
        employee
        for some in in_parts([*left])
        for employee in queries.list_employees_by_number(session, some, with_roles=True)
    ]
    return [(one, left[one.employee_number]) for one in employees if not one.has_left(today)]


def _note(session: Session, row: PlannedRow, employee_id: int, *, by: Actor, now: datetime) -> None:
    kind: str = "employee.added"
    payload: dict[str, Any] = {"employee_number": row.employee_number}
    if row.outcome is Outcome.CHANGE:
        kind = "employee.changed"
        payload = {change.field: [_plain(change.before), _plain(change.after)] for change in row.changes}
        if payload.keys() & {"left_on", "email"}:
            close_sign_ins(session, employee_id)
    records.append(
        session, kind, f"employee:{employee_id}", by=by, now=now, employee_id=employee_id, payload=payload
    )


def _plain(value: str | bool | date | None) -> str | bool | None:
    return value.isoformat() if isinstance(value, date) else value
