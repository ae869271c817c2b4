"""Read who sits and waits in a slot, and what one person has there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.unconference import rules
from university.unconference.models import Breakout, BreakoutState, Signup
from university.unconference.queries.timetable import BreakoutRow
from university.unconference.rules import Part, Seats, SignupState, Waiter


@dataclass(frozen=True, kw_only=True)
class SlotSeats:
    """The seats of all sessions in one slot, and who holds a seat in, or hosts, any of them."""

    breakouts: tuple[Seats, ...]
    busy: frozenset[int]

    def of(self, breakout_id: int) -> Seats:
        """The seats of one session in this slot."""
        return next(seats for seats in self.breakouts if seats.breakout_id == breakout_id)


def get_slot_seats(session: Session, slot_id: int) -> SlotSeats:
    """Who sits and waits in each session of a slot, as the rules read it; to decide by it, hold the slot."""
    breakouts = session.execute(
        select(Breakout.id, Breakout.capacity, Breakout.host_id)
        .where(Breakout.slot_id == slot_id, Breakout.state == BreakoutState.SCHEDULED)
        .order_by(Breakout.id)
    ).all()
    sitting: dict[int, set[int]] = {row.id: set() for row in breakouts}
    waiting: dict[int, list[Waiter]] = {row.id: [] for row in breakouts}
    for row in session.execute(
        select(Signup.breakout_id, Signup.employee_id, Signup.queue_number, Signup.state).where(
            Signup.slot_id == slot_id, Signup.state != SignupState.CANCELED
        )
    ):
        if row.state is SignupState.CONFIRMED:
            sitting[row.breakout_id].add(row.employee_id)
        else:
            waiting[row.breakout_id].append(Waiter(row.queue_number, row.employee_id))
    hosts = {row.host_id for row in breakouts if row.host_id is not None}
    return SlotSeats(
        breakouts=tuple(
            Seats(
                breakout_id=row.id,
                capacity=row.capacity,
                confirmed=frozenset(sitting[row.id]),
                waiting=tuple(waiting[row.id]),
            )
            for row in breakouts
        ),
        busy=frozenset(hosts.union(*sitting.values())),
    )


def find_signup(session: Session, breakout_id: int, employee_id: int) -> Signup | None:
    """The seat or the place in the waiting list that a person has in a session now."""
    return session.scalars(
        select(Signup).where(
            Signup.breakout_id == breakout_id,
            Signup.employee_id == employee_id,
            Signup.state != SignupState.CANCELED,
        )
    ).one_or_none()


def list_live_signups(session: Session, breakout_id: int) -> Sequence[Signup]:
    """All seats and places in the waiting list of a session, the first come first."""
    return session.scalars(
        select(Signup)
        .where(Signup.breakout_id == breakout_id, Signup.state != SignupState.CANCELED)
        .order_by(Signup.queue_number)
    ).all()


def list_why_waiting(session: Session, row: BreakoutRow, employee_id: int) -> tuple[str, ...]:
    """Where somebody in a waiting list stands and why, in sentences; nothing for others."""
    if row.part is not Part.WAITING:
        return ()
    seats = get_slot_seats(session, row.breakout.slot_id)
    return rules.why_waiting(seats.of(row.breakout.id), employee_id, busy=seats.busy)
