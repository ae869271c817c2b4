"""Read how far several people are, without a score, an answer or anything that they keep for themselves."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from university.learning.models import Completion, CompletionMethod, Enrollment, LessonDone


@dataclass(kw_only=True)
class UnderWay:
    """An open enrollment: the lessons that count as done, and when something was last done in it."""

    course: str
    enrolled_at: datetime
    touched_at: datetime
    done: set[str]


@dataclass(frozen=True, kw_only=True)
class Completed:
    """A completion as a manager sees it: that it is, when and how, never with which score."""

    course: str
    completed_at: datetime
    method: CompletionMethod


def map_under_way(session: Session, people: Select[int]) -> Mapping[int, Sequence[UnderWay]]:
    """What is under way for each of these people (a statement that gives ids), the latest touched first."""
    rows = session.execute(
        select(
            Enrollment.id,
            Enrollment.employee_id,
            Enrollment.course,
            Enrollment.enrolled_at,
            LessonDone.lesson,
            LessonDone.done_at,
        )
        .outerjoin(LessonDone, (LessonDone.enrollment_id == Enrollment.id) & LessonDone.reopened_at.is_(None))
        .where(Enrollment.employee_id.in_(people), Enrollment.completed_at.is_(None))
        .order_by(Enrollment.id)
    )
    found: defaultdict[int, dict[int, UnderWay]] = defaultdict(dict)
    for row in rows:
        one = found[row.employee_id].setdefault(row.id, _begun(row.course, row.enrolled_at))
        if row.lesson:
            one.done.add(row.lesson)
            one.touched_at = max(one.touched_at, row.done_at)
    return {
        person: sorted(courses.values(), key=lambda one: one.touched_at, reverse=True)
        for person, courses in found.items()
    }


def _begun(course: str, at: datetime) -> UnderWay:
    return UnderWay(course=course, enrolled_at=at, touched_at=at, done=set())


def list_completed(session: Session, employee_id: int) -> Sequence[Completed]:
    """Every completion of one person, the latest first."""
    rows = session.execute(
        select(Completion.course, Completion.completed_at, Completion.method)
        .where(Completion.employee_id == employee_id)
        .order_by(Completion.completed_at.desc(), Completion.id.desc())
    )
    return [Completed(**row._mapping) for row in rows]
