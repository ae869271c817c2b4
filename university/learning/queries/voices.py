"""Read what learners told the authors of a course, and who answers for it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from university.learning.models import Completion, CourseRating, MistakeReport
from university.people.models import Employee
from university.people.queries import list_employees_by_number, list_with_role


def list_answerable(session: Session, owners: Sequence[str], *, today: date) -> Sequence[Employee]:
    """Who answers for a course and is still here; where no owner is, the administrators."""
    here = [one for one in list_employees_by_number(session, owners) if not one.has_left(today)]
    return here or list_with_role(session, "admin", today=today)


def find_open_report(
    session: Session, employee_id: int, course: str, lesson: str, words: str
) -> MistakeReport | None:
    """One's own report in these very words that has no answer yet."""
    return session.scalars(
        select(MistakeReport).where(
            MistakeReport.employee_id == employee_id,
            MistakeReport.course == course,
            MistakeReport.lesson == lesson,
            MistakeReport.words == words,
            MistakeReport.answered_at.is_(None),
        )
    ).first()


def count_reports(session: Session, employee_id: int, *, since: datetime) -> int:
    """How many mistakes somebody has reported after a moment."""
    return (
        session.scalar(
            select(func.count(MistakeReport.id)).where(
                MistakeReport.employee_id == employee_id, MistakeReport.reported_at > since
            )
        )
        or 0
    )


def list_own_reports(session: Session, employee_id: int, course: str, lesson: str) -> Sequence[MistakeReport]:
    """What somebody reported on a lesson, with the answers, the newest first."""
    return session.scalars(
        select(MistakeReport)
        .where(
            MistakeReport.employee_id == employee_id,
            MistakeReport.course == course,
            MistakeReport.lesson == lesson,
        )
        .order_by(MistakeReport.id.desc())
    ).all()


def find_rating(session: Session, employee_id: int, course: str) -> CourseRating | None:
    """What somebody said of a course."""
    return session.scalars(
        select(CourseRating).where(CourseRating.employee_id == employee_id, CourseRating.course == course)
    ).one_or_none()


def find_version_completed(session: Session, employee_id: int, course: str) -> int | None:
    """The id of the version in which somebody completed a course last; None if they never did."""
    return session.scalar(
        select(Completion.version_id)
        .where(Completion.employee_id == employee_id, Completion.course == course)
        .order_by(Completion.id.desc())
        .limit(1)
    )
