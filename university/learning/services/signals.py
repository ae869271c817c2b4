"""Note what a person found on looking at a sign; nothing else ever follows from one."""

from datetime import datetime

from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.learning import rules
from university.learning.models import SignalReview
from university.learning.queries import signals as reads
from university.records import services as records
from university.storage.work import insert_once


def review_signal(
    session: Session, key: str, words: str, *, course: str = "", by_id: int, now: datetime
) -> None:
    """Keep what was found about a sign; the first note stands, and no score changes by it.

    Raises ``Invalid`` for words too short or too long, ``NotFound`` for a sign that is not there. Leaves
    ``signal.reviewed``.
    """
    found = rules.checked_finding(words)
    if reads.find_review(session, key):
        return
    signal = reads.get_signal(session, key, course)
    attempts = [one.id for one in signal.attempts]
    review = SignalReview(
        about=key,
        course=signal.course,
        attempts=attempts,
        words=found,
        reviewed_by_id=by_id,
        reviewed_at=now,
    )
    if insert_once(session, review):
        payload = {"sign": signal.kind, "course": signal.course, "attempts": attempts, "found": found}
        by = Actor.employee(by_id)
        records.append(session, "signal.reviewed", f"signal:{key}", by=by, now=now, payload=payload)


def note_view(session: Session, signals: int, course: str, *, by: Actor, now: datetime) -> None:
    """Leave ``signals.viewed``: who looked at signs about others, how many there were, in which course."""
    payload = {"signs": signals, "course": course}
    records.append(session, "signals.viewed", "signals", by=by, now=now, payload=payload)
