"""What an act leaves behind: its fact in the ledger, and one message to each person it concerns."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.zones import city
from university.outbox import services as outbox
from university.records import services as records
from university.unconference import rules
from university.unconference.models import Breakout, Signup, Topic, Unconference
from university.unconference.rules import Act, SignupState


def opened(session: Session, event: Unconference, *, by: Actor, now: datetime) -> None:
    """An event was made, or went to another phase."""
    payload = {"phase": event.phase.value}
    records.append(
        session, "unconference.opened", f"unconference:{event.id}", by=by, now=now, payload=payload
    )


def about_topic(
    session: Session, kind: str, topic: Topic, employee_id: int, *, by: Actor, now: datetime
) -> None:
    """Something happened to a topic through a person."""
    records.append(session, kind, f"topic:{topic.id}", by=by, now=now, employee_id=employee_id)


def about_breakout(
    session: Session, kind: str, breakout: Breakout, *, by: Actor, now: datetime, because: str = ""
) -> None:
    """Something happened to a session: where it stands after it is the payload."""
    payload: dict[str, int | str | None] = {
        "topic": breakout.topic_id,
        "slot": breakout.slot_id,
        "room": breakout.room_id,
        "host": breakout.host_id,
        "capacity": breakout.capacity,
        "sequence": breakout.sequence,
    }
    if because:
        payload["because"] = because
    records.append(session, kind, f"breakout:{breakout.id}", by=by, now=now, payload=payload)


def about_signup(
    session: Session, kind: str, signup: Signup, *, by: Actor, now: datetime, because: str = ""
) -> None:
    """Something happened to a seat or a place in a waiting list."""
    payload = {"breakout": signup.breakout_id, "slot": signup.slot_id, "queue_number": signup.queue_number}
    records.append(
        session,
        kind,
        f"signup:{signup.id}",
        by=by,
        now=now,
        employee_id=signup.employee_id,
        payload=payload | ({"because": because} if because else {}),
    )


def tell_host(session: Session, event: Unconference, breakout: Breakout, *, now: datetime) -> None:
    """Tell the host where and when, once the timetable is out and once for each place."""
    if breakout.host_id is None or not rules.is_open(Act.SEE_TIMETABLE, event.phase):
        return
    _tell(
        session,
        event,
        breakout,
        to=breakout.host_id,
        kind="session placed",
        about=f"breakout:{breakout.id}:{breakout.sequence}",
        subject=f"You host: {breakout.topic.title}",
        words=f"Your session is on {_where_and_when(event, breakout)}.",
        now=now,
    )


def tell_signed_up(
    session: Session, event: Unconference, breakout: Breakout, signup: Signup, *, now: datetime
) -> None:
    """Confirm a new seat or place in the waiting list."""
    title, place = breakout.topic.title, _where_and_when(event, breakout)
    if signup.state is SignupState.CONFIRMED:
        kind, subject, words = "seat confirmed", f"You have a seat: {title}", f"It is on {place}."
    else:
        kind, subject = "waiting list", f"You are in the waiting list: {title}"
        words = (
            f"It is on {place}. Your number is {signup.queue_number}. "
            "When a seat comes free for you before it starts, you get it by itself and are told."
        )
    about = f"signup:{signup.id}"
    _tell(
        session,
        event,
        breakout,
        to=signup.employee_id,
        kind=kind,
        about=about,
        subject=subject,
        words=words,
        now=now,
    )


def tell_promoted(
    session: Session, event: Unconference, breakout: Breakout, signup: Signup, *, now: datetime
) -> None:
    """Tell a waiter of the seat; between two promotions of one signup lies a move, hence the sequence."""
    _tell(
        session,
        event,
        breakout,
        to=signup.employee_id,
        kind="seat promoted",
        about=f"signup:{signup.id}:{breakout.sequence}",
        subject=f"You moved up and have a seat: {breakout.topic.title}",
        words=f"It is on {_where_and_when(event, breakout)}. If you cannot come, leave it to the next.",
        now=now,
    )


def tell_moved(
    session: Session, event: Unconference, breakout: Breakout, employee_id: int, *, keeps: str, now: datetime
) -> None:
    """Tell one person of a new place or time, and what they keep there."""
    _tell(
        session,
        event,
        breakout,
        to=employee_id,
        kind="session moved",
        about=f"breakout:{breakout.id}:{breakout.sequence}",
        subject=f"Moved: {breakout.topic.title}",
        words=f"It is now on {_where_and_when(event, breakout)}. {keeps}",
        now=now,
    )


def tell_canceled(
    session: Session, event: Unconference, breakout: Breakout, employee_id: int, *, now: datetime
) -> None:
    """Tell one person that a session will not take place, and why."""
    _tell(
        session,
        event,
        breakout,
        to=employee_id,
        kind="session canceled",
        about=f"breakout:{breakout.id}",
        subject=f"Canceled: {breakout.topic.title}",
        words=f"It was to be on {_where_and_when(event, breakout)}. The reason: {breakout.canceled_because}",
        now=now,
    )


def forget_earlier(session: Session, breakout: Breakout, signups: Sequence[Signup], *, now: datetime) -> None:
    """Take back what still waits to be mailed of an earlier place and time; the move tells the new ones."""
    earlier = range(breakout.sequence)
    causes = [f"breakout:{breakout.id}:{number}" for number in earlier]
    for signup in signups:
        causes += [f"signup:{signup.id}", *(f"signup:{signup.id}:{number}" for number in earlier)]
    outbox.withdraw(session, causes, because="The session moved.", now=now)


def forget_signup(session: Session, breakout: Breakout, signup: Signup, *, now: datetime) -> None:
    """Take back what still waits to be mailed to somebody about a seat or place that is given up."""
    numbers = range(breakout.sequence + 1)
    causes = [f"signup:{signup.id}", *(f"signup:{signup.id}:{number}" for number in numbers)]
    causes += [f"breakout:{breakout.id}:{number}" for number in numbers]
    outbox.withdraw(session, causes, to=signup.employee_id, because="The seat was given up.", now=now)


def _tell(  # noqa: PLR0913 -- as above
    session: Session,
    event: Unconference,
    breakout: Breakout,
    *,
    to: int,
    kind: str,
    about: str,
    subject: str,
    words: str,
    now: datetime,
) -> None:
    path = f"/unconferences/{event.slug}/"
    if rules.is_open(Act.SEE_TIMETABLE, event.phase):
        path += f"breakouts/{breakout.id}/"
    outbox.queue(session, kind, to=to, about=about, subject=subject, words=words, path=path, now=now)


def _where_and_when(event: Unconference, breakout: Breakout) -> str:
    zone = ZoneInfo(event.zone)
    start, end = breakout.slot.starts_at.astimezone(zone), breakout.slot.ends_at.astimezone(zone)
    day = f"{start:%a} {start.day} {start:%b %Y}"
    return f"{day}, {start:%H:%M} to {end:%H:%M} ({city(event.zone)}), in {breakout.room.name}"
