"""Sign up, leave, set the number of seats; whoever waits moves up in the same transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from university.base.actor import SYSTEM, Actor
from university.base.errors import Clash, Closed
from university.unconference import queries, rules
from university.unconference.models import Breakout, BreakoutState, Signup, Slot, Unconference
from university.unconference.rules import Act, JoinOutcome, SignupState
from university.unconference.services import locks, news


def sign_up(session: Session, breakout: Breakout, employee_id: int, *, by: Actor, now: datetime) -> Signup:
    """Give a person a seat in a session, or the next number in its waiting list, and tell them which.

    Asking again gives what they have already. Raises ``Closed`` when sign-up is not open or the session
    has started or is canceled, ``Clash`` when they host it.
    """
    event = locks.get_event_of(session, breakout.unconference_id)
    slot = locks.hold_breakout(session, breakout)[breakout.slot_id]
    if existing := queries.find_signup(session, breakout.id, employee_id):
        return existing
    _check_open(event, breakout, slot, employee_id, now=now)
    seats = queries.get_slot_seats(session, slot.id)
    verdict = rules.join(seats.of(breakout.id), employee_id, busy=seats.busy)
    has_seat = verdict.outcome is JoinOutcome.CONFIRMED
    breakout.last_queue_number += 1
    signup = Signup(
        breakout_id=breakout.id,
        slot_id=slot.id,
        employee_id=employee_id,
        queue_number=breakout.last_queue_number,
        state=SignupState.CONFIRMED if has_seat else SignupState.WAITLISTED,
        signed_up_at=now,
        seated_at=now if has_seat else None,
        changed_at=now,
    )
    session.add(signup)
    session.flush()
    news.about_signup(session, f"signup.{signup.state.value}", signup, by=by, now=now)
    news.tell_signed_up(session, event, queries.load_breakout(session, breakout.id), signup, now=now)
    return signup


def leave(
    session: Session, breakout: Breakout, employee_id: int, *, by: Actor, now: datetime
) -> Signup | None:
    """Give back a seat or a place in the waiting list; who waits moves up. None if there was none.

    The person sees it on the page and gets no message. Raises ``Closed`` when the unconference is over.
    """
    event = locks.get_event_of(session, breakout.unconference_id)
    slot = locks.hold_breakout(session, breakout)[breakout.slot_id]
    signup = queries.find_signup(session, breakout.id, employee_id)
    if signup is None:
        return None
    if not rules.is_open(Act.LEAVE, event.phase):
        raise Closed(rules.closed_words(Act.LEAVE, event.phase))
    end(session, signup, by=by, now=now)
    settle(session, event, slot, now=now)
    return signup


def set_capacity(session: Session, breakout: Breakout, capacity: int, *, by: Actor, now: datetime) -> None:
    """Set how many seats a session has; more seats are filled from the waiting list at once.

    Raises ``Clash`` for fewer seats than people who have one, ``Closed`` for a canceled session.
    """
    event = locks.get_event_of(session, breakout.unconference_id)
    slot = locks.hold_breakout(session, breakout)[breakout.slot_id]
    check_scheduled(breakout)
    if breakout.capacity == capacity:
        return
    seats = queries.get_slot_seats(session, slot.id)
    if fault := rules.capacity_fault(seats.of(breakout.id), capacity):
        raise Clash(fault)
    breakout.capacity = capacity
    breakout.changed_at = now
    session.flush()
    news.about_breakout(session, "breakout.resized", breakout, by=by, now=now)
    settle(session, event, slot, now=now)


def settle(session: Session, event: Unconference, slot: Slot, *, now: datetime) -> None:
    """Give the free seats of a held slot to who waits, and tell them; nobody moves up after the start."""
    session.flush()
    if slot.starts_at <= now:
        return
    seats = queries.get_slot_seats(session, slot.id)
    for promotion in rules.promote(seats.breakouts, busy=seats.busy):
        signup = queries.find_signup(session, promotion.breakout_id, promotion.employee_id)
        if signup is None:
            continue
        signup.state = SignupState.CONFIRMED
        signup.seated_at = signup.changed_at = now
        session.flush()
        news.about_signup(session, "signup.promoted", signup, by=SYSTEM, now=now)
        breakout = queries.load_breakout(session, promotion.breakout_id)
        news.tell_promoted(session, event, breakout, signup, now=now)


def end(session: Session, signup: Signup, *, by: Actor, now: datetime, because: str = "left") -> None:
    """End a signup for ever, under the lock of its slot; the caller settles the slot."""
    signup.state = SignupState.CANCELED
    signup.changed_at = now
    session.flush()
    news.about_signup(session, "signup.canceled", signup, by=by, now=now, because=because)
    news.forget_signup(session, session.get_one(Breakout, signup.breakout_id), signup, now=now)


def check_scheduled(breakout: Breakout) -> None:
    """Refuse an act on a session that will not take place."""
    if breakout.state is BreakoutState.CANCELED:
        raise Closed("This session was canceled.")


def _check_open(
    event: Unconference, breakout: Breakout, slot: Slot, employee_id: int, *, now: datetime
) -> None:
    check_scheduled(breakout)
    if not rules.is_open(Act.SIGN_UP, event.phase):
        raise Closed(rules.closed_words(Act.SIGN_UP, event.phase))
    if slot.starts_at <= now:
        raise Closed(
            "This session has started, and sign-up for it is closed. Just go and see: there may be a seat."
        )
    if breakout.host_id == employee_id:
        raise Clash("You host this session, so your place in it is kept.")
