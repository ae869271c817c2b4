"""Read enrollments, the lessons done in them, and the completions they led to."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.learning.models import Attempt, Completion, Enrollment, LessonDone


def find_enrollment(session: Session, employee_id: int, course: str) -> Enrollment | None:
    """The latest enrollment of a person in a course, open or completed."""
    return session.scalars(
        select(Enrollment)
        .where(Enrollment.employee_id == employee_id, Enrollment.course == course)
        .order_by(Enrollment.number.desc())
        .limit(1)
    ).one_or_none()


def get_own_enrollment(session: Session, employee_id: int, course: str) -> Enrollment:
    """The same; raises ``NotFound`` for a course that this person has not begun."""
    enrollment = find_enrollment(session, employee_id, course)
    if enrollment is None:
        raise NotFound("You have not begun this course yet. Its page has the button to start it.")
    return enrollment


def list_open(session: Session, course: str) -> Sequence[Enrollment]:
    """Everybody's open enrollments in a course."""
    return session.scalars(
        select(Enrollment)
        .where(Enrollment.course == course, Enrollment.completed_at.is_(None))
        .order_by(Enrollment.id)
    ).all()


def list_lessons_done(session: Session, enrollment_ids: Sequence[int]) -> Sequence[LessonDone]:
    """The lessons done in these enrollments that count."""
    return session.scalars(
        select(LessonDone)
        .where(LessonDone.enrollment_id.in_(enrollment_ids), LessonDone.reopened_at.is_(None))
        .order_by(LessonDone.id)
    ).all()


def find_lesson_done(
    session: Session, enrollment_id: int, lesson: str, round_number: int
) -> LessonDone | None:
    """What was noted of a lesson in one round of attempts."""
    return session.scalars(
        select(LessonDone).where(
            LessonDone.enrollment_id == enrollment_id,
            LessonDone.lesson == lesson,
            LessonDone.round == round_number,
        )
    ).one_or_none()


def list_with_attempts(session: Session, enrollment_ids: Sequence[int]) -> frozenset[int]:
    """Those of these enrollments in which an attempt was made."""
    rows = session.scalars(
        select(Attempt.enrollment_id).where(Attempt.enrollment_id.in_(enrollment_ids)).distinct()
    )
    return frozenset(rows)


def list_with_pass(session: Session, enrollment_ids: Sequence[int]) -> frozenset[int]:
    """Those of these enrollments whose quiz is passed."""
    rows = session.scalars(
        select(Attempt.enrollment_id)
        .where(Attempt.enrollment_id.in_(enrollment_ids), Attempt.is_passed.is_(True))
        .distinct()
    )
    return frozenset(rows)


def find_best_pass(session: Session, enrollment_id: int) -> int | None:
    """The best score of the passed attempts of an enrollment; None without a pass."""
    best: int | None = session.scalar(
        select(func.max(Attempt.score)).where(
            Attempt.enrollment_id == enrollment_id, Attempt.is_passed.is_(True)
        )
    )
    return best


def find_completion(session: Session, enrollment_id: int) -> Completion | None:
    """The completion that an enrollment led to."""
    return session.scalars(select(Completion).where(Completion.enrollment_id == enrollment_id)).one_or_none()
