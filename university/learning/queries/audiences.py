"""Read whom a rule means: who is in a part, a department, a role or a manager's line today."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from university.base.errors import NotFound
from university.learning.rules.assigning import PersonFacts
from university.learning.rules.audiences import Audience
from university.people.models import Employee, Role, RoleGrant
from university.people.queries import (
    find_account,
    find_employee_by_number,
    get_report,
    is_here,
    list_reports,
)


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody whom a rule means."""

    id: int
    name: str
    zone: str
    joined_on: date

    @property
    def facts(self) -> PersonFacts:
        """What the rules need to know of a person."""
        return PersonFacts(zone=self.zone, joined_on=self.joined_on)


def list_members(session: Session, audience: Audience, key: str, *, today: date) -> Sequence[Member]:
    """Whoever a rule means today, by name: nobody who has left, or has not joined yet."""
    if audience in {Audience.TEAM, Audience.LINE}:
        return _line(session, key, today=today, is_whole=audience is Audience.LINE)
    query = (
        select(Employee.id, Employee.name, Employee.zone, Employee.joined_on)
        .where(is_here(today), Employee.joined_on <= today)
        .order_by(func.lower(Employee.name), Employee.id)
    )
    rows = session.execute(_meant(query, audience, key, today))
    return [Member(**row._mapping) for row in rows]


def _line(session: Session, number: str, *, today: date, is_whole: bool) -> Sequence[Member]:
    manager = find_employee_by_number(session, number)
    reports = list_reports(session, manager.id, today=today, is_whole=is_whole) if manager else ()
    return [
        Member(id=one.id, name=one.name, zone=one.zone, joined_on=one.joined_on)
        for one in reports
        if one.joined_on <= today
    ]


Rows = Select[int, str, str, date]


def _meant(query: Rows, audience: Audience, key: str, today: date) -> Rows:
    conditions: Mapping[Audience, Callable[[], ColumnElement[bool]]] = {
        Audience.PERSON: lambda: Employee.employee_number == key,
        Audience.PART: lambda: Employee.part == key,
        Audience.DEPARTMENT: lambda: Employee.department == key,
        Audience.ROLE: lambda: _has_role(key, today),
    }
    return query.where(conditions[audience]()) if audience in conditions else query


def _has_role(key: str, today: date) -> ColumnElement[bool]:
    if key == "executive":
        return Employee.is_executive.is_(True)
    if key == "manager":
        report = aliased(Employee)
        return exists().where(report.manager_id == Employee.id, is_here(today, report))
    return exists().where(RoleGrant.employee_id == Employee.id, RoleGrant.role == Role(key))


def find_number(session: Session, account: str) -> str | None:
    """The employee number that somebody meant by a number or a work e-mail."""
    employee = find_account(session, account)
    return employee.employee_number if employee else None


def check_line(session: Session, manager_id: int, audience: Audience, key: str, *, today: date) -> None:
    """See that a manager means people of the own line only; raises ``NotFound`` for anybody else."""
    meant = find_employee_by_number(session, key)
    if meant is None or audience not in {Audience.PERSON, Audience.TEAM, Audience.LINE}:
        raise NotFound("There is no such person in your team.")
    if audience is Audience.PERSON or meant.id != manager_id:
        get_report(session, manager_id, meant.id, today=today)


def list_parts(session: Session, *, today: date) -> Sequence[str]:
    """The parts of the company where somebody works."""
    return _distinct(session, Employee.part, today)


def list_departments(session: Session, *, today: date) -> Sequence[str]:
    """The departments where somebody works."""
    return _distinct(session, Employee.department, today)


def _distinct(session: Session, column: InstrumentedAttribute[str], today: date) -> Sequence[str]:
    return session.scalars(select(column).where(is_here(today)).distinct().order_by(column)).all()
