"""The facts that learning leaves, each with its line in the log."""

from collections.abc import Mapping
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.learning.models import Attempt, Enrollment, Waiver
from university.records import services as records

log = structlog.get_logger()


def about_enrollment(
    session: Session,
    kind: str,
    enrollment: Enrollment,
    payload: Mapping[str, object],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Leave a fact about somebody's way through a course."""
    records.append(
        session,
        kind,
        f"enrollment:{enrollment.id}",
        by=by,
        now=now,
        employee_id=enrollment.employee_id,
        payload=payload,
    )
    log.info(kind, enrollment=enrollment.id)


def about_waiver(
    session: Session, kind: str, waiver: Waiver, payload: Mapping[str, object], *, by: Actor, now: datetime
) -> None:
    """Leave a fact about prior learning that is to count."""
    records.append(
        session,
        kind,
        f"waiver:{waiver.id}",
        by=by,
        now=now,
        employee_id=waiver.employee_id,
        payload={"course": waiver.course, **payload},
    )
    log.info(kind, waiver=waiver.id)


def about_attempt(
    session: Session, kind: str, attempt: Attempt, payload: Mapping[str, object], *, by: Actor, now: datetime
) -> None:
    """Leave a fact about a sitting of a quiz."""
    records.append(
        session,
        kind,
        f"attempt:{attempt.id}",
        by=by,
        now=now,
        employee_id=attempt.employee_id,
        payload=payload,
    )
    log.info(kind, attempt=attempt.id, enrollment=attempt.enrollment_id, score=attempt.score)
