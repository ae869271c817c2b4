"""Whether somebody works here, and how much of the demo company there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from university.certification.models import Certificate
from university.learning.models import Attempt, Completion
from university.people.models import Employee
from university.records.models import Fact
from university.unconference.models import Signup

BUILT = "demo.built"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How much there is of everything."""

    employees: int
    completions: int
    attempts: int
    certificates: int
    signups: int
    facts: int


def has_employees(session: Session) -> bool:
    """Whether anybody is known, of whatever company."""
    return bool(session.scalar(select(exists().where(Employee.id.is_not(None)))))


def is_begun(session: Session) -> bool:
    """Whether there are people of the demo company, perhaps without all of their past."""
    return bool(session.scalar(select(exists().where(Employee.is_demo))))


def is_built(session: Session) -> bool:
    """Whether the demo company was built to its end."""
    return bool(session.scalar(select(exists().where(Fact.kind == BUILT))))


def list_people(session: Session, numbers: Sequence[str]) -> Sequence[Employee]:
    """People of the demo company with these numbers; nobody else who may have one of them."""
    return session.scalars(
        select(Employee).where(Employee.is_demo, Employee.employee_number.in_(numbers))
    ).all()


def count_all(session: Session) -> Counts:
    """Count what is there."""
    tables = {
        "employees": Employee,
        "completions": Completion,
        "attempts": Attempt,
        "certificates": Certificate,
        "signups": Signup,
        "facts": Fact,
    }
    counted = {
        name: session.scalar(select(func.count()).select_from(table)) for name, table in tables.items()
    }
    return Counts(**{name: count or 0 for name, count in counted.items()})
