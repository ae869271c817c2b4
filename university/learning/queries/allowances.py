"""Read what single persons were given beyond the rules of a quiz."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from university.courses.queries import get_catalog
from university.learning.models import Allowance, Enrollment
from university.learning.rules import Allowed, add_up
from university.people.models import Employee

MOST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class AllowanceRow:
    """What one person was given in one course, why, and by whom."""

    id: int
    name: str
    department: str
    course: str
    title: str
    allowed: Allowed
    reason: str
    given_by: str
    given_at: datetime
    ended_at: datetime | None


def get_allowance(session: Session, employee_id: int, course: str) -> Allowed:
    """What one person has in one course beyond its rules, all together, in one statement."""
    rows = session.execute(
        select(Allowance.extra_minutes, Allowance.extra_attempts).where(
            Allowance.employee_id == employee_id, Allowance.course == course, Allowance.ended_at.is_(None)
        )
    )
    return add_up(Allowed(extra_minutes=row.extra_minutes, extra_attempts=row.extra_attempts) for row in rows)


def map_allowances(session: Session, enrollment_ids: Sequence[int]) -> Mapping[int, Allowed]:
    """The same for these enrollments, by id; those without anything are left out, and none asks nothing."""
    if not enrollment_ids:
        return {}
    rows = session.execute(
        select(Enrollment.id, Allowance.extra_minutes, Allowance.extra_attempts)
        .join(
            Allowance,
            (Allowance.employee_id == Enrollment.employee_id) & (Allowance.course == Enrollment.course),
        )
        .where(Enrollment.id.in_(enrollment_ids), Allowance.ended_at.is_(None))
    )
    found: defaultdict[int, list[Allowed]] = defaultdict(list)
    for row in rows:
        found[row.id].append(Allowed(extra_minutes=row.extra_minutes, extra_attempts=row.extra_attempts))
    return {id_: add_up(given) for id_, given in found.items()}


def list_allowances(session: Session) -> Sequence[AllowanceRow]:
    """What was given to whom: what still holds first, then the newest; in one statement."""
    giver = aliased(Employee)
    rows = session.execute(
        select(Allowance, Employee, giver.name)
        .join(Employee, Employee.id == Allowance.employee_id)
        .join(giver, giver.id == Allowance.given_by_id)
        .order_by(Allowance.ended_at.is_not(None), Allowance.id.desc())
        .limit(MOST_SHOWN)
    )
    catalog = get_catalog(session)
    return [
        AllowanceRow(
            id=one.id,
            name=person.name,
            department=person.department,
            course=one.course,
            title=catalog.title_of(one.course),
            allowed=Allowed(extra_minutes=one.extra_minutes, extra_attempts=one.extra_attempts),
            reason=one.reason,
            given_by=given_by,
            given_at=one.given_at,
            ended_at=one.ended_at,
        )
        for one, person, given_by in rows
    ]
