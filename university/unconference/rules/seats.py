"""Seats and waiting lists of one slot: who gets a seat, who waits, who moves up, and why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum


class SignupState(StrEnum):
    """A seat, a place in the waiting list, or neither any more."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    CANCELED = "canceled"


@dataclass(frozen=True, order=True)
class Waiter:
    """One place in a waiting list; numbers are never given twice in a breakout."""

    queue_number: int
    employee_id: int


@dataclass(frozen=True, kw_only=True)
class Seats:
    """A breakout's seats, with who sits on them and who waits, in any order."""

    breakout_id: int
    capacity: int
    confirmed: frozenset[int]
    waiting: tuple[Waiter, ...] = ()

    @property
    def free(self) -> int:
        """How many seats nobody holds."""
        return max(self.capacity - len(self.confirmed), 0)


class Part(StrEnum):
    """What one person is in a session."""

    HOST = "you host"
    SEAT = "your seat"
    WAITING = "you wait"


class JoinOutcome(StrEnum):
    """What signing up gives."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    REFUSED = "refused"


@dataclass(frozen=True)
class JoinVerdict:
    """What signing up gives, and why."""

    outcome: JoinOutcome
    words: str


def join(seats: Seats, employee_id: int, *, busy: Collection[int]) -> JoinVerdict:
    """Decide what signing up gives: a seat, a place in the waiting list, or a refusal.

    ``busy`` are all who hold a seat in, or host, any session of the slot. A seat needs a free one, no
    eligible waiter who would be passed, and nothing else at that time. A busy person waits, keeps the
    number, and is promoted only once free.
    """
    if employee_id in seats.confirmed:
        return JoinVerdict(JoinOutcome.REFUSED, "You already have a seat in this session.")
    if any(waiter.employee_id == employee_id for waiter in seats.waiting):
        return JoinVerdict(JoinOutcome.REFUSED, "You are already in the waiting list of this session.")
    if employee_id in busy:
        words = "You have another session at this time, so you wait here until you are free."
        return JoinVerdict(JoinOutcome.WAITLISTED, words)
    if not seats.free:
        words = "All seats are taken. You are in the waiting list and move up when somebody leaves."
        return JoinVerdict(JoinOutcome.WAITLISTED, words)
    if _eligible(seats, busy):
        return JoinVerdict(JoinOutcome.WAITLISTED, "Others have waited longer. You are in the waiting list.")
    return JoinVerdict(JoinOutcome.CONFIRMED, "You have a seat.")


@dataclass(frozen=True, kw_only=True)
class Promotion:
    """A waiter who now gets a seat."""

    breakout_id: int
    employee_id: int
    queue_number: int


def promote(slot: Sequence[Seats], *, busy: Collection[int]) -> tuple[Promotion, ...]:
    """Give the waiters of one slot who move up now, the smallest eligible number first in each breakout.

    To be asked after every cancellation, rise of capacity or move, with all the slot's breakouts: who was
    freed in one may head the list of another. ``busy`` are all who hold a seat in, or host, any of them.
    Afterward no free seat has an eligible waiter.
    """
    taken = set(busy)
    promotions: list[Promotion] = []
    for seats in slot:
        for waiter in _eligible(seats, taken)[: seats.free]:
            taken.add(waiter.employee_id)
            promotions.append(
                Promotion(
                    breakout_id=seats.breakout_id,
                    employee_id=waiter.employee_id,
                    queue_number=waiter.queue_number,
                )
            )
    return tuple(promotions)


def capacity_fault(seats: Seats, capacity: int) -> str | None:
    """Say why a capacity may not be set, if it may not: nobody who has a seat loses it silently."""
    if capacity < 1:
        return "A session needs at least one seat."
    if capacity < len(seats.confirmed):
        return (
            f"{len(seats.confirmed)} people have a seat already. "
            f"Set at least {len(seats.confirmed)} seats, or find a larger room."
        )
    return None


def seats_words(capacity: int, taken: int, waiting: int) -> str:
    """Say how many seats are left: "3 of 15 seats left", "Full, 2 waiting"."""
    if taken < capacity and not waiting:
        return f"{capacity - taken} of {capacity} seats left"
    if taken < capacity:
        return f"{capacity - taken} of {capacity} seats left, {waiting} waiting"
    return f"Full, {waiting} waiting" if waiting else "Full, nobody waiting"


def why_waiting(seats: Seats, employee_id: int, *, busy: Collection[int]) -> tuple[str, ...]:
    """Say to somebody in a waiting list where they stand and why, a sentence each."""
    mine = next(waiter for waiter in seats.waiting if waiter.employee_id == employee_id)
    ahead = [waiter for waiter in seats.waiting if waiter < mine]
    passed = sum(waiter.employee_id in busy for waiter in ahead)
    words = [f"Your number is {mine.queue_number}. {_people(len(ahead))} before you."]
    if not seats.free:
        taken = "The one seat is taken."
        words.append(taken if seats.capacity == 1 else f"All {seats.capacity} seats are taken.")
    if passed:
        words.append(f"{_people(passed)} ahead with another session at this time, and would be passed.")
    if employee_id in busy:
        words.append(
            "You have another session at this time, so you are passed as well until you are free. "
            "Your number stays yours."
        )
    else:
        words.append("When a seat comes free you get it by itself, and a message says so.")
    return tuple(words)


def _people(number: int) -> str:
    return {0: "Nobody waits", 1: "1 person waits"}.get(number, f"{number} people wait")


def _eligible(seats: Seats, busy: Collection[int]) -> list[Waiter]:
    """List the waiters who could take a seat now, first come first."""
    return sorted(waiter for waiter in seats.waiting if waiter.employee_id not in busy)
