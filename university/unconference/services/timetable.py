"""The organizer's grid: place a topic, move a session, cancel one; everybody concerned is told once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Clash, Closed, NotFound
from university.unconference import queries, rules
from university.unconference.models import (
    Breakout,
    BreakoutState,
    Room,
    Signup,
    Slot,
    Topic,
    TopicState,
    Unconference,
)
from university.unconference.rules import Act, Placement, SignupState
from university.unconference.services import locks, news, seats


def place(
    session: Session,
    topic: Topic,
    *,
    slot_id: int,
    room_id: int,
    capacity: int | None = None,
    by: Actor,
    now: datetime,
) -> Breakout:
    """Put a topic into a free cell, with the room's seats unless told; the same again gives the same session.

    Raises ``Clash`` with what stands against it, ``Closed`` outside the phases for it, ``NotFound`` for a
    slot or room of another event. A published host is told.
    """
    event = locks.get_event_of(session, topic.unconference_id)
    topic = locks.hold_topic(session, topic.id)
    slot = locks.hold_slots(session, event.id, [slot_id])[slot_id]
    room = _get_room(session, event, room_id)
    existing = queries.find_breakout_of(session, topic)
    if existing and (existing.slot_id, existing.room_id) == (slot_id, room_id):
        return existing
    _check_open(event, slot, now=now)
    if topic.state is TopicState.WITHDRAWN:
        raise Closed("This topic was withdrawn.")
    wanted = Placement(topic_id=topic.id, room_id=room.id, slot_id=slot.id, host_id=topic.host_id)
    _check_cell(session, event, wanted)
    topic.state = TopicState.ACCEPTED
    breakout = Breakout(
        unconference_id=event.id,
        topic_id=topic.id,
        slot_id=slot.id,
        room_id=room.id,
        host_id=topic.host_id,
        capacity=capacity or room.capacity,
        state=BreakoutState.SCHEDULED,
        sequence=0,
        last_queue_number=0,
        changed_at=now,
    )
    session.add(breakout)
    session.flush()
    news.about_breakout(session, "breakout.placed", breakout, by=by, now=now)
    news.tell_host(session, event, queries.load_breakout(session, breakout.id), now=now)
    return breakout


def move(
    session: Session, breakout: Breakout, *, slot_id: int, room_id: int, by: Actor, now: datetime
) -> None:
    """Move a session to another cell; everybody with a seat or a number keeps it, and is told.

    Who has another session at the new time waits with the old number. Raises as ``place`` does.
    """
    event = locks.get_event_of(session, breakout.unconference_id)
    locks.hold_topic(session, breakout.topic_id)
    slots = locks.hold_breakout(session, breakout, slot_id)
    seats.check_scheduled(breakout)
    room = _get_room(session, event, room_id)
    before = breakout.slot_id
    if (before, breakout.room_id) == (slot_id, room_id):
        return
    _check_open(event, slots[slot_id], now=now)
    wanted = Placement(
        topic_id=breakout.topic_id,
        room_id=room.id,
        slot_id=slot_id,
        host_id=breakout.host_id,
        breakout_id=breakout.id,
    )
    _check_cell(session, event, wanted)
    signups = queries.list_live_signups(session, breakout.id)
    bumped = _bump(session, signups, slot_id, by=by, now=now) if slot_id != before else set()
    breakout.slot_id, breakout.room_id = slot_id, room_id
    breakout.sequence += 1
    breakout.changed_at = now
    session.flush()
    news.about_breakout(session, "breakout.moved", breakout, by=by, now=now)
    news.forget_earlier(session, breakout, signups, now=now)
    _tell_all_moved(session, event, queries.load_breakout(session, breakout.id), signups, bumped, now=now)
    for _, slot in sorted(slots.items()):
        seats.settle(session, event, slot, now=now)


def cancel(session: Session, breakout: Breakout, reason: str, *, by: Actor, now: datetime) -> None:
    """Cancel a session with a reason that everybody concerned is told; its topic goes back to the wall.

    Doing it twice changes nothing. Who is free at its time now moves up elsewhere.
    """
    event = locks.get_event_of(session, breakout.unconference_id)
    topic = locks.hold_topic(session, breakout.topic_id)
    slot = locks.hold_breakout(session, breakout)[breakout.slot_id]
    if breakout.state is BreakoutState.CANCELED:
        return
    if not rules.is_open(Act.PLACE, event.phase):
        raise Closed(rules.closed_words(Act.PLACE, event.phase))
    signups = queries.list_live_signups(session, breakout.id)
    breakout.state = BreakoutState.CANCELED
    breakout.canceled_because = reason
    breakout.sequence += 1
    breakout.changed_at = now
    topic.state = TopicState.PROPOSED
    for signup in signups:
        seats.end(session, signup, by=by, now=now, because="session canceled")
    news.about_breakout(session, "breakout.canceled", breakout, by=by, now=now, because=reason)
    shown = queries.load_breakout(session, breakout.id)
    for employee_id in _concerned(breakout, signups):
        news.tell_canceled(session, event, shown, employee_id, now=now)
    seats.settle(session, event, slot, now=now)


def _bump(session: Session, signups: Sequence[Signup], slot_id: int, *, by: Actor, now: datetime) -> set[int]:
    """Take all signups to another slot; a seat of somebody busy there becomes a place in the waiting list."""
    busy = queries.get_slot_seats(session, slot_id).busy
    bumped = [
        signup for signup in signups if signup.state is SignupState.CONFIRMED and signup.employee_id in busy
    ]
    for signup in bumped:
        signup.state = SignupState.WAITLISTED
        signup.changed_at = now
    # First out of the seats, then to the new time: two seats at one time are refused by the database.
    session.flush()
    for signup in signups:
        signup.slot_id = slot_id
    session.flush()
    for signup in bumped:
        news.about_signup(session, "signup.waitlisted", signup, by=by, now=now, because="session moved")
    return {signup.employee_id for signup in bumped}


def _tell_all_moved(
    session: Session,
    event: Unconference,
    breakout: Breakout,
    signups: Sequence[Signup],
    bumped: set[int],
    *,
    now: datetime,
) -> None:
    for signup in signups:
        if signup.employee_id in bumped:
            keeps = "You have another session at that time, so you wait there with your old number."
        elif signup.state is SignupState.CONFIRMED:
            keeps = "You keep your seat. If you cannot come, leave it to the next."
        else:
            keeps = "You keep your number in the waiting list."
        news.tell_moved(session, event, breakout, signup.employee_id, keeps=keeps, now=now)
    if breakout.host_id is not None and rules.is_open(Act.SEE_TIMETABLE, event.phase):
        news.tell_moved(session, event, breakout, breakout.host_id, keeps="You host it.", now=now)


def _concerned(breakout: Breakout, signups: Sequence[Signup]) -> list[int]:
    people = [signup.employee_id for signup in signups]
    return people if breakout.host_id is None else [*people, breakout.host_id]


def _check_open(event: Unconference, slot: Slot, *, now: datetime) -> None:
    if not rules.is_open(Act.PLACE, event.phase):
        raise Closed(rules.closed_words(Act.PLACE, event.phase))
    if slot.ends_at <= now:
        raise Clash("That time is over. Choose a later one.")


def _check_cell(session: Session, event: Unconference, wanted: Placement) -> None:
    placed = queries.list_placements(session, event.id)
    faults = list(rules.placing_faults(wanted, placed))
    here = next((one.slot_id for one in placed if one.breakout_id == wanted.breakout_id), None)
    if wanted.host_id is not None and wanted.slot_id != here and not faults:
        seated = queries.get_slot_seats(session, wanted.slot_id)
        if any(wanted.host_id in one.confirmed for one in seated.breakouts):
            faults.append(
                "The host has a seat in another session at this time. "
                "Ask the host to leave it, or choose another time."
            )
    if faults:
        raise Clash(" ".join(faults))


def _get_room(session: Session, event: Unconference, room_id: int) -> Room:
    room = session.get(Room, room_id)
    if room is None or room.unconference_id != event.id:
        raise NotFound("There is no such room in this unconference.")
    return room
