"""Make an event, and move it from phase to phase."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Clash, Invalid
from university.storage.work import insert_once
from university.unconference import queries, rules
from university.unconference.models import Room, Slot, Unconference
from university.unconference.rules import Phase
from university.unconference.services import locks, news


@dataclass(frozen=True)
class SlotPlan:
    """A slot to be, in moments."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class RoomPlan:
    """A room to be; ``access`` says how one gets in: "step-free, hearing loop"."""

    name: str
    capacity: int
    access: str = ""


def create(  # noqa: PLR0913 -- an event is its name, its place, its day and its grid
    session: Session,
    *,
    title: str,
    summary: str,
    venue: str,
    zone: str,
    starts_on: date,
    slots: Sequence[SlotPlan],
    rooms: Sequence[RoomPlan],
    by: Actor,
    now: datetime,
) -> Unconference:
    """Make an unconference with its grid, in the phase of set-up; raises ``Invalid`` for an impossible grid.

    Asking again with the same title and day gives the event that is there.
    """
    if same := queries.find_same_event(session, title, starts_on):
        return same
    _check_grid(zone, slots, rooms)
    event = Unconference(
        slug=rules.slug_of(title, queries.list_slugs(session)),
        title=title,
        summary=summary,
        venue=venue,
        zone=zone,
        starts_on=starts_on,
        phase=Phase.SETUP,
        slots=[Slot(starts_at=slot.starts_at, ends_at=slot.ends_at) for slot in slots],
        rooms=[Room(name=room.name, capacity=room.capacity, access=room.access) for room in rooms],
    )
    if not insert_once(session, event):
        # Two presses at the same moment: the other one was first.
        raise Clash("This unconference was made a moment ago. Look in the list.")
    news.opened(session, event, by=by, now=now)
    return event


def move_phase(session: Session, event: Unconference, to: Phase, *, by: Actor, now: datetime) -> None:
    """Move an event on or back by one phase; raises ``Clash`` for any other step.

    Publishing tells every host where and when; asking for the phase it is in changes nothing.
    """
    locks.hold_event(session, event)
    if event.phase is to:
        return
    if to not in rules.phases_from(event.phase):
        raise Clash(f"From “{event.phase.value}” this unconference cannot go to “{to.value}” in one step.")
    event.phase = to
    session.flush()
    news.opened(session, event, by=by, now=now)
    if to is Phase.PUBLISHED:
        for breakout in queries.list_scheduled(session, event):
            news.tell_host(session, event, breakout, now=now)


def _check_grid(zone: str, slots: Sequence[SlotPlan], rooms: Sequence[RoomPlan]) -> None:
    local = ZoneInfo(zone)
    faults = list(
        rules.span_faults(
            [rules.Span(slot.starts_at.astimezone(local), slot.ends_at.astimezone(local)) for slot in slots]
        )
    )
    names = [room.name.casefold() for room in rooms]
    if not rooms:
        faults.append("Give at least one room.")
    if len(set(names)) < len(names):
        faults.append("Two rooms have the same name.")
    if any(room.capacity < 1 for room in rooms):
        faults.append("Each room needs at least one seat.")
    if faults:
        raise Invalid(" ".join(faults))
