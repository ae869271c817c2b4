"""Remind holders before a certificate ends, and before a course is to be taken again."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from university.certification import queries
from university.certification.models import Certificate
from university.certification.queries import Ending, RetakeDue
from university.courses.queries import LiveCatalog, get_catalog
from university.learning.rules.assignment_words import due_words
from university.learning.rules.reminders import OVERDUE, threshold_due
from university.outbox import queries as outbox_queries
from university.outbox import services as outbox
from university.outbox.services import Notice

ENDING = {days: f"expiring in {days} days" for days in (60, 30, 7)}
DUE = {30: "due in 30 days", 7: "due in 7 days", 1: "due in 1 day", OVERDUE: "overdue"}
#: Further than the first threshold, which comes in the morning of its day.
SOON = timedelta(days=max(ENDING) + 2)
LATER = "A later reminder took its place."

log = structlog.get_logger()


def remind(session: Session, *, now: datetime) -> int:
    """Tell everybody whose certificate ends or whose course is to be taken again soon; say how many were told.

    Each threshold is told once, and only the latest that has come: a reminder that still waits to be
    mailed makes room for the next.
    """
    catalog = get_catalog(session)
    endings = queries.list_endings(session, now=now, within=SOON)
    retakes = queries.list_retakes_due(session, now=now, within=SOON)
    causes = [expiry(one.certificate_id) for one in endings] + [f"retake:{one.retake_id}" for one in retakes]
    told = outbox_queries.map_told(session, causes)
    notices = [
        _ending(one, told.get(expiry(one.certificate_id), frozenset()), catalog, now) for one in endings
    ]
    notices += [_due(one, told.get(f"retake:{one.retake_id}", frozenset()), catalog, now) for one in retakes]
    return _tell(session, [notice for notice in notices if notice], told, now)


def expiry(certificate_id: int) -> str:
    """Name the end of a certificate as the cause of messages; its issue and its revocation are others."""
    return f"expiry:{certificate_id}"


def forget(session: Session, certificate: Certificate, *, because: str, now: datetime) -> None:
    """Take back what still waits to be mailed of a certificate's end, and of what is to be done for it."""
    open_retakes = queries.list_open_retakes(session, certificate_id=certificate.id)
    causes = [expiry(certificate.id), *(f"retake:{one.id}" for one in open_retakes)]
    outbox.withdraw(session, causes, because=because, now=now)


def _tell(
    session: Session, notices: Sequence[Notice], told: Mapping[str, frozenset[str]], now: datetime
) -> int:
    reminders = {*ENDING.values(), *DUE.values()}
    earlier = [one.about for one in notices if told.get(one.about, frozenset()) & reminders]
    outbox.withdraw(session, earlier, because=LATER, now=now)
    outbox.queue_all(session, notices, now=now)
    if notices:
        log.info("reminded of ends", messages=len(notices))
    return len(notices)


def _ending(one: Ending, told: Collection[str], catalog: LiveCatalog, now: datetime) -> Notice | None:
    days = threshold_due(
        one.ends_at,
        now,
        known_at=one.issued_at,
        told=_days(ENDING, told),
        thresholds=list(ENDING),
        zone=ZoneInfo(one.zone),
    )
    if days is None:
        return None
    is_live = one.certification in catalog.certifications
    return Notice(
        kind=ENDING[days],
        to=one.employee_id,
        about=expiry(one.certificate_id),
        subject=f"{one.title} ends on {_day(one.ends_at, one.zone)}",
        words=f"It holds until {due_words(one.ends_at, one.zone)}, and what it allows with it."
        " See what renewing asks for, and begin while it still holds.",
        path=f"/certifications/{one.certification}/" if is_live else f"/certificates/{one.code}/",
    )


def _due(one: RetakeDue, told: Collection[str], catalog: LiveCatalog, now: datetime) -> Notice | None:
    course = catalog.courses.get(one.course)
    days = threshold_due(
        one.due_at,
        now,
        known_at=one.asked_at,
        told=_days(DUE, told),
        thresholds=list(DUE),
        zone=ZoneInfo(one.zone),
    )
    if course is None or days is None:
        return None
    is_late = one.due_at <= now
    return Notice(
        kind=DUE[days],
        to=one.employee_id,
        about=f"retake:{one.retake_id}",
        subject=f"“{course.title}” was to be taken again by {_day(one.due_at, one.zone)}"
        if is_late
        else f"Take “{course.title}” again by {_day(one.due_at, one.zone)}",
        words=_late_words(one) if is_late else _early_words(one),
        path=f"/courses/{one.course}/",
    )


def _early_words(one: RetakeDue) -> str:
    until = due_words(one.due_at, one.zone)
    return f"The course changed, and {one.title} asks for it by {until}. Until then your permission holds."


def _late_words(one: RetakeDue) -> str:
    return (
        f"It was due on {due_words(one.due_at, one.zone)}. Your permission from {one.title} rests until you"
        " have done it; the certificate itself stays."
    )


def _days(kinds: Mapping[int, str], told: Collection[str]) -> Collection[int]:
    return [days for days, kind in kinds.items() if kind in told]


def _day(at: datetime, zone: str) -> str:
    return due_words(at, zone).partition(",")[0]
