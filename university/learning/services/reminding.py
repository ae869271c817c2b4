"""Remind people of what is due: 30, 7 and 1 days before, and once when it is overdue."""

from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from university.courses.queries import get_catalog
from university.learning.models import Assignment
from university.learning.queries import reminders as reads
from university.learning.rules.assignment_words import KINDS, due_words, reminder_subject
from university.learning.rules.reminders import OVERDUE, threshold_due
from university.learning.services.assignment_news import about
from university.outbox import queries as outbox_queries
from university.outbox import services as outbox

LATER = "A later reminder took its place."
_THRESHOLDS: Sequence[int] = tuple(KINDS)

log = structlog.get_logger()


def remind(session: Session, *, now: datetime) -> int:
    """Queue the reminders that are due now, one at most for each assignment, and say how many.

    Running it again tells nobody twice; a reminder that still waits to be mailed makes room for the next.
    Nobody is reminded of a course that is not live.
    """
    live = get_catalog(session).courses
    open_ones = [one for one in reads.list_to_remind(session, now=now) if one.course in live]
    told = outbox_queries.map_told(session, [about(one) for one in open_ones])
    due = [(one, _threshold(one, told.get(about(one), ()), now)) for one in open_ones]
    notices = [_notice(session, one, days) for one, days in due if days is not None]
    reminded = [one.about for one in notices if _days(told.get(one.about, ()))]
    outbox.withdraw(session, reminded, because=LATER, now=now)
    outbox.queue_all(session, notices, now=now)
    log.info("reminded", of=len(notices))
    return len(notices)


def _threshold(assignment: Assignment, told: Collection[str], now: datetime) -> int | None:
    return threshold_due(
        assignment.due_at,
        now,
        known_at=assignment.assigned_at,
        told=_days(told),
        thresholds=_THRESHOLDS,
        zone=ZoneInfo(assignment.zone),
    )


def _days(told: Collection[str]) -> list[int]:
    return [days for days, kind in KINDS.items() if kind in told]


def _notice(session: Session, assignment: Assignment, days: int) -> outbox.Notice:
    by = due_words(assignment.due_at, assignment.zone)
    words = f"It was due {by}. Finish it as soon as you can." if days == OVERDUE else f"It is due {by}."
    return outbox.Notice(
        kind=KINDS[days],
        to=assignment.employee_id,
        about=about(assignment),
        subject=reminder_subject(days, get_catalog(session).title_of(assignment.course)),
        words=words,
        path=f"/courses/{assignment.course}/",
    )
