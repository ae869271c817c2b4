"""Read what is asked of people by when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from university.learning.models import Assignment, AssignmentRule
from university.people.models import Employee


@dataclass(frozen=True, kw_only=True)
class Due:
    """One course that somebody was asked to do and has not done yet; ``said_by`` is who asked, and why."""

    assignment_id: int
    employee_id: int
    course: str
    round: int
    assigned_at: datetime
    due_at: datetime
    zone: str
    counts_from: datetime | None
    reason: str
    said_by: str

    def is_overdue(self, now: datetime) -> bool:
        """Whether the day is over, in the person's own zone."""
        return now > self.due_at


def list_due(session: Session, employee_id: int) -> Sequence[Due]:
    """What is asked of one person and not done, the first due first, in one statement."""
    return map_due(session, [employee_id]).get(employee_id, ())


def map_due(session: Session, employee_ids: Sequence[int] | Select[int]) -> Mapping[int, Sequence[Due]]:
    """The same for several people, by their ids or a statement that gives them, in one statement."""
    rows = session.execute(
        select(
            Assignment.id.label("assignment_id"),
            Assignment.employee_id,
            Assignment.course,
            Assignment.round,
            Assignment.assigned_at,
            Assignment.due_at,
            Assignment.zone,
            Assignment.counts_from,
            AssignmentRule.reason,
            Employee.name.label("said_by"),
        )
        .join(Assignment.rule)
        .join(Employee, Employee.id == AssignmentRule.made_by_id)
        .where(
            Assignment.employee_id.in_(employee_ids),
            Assignment.met_at.is_(None),
            Assignment.withdrawn_at.is_(None),
        )
        .order_by(Assignment.due_at, Assignment.id)
    )
    found: defaultdict[int, list[Due]] = defaultdict(list)
    for row in rows:
        found[row.employee_id].append(Due(**row._mapping))
    return found
