"""Read the practice to remember completed courses by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.courses.queries import get_catalog
from university.engines.catalog.model import Course
from university.learning import rules
from university.learning.models import MemoryPractice


@dataclass(frozen=True, kw_only=True)
class RecallPage:
    """The practice of one person in one course; without questions none is open, and ``next_at`` may say when."""

    course: Course
    done_at: datetime | None
    next_at: datetime | None
    questions: Sequence[rules.Recalled]


def get_recall_page(session: Session, employee_id: int, slug: str, *, now: datetime) -> RecallPage:
    """The questions of the practice that opened last, the same ones however often it is asked.

    They come from the live version. Raises ``NotFound`` for a course that is not live, and for somebody
    who was never offered practice in it.
    """
    course = get_catalog(session).course(slug)
    rows = _list_of(session, employee_id, slug)
    if not rows:
        raise NotFound("Practice to remember a course by opens a week after you have completed it.")
    last = next((row for row in reversed(rows) if row.opens_at <= now), None)
    to_come = [row.opens_at for row in rows if row.opens_at > now] if rules.has_practice(course) else []
    return RecallPage(
        course=course,
        done_at=last.done_at if last else None,
        next_at=to_come[0] if to_come else None,
        questions=rules.recall(course, f"{last.completion_id}/{last.days}") if last else (),
    )


def list_opened(
    session: Session, employee_id: int, course: str, *, now: datetime
) -> Sequence[MemoryPractice]:
    """The practice of a person in a course that has opened, done or not."""
    return [row for row in _list_of(session, employee_id, course) if row.opens_at <= now]


def _list_of(session: Session, employee_id: int, course: str) -> Sequence[MemoryPractice]:
    return session.scalars(
        select(MemoryPractice)
        .where(MemoryPractice.employee_id == employee_id, MemoryPractice.course == course)
        .order_by(MemoryPractice.opens_at, MemoryPractice.id)
    ).all()


def list_undone_of(session: Session, employee_id: int, course: str) -> Sequence[MemoryPractice]:
    """What a person has not practiced in a course, open or not."""
    return [row for row in _list_of(session, employee_id, course) if row.done_at is None]


def list_waiting(session: Session, *, now: datetime, limit: int) -> Sequence[MemoryPractice]:
    """What has opened and was not told yet, the first first; held, and past what another worker holds."""
    return session.scalars(
        select(MemoryPractice)
        .where(
            MemoryPractice.opens_at <= now,
            MemoryPractice.offered_at.is_(None),
            MemoryPractice.done_at.is_(None),
        )
        .order_by(MemoryPractice.opens_at, MemoryPractice.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()


def list_undone(
    session: Session, completion_ids: Sequence[int], *, now: datetime
) -> Sequence[MemoryPractice]:
    """What has opened after these completions and was not done."""
    return session.scalars(
        select(MemoryPractice).where(
            MemoryPractice.completion_id.in_(completion_ids),
            MemoryPractice.opens_at <= now,
            MemoryPractice.done_at.is_(None),
        )
    ).all()
