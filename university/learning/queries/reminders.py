"""Read whom to remind of what is due."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, cast, exists, literal, select
from sqlalchemy.orm import Session

from university.learning.models import Assignment
from university.learning.queries.assigning import IS_OPEN
from university.learning.rules.assignment_words import KINDS
from university.learning.rules.reminders import OVERDUE
from university.outbox.models import Message
from university.people.models import Employee
from university.people.queries import is_here


def list_to_remind(session: Session, *, now: datetime) -> Sequence[Assignment]:
    """Open assignments of people who are here that are due soon, or overdue and not told so; the first due first."""
    about = literal("assignment:") + cast(Assignment.id, String)
    is_told = exists().where(Message.about == about, Message.kind == KINDS[OVERDUE])
    soon = now + timedelta(days=max(KINDS) + 2)
    return session.scalars(
        select(Assignment)
        .join(Employee, Employee.id == Assignment.employee_id)
        .where(IS_OPEN, Assignment.due_at <= soon, is_here(now.date()), ~is_told)
        .order_by(Assignment.due_at, Assignment.id)
    ).all()
