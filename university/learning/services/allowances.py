"""Give one person more time or more attempts in a course, with the reason, and end it."""

from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Invalid, NotAllowed, NotFound
from university.courses.queries import get_catalog
from university.learning import rules
from university.learning.models import Allowance
from university.learning.rules import Allowed
from university.learning.services import locks
from university.outbox import services as outbox
from university.records import services as records

log = structlog.get_logger()


def give_allowance(
    session: Session,
    employee_id: int,
    course: str,
    allowed: Allowed,
    *,
    reason: str,
    given_by_id: int,
    by: Actor,
    now: datetime,
) -> Allowance:
    """Give somebody more minutes, more attempts or both, in one course; what was given adds up.

    The reason is for the record: no page but HR's and no message shows it. Giving the same again, with
    the same reason, gives the same. Raises ``NotFound`` for a course that is not live, ``Invalid``
    outside of the bounds, ``NotAllowed`` for oneself.
    """
    rules.check_allowance(allowed)
    if not 1 <= len(reason.strip()) <= rules.LONGEST_WORDS:
        raise Invalid(
            f"Say why, in {rules.LONGEST_WORDS} letters at most. The reason is for the record alone."
        )
    if employee_id == given_by_id:
        raise NotAllowed("Somebody else of HR gives this to you.")
    title = get_catalog(session).course(course).title
    locks.hold_person(session, employee_id)
    values = {
        "employee_id": employee_id,
        "course": course,
        "extra_minutes": allowed.extra_minutes,
        "extra_attempts": allowed.extra_attempts,
        "reason": reason.strip(),
    }
    same = session.scalars(
        select(Allowance).filter_by(**values, ended_at=None).order_by(Allowance.id).limit(1)
    ).one_or_none()
    if same:
        return same
    allowance = Allowance(**values, given_by_id=given_by_id, given_at=now)
    session.add(allowance)
    session.flush()
    _note(session, "allowance.given", allowance, by=by, now=now)
    outbox.queue(
        session,
        "allowance given",
        to=employee_id,
        about=f"allowance:{allowance.id}",
        subject=f"You have {allowed.words}",
        words=f"HR gave you {allowed.words} for the quiz of “{title}”. You need not do anything for it.",
        path=f"/courses/{course}/quiz/",
        now=now,
    )
    return allowance


def end_allowance(session: Session, allowance_id: int, *, by: Actor, now: datetime) -> Allowance:
    """End what was given; attempts started before keep it. Again changes nothing; raises ``NotFound``."""
    allowance = session.get(Allowance, allowance_id, with_for_update=True, populate_existing=True)
    if allowance is None:
        raise NotFound("There is no such allowance.")
    if allowance.ended_at is None:
        allowance.ended_at = now
        session.flush()
        _note(session, "allowance.ended", allowance, by=by, now=now)
        about = f"allowance:{allowance.id}"
        outbox.withdraw(session, [about], because="the allowance has ended", now=now)
    return allowance


def _note(session: Session, kind: str, allowance: Allowance, *, by: Actor, now: datetime) -> None:
    payload = {
        "course": allowance.course,
        "extra_minutes": allowance.extra_minutes,
        "extra_attempts": allowance.extra_attempts,
        "reason": allowance.reason,
    }
    subject = f"allowance:{allowance.id}"
    records.append(session, kind, subject, by=by, now=now, employee_id=allowance.employee_id, payload=payload)
    log.info(kind, allowance=allowance.id)
