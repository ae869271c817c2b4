"""What is over: earlier rounds of courses, courses that are offered no longer, certificates that hold no longer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, select
from sqlalchemy.orm import Session

from university.certification.models import Certificate
from university.certification.queries import list_own_certificates
from university.courses.models import ContentVersion
from university.courses.queries import LiveCatalog, get_catalog
from university.learning.models import Attempt, Completion, CompletionMethod, Enrollment


@dataclass(frozen=True, kw_only=True)
class PastEnrollment:
    """One round of a course that is over; ``attempt_id`` is its best attempt that was handed in."""

    course: str
    title: str
    is_live: bool
    number: int
    version: int
    enrolled_at: datetime
    completed_at: datetime | None
    method: CompletionMethod | None
    score: int | None
    attempt_id: int | None


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Everything of one person that is over, the latest first."""

    enrollments: Sequence[PastEnrollment]
    certificates: Sequence[Certificate]


def get_archive(session: Session, employee_id: int, *, now: datetime) -> Archive:
    """Read a person's archive, in three statements."""
    certificates = [one for one in list_own_certificates(session, employee_id) if not one.status(now).holds]
    return Archive(
        enrollments=_enrollments(session, get_catalog(session), employee_id),
        certificates=sorted(certificates, key=lambda one: one.ends_at, reverse=True),
    )


def _enrollments(session: Session, catalog: LiveCatalog, employee_id: int) -> Sequence[PastEnrollment]:
    best = (
        select(Attempt.id)
        .where(Attempt.enrollment_id == Enrollment.id, Attempt.submitted_at.is_not(None))
        .order_by(Attempt.is_passed.desc(), Attempt.score.desc(), Attempt.number.desc())
        .limit(1)
        .correlate(Enrollment)
        .scalar_subquery()
    )
    # Of a version that is live the title is at hand.
    title = case((ContentVersion.is_live.is_(False), ContentVersion.body["title"].as_string()))
    rows = session.execute(
        select(
            Enrollment,
            ContentVersion.number.label("version"),
            title.label("title"),
            Completion.method,
            Completion.score,
            best.label("attempt_id"),
        )
        .join(ContentVersion, ContentVersion.id == Enrollment.version_id)
        .outerjoin(Completion, Completion.enrollment_id == Enrollment.id)
        .where(Enrollment.employee_id == employee_id)
        .order_by(Enrollment.enrolled_at.desc(), Enrollment.id.desc())
    ).all()
    latest: dict[str, int] = {}
    for row in rows:
        latest[row.Enrollment.course] = max(row.Enrollment.number, latest.get(row.Enrollment.course, 0))
    return [
        _past(catalog, row)
        for row in rows
        if row.Enrollment.course not in catalog.courses
        or row.Enrollment.number < latest[row.Enrollment.course]
    ]


def _past(catalog: LiveCatalog, row: Row[Any]) -> PastEnrollment:
    one: Enrollment = row.Enrollment
    live = catalog.courses.get(one.course)
    return PastEnrollment(
        course=one.course,
        title=live.title if live else row.title or one.course,
        is_live=live is not None,
        number=one.number,
        version=row.version,
        enrolled_at=one.enrolled_at,
        completed_at=one.completed_at,
        method=row.method,
        score=row.score,
        attempt_id=row.attempt_id,
    )
