"""Read the timetable: what stands where, and what one person is in each session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, joinedload

from university.base.errors import NotFound
from university.unconference import rules
from university.unconference.models import (
    Breakout,
    BreakoutState,
    Room,
    Signup,
    Slot,
    Topic,
    Unconference,
)
from university.unconference.rules import Act, Part, Placement, SignupState

NO_SUCH_BREAKOUT = "There is no such session in this unconference."


@dataclass(frozen=True, kw_only=True)
class BreakoutRow:
    """One session as one person sees it."""

    breakout: Breakout
    taken: int
    waiting: int
    part: Part | None

    @property
    def seats_words(self) -> str:
        """The seats left, in words."""
        return rules.seats_words(self.breakout.capacity, self.taken, self.waiting)

    @property
    def has_free_seat(self) -> bool:
        """Whether whoever is free at its time would get a seat now, as far as numbers tell."""
        return self.taken < self.breakout.capacity

    @property
    def is_canceled(self) -> bool:
        """Whether it will not take place."""
        return self.breakout.state is BreakoutState.CANCELED


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """The grid of an event: its rooms, and for each slot a cell for each room, in their order."""

    rooms: Sequence[Room]
    rows: Sequence[tuple[Slot, Sequence[BreakoutRow | None]]]

    @property
    def free_cells(self) -> list[tuple[Slot, Room]]:
        """The places that nothing is in, by time."""
        return [
            (slot, room)
            for slot, cells in self.rows
            for room, cell in zip(self.rooms, cells, strict=True)
            if not cell
        ]

    def find_breakout(self, topic: Topic) -> Breakout | None:
        """The session of a topic in this grid, if it has one already."""
        rows = (row for _, cells in self.rows for row in cells if row)
        return next((row.breakout for row in rows if row.breakout.topic_id == topic.id), None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is placed yet."""
        return not any(cell for _, cells in self.rows for cell in cells)


def find_breakout_of(session: Session, topic: Topic) -> Breakout | None:
    """The session of a topic that stands in the timetable, if there is one."""
    return session.scalars(
        select(Breakout).where(Breakout.topic_id == topic.id, Breakout.state == BreakoutState.SCHEDULED)
    ).one_or_none()


def get_breakout(
    session: Session, event: Unconference, breakout_id: int, *, is_organizer: bool = False
) -> Breakout:
    """One session of this event, with all it shows; raises ``NotFound``, also before the timetable is out."""
    breakout = session.scalars(
        select_breakouts().where(Breakout.id == breakout_id, Breakout.unconference_id == event.id)
    ).one_or_none()
    if breakout is None or not (is_organizer or rules.is_open(Act.SEE_TIMETABLE, event.phase)):
        raise NotFound(NO_SUCH_BREAKOUT)
    return breakout


def load_breakout(session: Session, breakout_id: int) -> Breakout:
    """One session with all it shows, read afresh: after a move its slot and room are others."""
    statement = select_breakouts().where(Breakout.id == breakout_id)
    return session.scalars(statement.execution_options(populate_existing=True)).one()


def list_scheduled(session: Session, event: Unconference) -> Sequence[Breakout]:
    """What stands in the timetable of an event."""
    return session.scalars(
        select_breakouts()
        .where(Breakout.unconference_id == event.id, Breakout.state == BreakoutState.SCHEDULED)
        .order_by(Breakout.id)
    ).all()


def get_timetable(session: Session, event: Unconference, employee_id: int) -> Timetable:
    """The grid of an event (loaded with it) as one person sees it, in two statements."""
    breakouts = list_scheduled(session, event)
    rows = _rows(session, breakouts, employee_id, Breakout.unconference_id == event.id)
    cells = {(row.breakout.slot_id, row.breakout.room_id): row for row in rows}
    return Timetable(
        rooms=event.rooms,
        rows=[(slot, [cells.get((slot.id, room.id)) for room in event.rooms]) for slot in event.slots],
    )


def list_own(session: Session, event: Unconference, employee_id: int) -> list[BreakoutRow]:
    """The sessions one person hosts, sits in or waits for, by time."""
    breakouts = list_scheduled(session, event)
    rows = _rows(session, breakouts, employee_id, Breakout.unconference_id == event.id)
    return sorted((row for row in rows if row.part), key=lambda row: row.breakout.slot.starts_at)


def get_row(session: Session, breakout: Breakout, employee_id: int) -> BreakoutRow:
    """One session as one person sees it."""
    return _rows(session, [breakout], employee_id, Breakout.id == breakout.id)[0]


def list_placements(session: Session, event_id: int) -> list[Placement]:
    """Everything that stands in the timetable, as the rules read it."""
    statement = select(
        Breakout.id, Breakout.topic_id, Breakout.room_id, Breakout.slot_id, Breakout.host_id
    ).where(Breakout.unconference_id == event_id, Breakout.state == BreakoutState.SCHEDULED)
    return [
        Placement(
            topic_id=row.topic_id,
            room_id=row.room_id,
            slot_id=row.slot_id,
            host_id=row.host_id,
            breakout_id=row.id,
        )
        for row in session.execute(statement)
    ]


def select_breakouts() -> Select[Breakout]:
    """Sessions with all they show."""
    return select(Breakout).options(
        joinedload(Breakout.topic),
        joinedload(Breakout.slot),
        joinedload(Breakout.room),
        joinedload(Breakout.host),
    )


def _rows(
    session: Session, breakouts: Sequence[Breakout], employee_id: int, where: ColumnElement[bool]
) -> list[BreakoutRow]:
    """Count seats and waiters of sessions, and find one person's part in each, in one statement."""
    is_mine = case((Signup.employee_id == employee_id, 1), else_=0)
    counted = {
        (row.breakout_id, row.state): row
        for row in session.execute(
            select(
                Signup.breakout_id,
                Signup.state,
                func.count().label("people"),
                func.sum(is_mine).label("mine"),
            )
            .join(Breakout, Signup.breakout_id == Breakout.id)
            .where(where, Signup.state != SignupState.CANCELED)
            .group_by(Signup.breakout_id, Signup.state)
        )
    }
    return [_row(breakout, employee_id, counted) for breakout in breakouts]


def _row(breakout: Breakout, employee_id: int, counted: Mapping[tuple[int, SignupState], Any]) -> BreakoutRow:
    seats = counted.get((breakout.id, SignupState.CONFIRMED))
    waits = counted.get((breakout.id, SignupState.WAITLISTED))
    part = Part.HOST if breakout.host_id == employee_id else None
    part = part or (Part.SEAT if seats and seats.mine else None)
    part = part or (Part.WAITING if waits and waits.mine else None)
    return BreakoutRow(
        breakout=breakout, taken=seats.people if seats else 0, waiting=waits.people if waits else 0, part=part
    )
