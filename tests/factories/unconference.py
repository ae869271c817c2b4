"""Unconferences with their grid, topics on the wall, and sessions in the timetable."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from sqlalchemy.orm import Session

from university.base.actor import COMMAND
from university.people.models import Employee
from university.storage import work
from university.unconference import services
from university.unconference.models import Breakout, Slot, Topic, Unconference
from university.unconference.rules import Phase

NUMBERS = count(1)
DAY = date(2026, 12, 4)
FIRST = datetime(2026, 12, 4, 8, 0, tzinfo=UTC)
BEFORE = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
SLOT = timedelta(minutes=45)


def event(
    session: Session, *, phase: Phase = Phase.PUBLISHED, slots: int = 2, rooms: int = 2
) -> Unconference:
    """An event in Berlin on 4 December 2026: slots each hour from 09:00, rooms of 15 seats."""
    with work.transaction(session):
        made = services.create(
            session,
            title=f"Talk Day {next(NUMBERS)}",
            summary="A day whose agenda we make.",
            venue="Lake House, Berlin",
            zone="Europe/Berlin",
            starts_on=DAY,
            slots=[
                services.SlotPlan(at, at + SLOT) for at in (FIRST + timedelta(hours=n) for n in range(slots))
            ],
            rooms=[services.RoomPlan(f"Room {n + 1}", 15) for n in range(rooms)],
            by=COMMAND,
            now=BEFORE,
        )
        made.phase = phase
    with work.transaction(session):
        session.refresh(made, ["slots", "rooms"])
    return made


def topic(
    session: Session,
    event: Unconference,
    by: Employee,
    *,
    host: Employee | None = None,
    title: str | None = None,
) -> Topic:
    """A topic on the wall, whatever the phase is."""
    with work.transaction(session):
        made = Topic(
            unconference_id=event.id,
            title=title or f"Topic {next(NUMBERS)}",
            why="",
            proposed_by_id=by.id,
            host_id=host.id if host else None,
            proposed_at=BEFORE,
        )
        session.add(made)
    return made


def breakout(
    session: Session,
    event: Unconference,
    by: Employee,
    *,
    slot: int = 0,
    room: int = 0,
    capacity: int = 15,
    host: Employee | None = None,
) -> Breakout:
    """A session in the timetable, in the slot and room with these numbers."""
    wish = topic(session, event, by, host=host)
    with work.transaction(session):
        return services.place(
            session,
            wish,
            slot_id=event.slots[slot].id,
            room_id=event.rooms[room].id,
            capacity=capacity,
            by=COMMAND,
            now=BEFORE,
        )


def start_of(event: Unconference, slot: int = 0) -> datetime:
    """When a slot starts."""
    found: Slot = event.slots[slot]
    return found.starts_at
