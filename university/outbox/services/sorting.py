"""Make the mails of the day: one row for each person and day, which names what it tells."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from university.outbox.models import Message, MessageState
from university.outbox.queries import is_for_digest, list_queued
from university.outbox.rules import DIGEST, digest_day, digest_moment
from university.people.models import Employee
from university.people.queries import is_here
from university.storage import work
from university.storage.parts import AT_ONCE


def make_digests(session: Session, *, now: datetime) -> int:
    """Make the mail of the day for people whose hour has come and for whom something waits.

    The key holds the day, so nobody gets two of one day, in whatever zone, on whatever night, by however many
    workers. A transaction makes some hundreds at most; gives how many, so that the door asks for more until 0.
    """
    due = {_key(who, digest_day(zone, now)): (who, zone) for who, zone in _list_due(session, now)}
    there = list_queued(session, list(due))
    fresh = [(key, who, zone) for key, (who, zone) in due.items() if key not in there]
    return sum(_make(session, *one, now) for one in fresh[:AT_ONCE])


def _list_due(session: Session, now: datetime) -> Sequence[tuple[int, str]]:
    """Whoever has something waiting since before the hour of the mail of the day, with the zone."""
    rows = session.execute(
        select(Message.employee_id, Employee.zone, func.min(Message.queued_at))
        .join(Employee, Employee.id == Message.employee_id)
        .where(is_for_digest(), is_here(now.date()))
        .group_by(Message.employee_id, Employee.zone)
        .order_by(Message.employee_id)
    )
    return [(who, zone) for who, zone, since in rows if since < digest_moment(zone, now)]


def _make(session: Session, key: str, who: int, zone: str, now: datetime) -> bool:
    digest = _digest(key, who, digest_day(zone, now), now)
    if not work.insert_once(session, digest):
        return False
    since = digest_moment(zone, now)
    session.execute(
        update(Message)
        .where(is_for_digest(), Message.employee_id == who, Message.queued_at < since)
        .values(digest_id=digest.id)
    )
    return True


def _key(employee_id: int, day: date) -> str:
    return f"{DIGEST.name}/{day}/{employee_id}"


def _digest(key: str, employee_id: int, day: date, now: datetime) -> Message:
    return Message(
        key=key,
        kind=DIGEST.name,
        about=f"{DIGEST.name}:{day}",
        employee_id=employee_id,
        subject=f"What is new on {day.day} {day:%B %Y}",
        words="",
        path="/notices/",
        queued_at=now,
        # What it tells are notices of their own; it is none.
        read_at=now,
        state=MessageState.WAITING,
    )
