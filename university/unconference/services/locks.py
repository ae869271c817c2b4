"""What is held while an act decides: first the topic, then slots by number: nobody waits in a ring."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.errors import Clash, NotFound
from university.unconference.models import Breakout, Slot, Topic, Unconference

MOVED = "This session was moved a moment ago. Look at its new place and time, and try again."
COLUMNS = ("slot_id", "room_id", "host_id", "capacity", "state", "sequence", "last_queue_number")


def hold_event(session: Session, event: Unconference) -> None:
    """Keep others from moving the phase of an event."""
    session.refresh(event, ["phase"], with_for_update=True)


def hold_topic(session: Session, topic_id: int) -> Topic:
    """Keep others from placing, moving or hosting a topic."""
    fresh = {"populate_existing": True}
    return session.scalars(
        select(Topic).where(Topic.id == topic_id).with_for_update().execution_options(**fresh)
    ).one()


def hold_slots(session: Session, event_id: int, slot_ids: Iterable[int]) -> dict[int, Slot]:
    """Keep others from changing any seat in these slots of an event; raises ``NotFound``."""
    wanted = set(slot_ids)
    slots = session.scalars(
        select(Slot)
        .where(Slot.id.in_(wanted), Slot.unconference_id == event_id)
        .order_by(Slot.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    if len(slots) != len(wanted):
        raise NotFound("There is no such time in this unconference.")
    return {slot.id: slot for slot in slots}


def hold_breakout(session: Session, breakout: Breakout, *more_slots: int) -> dict[int, Slot]:
    """Hold the slot of a session and more, and read it afresh; raises ``Clash`` if it has just moved."""
    here = breakout.slot_id
    slots = hold_slots(session, breakout.unconference_id, (here, *more_slots))
    session.refresh(breakout, COLUMNS)
    if breakout.slot_id != here:
        raise Clash(MOVED)
    return slots


def get_event_of(session: Session, unconference_id: int) -> Unconference:
    """The event that a topic or a session belongs to."""
    return session.get_one(Unconference, unconference_id)
