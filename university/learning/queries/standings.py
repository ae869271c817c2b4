"""Read where a person stands in one course or in all of them, in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Subquery, bindparam, case, func, select
from sqlalchemy.orm import Session

from university.engines.catalog.model import Course
from university.learning.models import Attempt, Completion, Enrollment, LessonDone
from university.learning.rules import CourseState, Progress, course_state, progress


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where one person stands in one course: the latest enrollment and what belongs to it.

    ``done`` holds the latest moment of each lesson that counts as done, ``reopened`` those that a new
    version opened again, ``completions`` the moment and score of every completion, those of earlier
    enrollments first. A standing without an enrollment is that of somebody who has not begun.
    """

    course: str
    enrollment_id: int | None = None
    version_id: int | None = None
    enrolled_at: datetime | None = None
    completed_at: datetime | None = None
    last_lesson: str | None = None
    done: Mapping[str, datetime] = field(default_factory=dict)
    reopened: Mapping[str, datetime] = field(default_factory=dict)
    attempts: int = 0
    last_attempt_at: datetime | None = None
    open_attempt_id: int | None = None
    has_passed: bool = False
    score: int | None = None
    completions: Sequence[tuple[datetime, int | None]] = ()

    @property
    def state(self) -> CourseState:
        """Not started, in progress or completed."""
        return course_state(
            is_enrolled=self.enrollment_id is not None, is_completed=self.completed_at is not None
        )

    @property
    def touched_at(self) -> datetime | None:
        """When this person last did something here."""
        moments = (self.enrolled_at, self.last_attempt_at, self.completed_at, *self.done.values())
        return max((at for at in moments if at), default=None)

    def progress(self, course: Course) -> Progress:
        """How many lessons of the course are done."""
        return progress([lesson.slug for lesson in course.lessons], self.done)


def get_standing(session: Session, employee_id: int, course: str) -> Standing:
    """Where a person stands in one course, in one statement."""
    rows = session.execute(STANDING_IN_ONE, {"employee_id": employee_id, "course": course}).all()
    return _gather(rows).get(course, Standing(course=course))


def list_progress(session: Session, employee_id: int) -> dict[str, Standing]:
    """Where a person stands in every course ever begun, by course, in one statement."""
    return _gather(session.execute(STANDINGS, {"employee_id": employee_id}).all())


def _standings() -> Select[Any]:
    """One row for each lesson done, earlier enrollments first; an enrollment without one has one row."""
    tries = _tries()
    return (
        select(
            Enrollment.id,
            Enrollment.course,
            Enrollment.version_id,
            Enrollment.enrolled_at,
            Enrollment.completed_at,
            Enrollment.last_lesson,
            LessonDone.lesson,
            LessonDone.done_at,
            LessonDone.reopened_at,
            tries.c.attempts,
            tries.c.last_attempt_at,
            tries.c.open_attempt_id,
            tries.c.passed_with,
            Completion.score,
        )
        .outerjoin(LessonDone, LessonDone.enrollment_id == Enrollment.id)
        .outerjoin(tries, tries.c.enrollment_id == Enrollment.id)
        .outerjoin(Completion, Completion.enrollment_id == Enrollment.id)
        .where(Enrollment.employee_id == bindparam("employee_id"))
        .order_by(Enrollment.number, LessonDone.done_at, LessonDone.id)
    )


def _tries() -> Subquery:
    """The attempts of a person, counted for each enrollment."""
    return (
        select(
            Attempt.enrollment_id,
            func.count(Attempt.submitted_at).label("attempts"),
            func.max(Attempt.submitted_at).label("last_attempt_at"),
            func.max(case((Attempt.submitted_at.is_(None), Attempt.id))).label("open_attempt_id"),
            func.max(case((Attempt.is_passed.is_(True), Attempt.score))).label("passed_with"),
        )
        .where(Attempt.employee_id == bindparam("employee_id"))
        .group_by(Attempt.enrollment_id)
        .subquery()
    )


# Built once: to build them for each lesson page would take longer than to ask them.
STANDINGS = _standings()
STANDING_IN_ONE = STANDINGS.where(Enrollment.course == bindparam("course"))


def _gather(rows: Iterable[Any]) -> dict[str, Standing]:
    """Put the rows together by course; only the latest enrollment and all completions are kept."""
    latest: dict[str, list[Any]] = {}
    completions: defaultdict[str, dict[int, tuple[datetime, int | None]]] = defaultdict(dict)
    for row in rows:
        kept = latest.setdefault(row.course, [])
        if kept and kept[0].id != row.id:
            kept.clear()
        kept.append(row)
        if row.completed_at is not None:
            completions[row.course][row.id] = (row.completed_at, row.score)
    return {course: _standing(kept, tuple(completions[course].values())) for course, kept in latest.items()}


def _standing(rows: Sequence[Any], completions: Sequence[tuple[datetime, int | None]]) -> Standing:
    first = rows[0]
    done = {row.lesson: row.done_at for row in rows if row.lesson and row.reopened_at is None}
    reopened = {row.lesson: row.reopened_at for row in rows if row.reopened_at and row.lesson not in done}
    return Standing(
        course=first.course,
        enrollment_id=first.id,
        version_id=first.version_id,
        enrolled_at=first.enrolled_at,
        completed_at=first.completed_at,
        last_lesson=first.last_lesson,
        done=done,
        reopened=reopened,
        attempts=first.attempts or 0,
        last_attempt_at=first.last_attempt_at,
        open_attempt_id=first.open_attempt_id,
        has_passed=first.passed_with is not None,
        score=first.score if first.score is not None else first.passed_with,
        completions=completions,
    )
