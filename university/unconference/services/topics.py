"""The wall: propose a topic, offer to host one, step back, withdraw one's own."""

from datetime import datetime

from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Clash, Closed, NotAllowed
from university.unconference import queries, rules
from university.unconference.models import Breakout, Topic, TopicState, Unconference
from university.unconference.rules import Act
from university.unconference.services import locks, news, seats


def propose(
    session: Session, event: Unconference, employee_id: int, *, title: str, why: str, by: Actor, now: datetime
) -> Topic:
    """Put a topic on the wall; the same title by the same person stays one topic. Raises ``Closed``."""
    locks.hold_event(session, event)
    if same := queries.find_same_topic(session, event, title, employee_id):
        return same
    _check_open(Act.PROPOSE, event)
    topic = Topic(
        unconference_id=event.id,
        title=title,
        why=why,
        proposed_by_id=employee_id,
        proposed_at=now,
        state=TopicState.PROPOSED,
    )
    session.add(topic)
    session.flush()
    news.about_topic(session, "topic.proposed", topic, employee_id, by=by, now=now)
    return topic


def host(session: Session, topic: Topic, employee_id: int, *, by: Actor, now: datetime) -> None:
    """Offer to host a topic; hosting counts as a seat at its time, and replaces one in that session.

    Raises ``Clash`` when somebody else hosts it, or when the person has another session at its time.
    """
    event = locks.get_event_of(session, topic.unconference_id)
    topic = locks.hold_topic(session, topic.id)
    if topic.host_id == employee_id:
        return
    _check_open(Act.HOST, event)
    _check_on_the_wall(topic)
    if topic.host_id is not None:
        raise Clash(
            "Somebody was quicker: this topic has a host now. Talk to them about hosting it together."
        )
    if breakout := queries.find_breakout_of(session, topic):
        _host_breakout(session, breakout, employee_id, by=by, now=now)
    topic.host_id = employee_id
    session.flush()
    news.about_topic(session, "topic.hosted", topic, employee_id, by=by, now=now)


def step_back(session: Session, topic: Topic, employee_id: int, *, by: Actor, now: datetime) -> None:
    """Stop hosting a topic; the topic stays, and the person is free at its time again."""
    event = locks.get_event_of(session, topic.unconference_id)
    topic = locks.hold_topic(session, topic.id)
    if topic.host_id != employee_id:
        return
    _check_open(Act.HOST, event)
    topic.host_id = None
    session.flush()
    news.about_topic(session, "topic.unhosted", topic, employee_id, by=by, now=now)
    if breakout := queries.find_breakout_of(session, topic):
        slot = locks.hold_breakout(session, breakout)[breakout.slot_id]
        breakout.host_id = None
        breakout.changed_at = now
        seats.settle(session, event, slot, now=now)


def withdraw(session: Session, topic: Topic, employee_id: int, *, by: Actor, now: datetime) -> None:
    """Take one's own topic off the wall; doing it twice changes nothing.

    Raises ``NotAllowed`` for another's topic, ``Closed`` once it is in the timetable.
    """
    topic = locks.hold_topic(session, topic.id)
    if topic.proposed_by_id != employee_id:
        raise NotAllowed("Only who proposed a topic can withdraw it.")
    if topic.state is TopicState.WITHDRAWN:
        return
    if topic.state is TopicState.ACCEPTED:
        raise Closed("This topic is in the timetable already. Ask an organizer to cancel its session first.")
    topic.state = TopicState.WITHDRAWN
    topic.host_id = None
    session.flush()
    news.about_topic(session, "topic.withdrawn", topic, employee_id, by=by, now=now)


def _host_breakout(
    session: Session, breakout: Breakout, employee_id: int, *, by: Actor, now: datetime
) -> None:
    event = locks.get_event_of(session, breakout.unconference_id)
    slot = locks.hold_breakout(session, breakout)[breakout.slot_id]
    if own := queries.find_signup(session, breakout.id, employee_id):
        seats.end(session, own, by=by, now=now, because="hosts it")
    if employee_id in queries.get_slot_seats(session, slot.id).busy:
        raise Clash("You have another session at the time of this one. Leave that first, then host this one.")
    breakout.host_id = employee_id
    breakout.changed_at = now
    seats.settle(session, event, slot, now=now)


def _check_open(act: Act, event: Unconference) -> None:
    if not rules.is_open(act, event.phase):
        raise Closed(rules.closed_words(act, event.phase))


def _check_on_the_wall(topic: Topic) -> None:
    if topic.state is TopicState.WITHDRAWN:
        raise Closed("This topic was withdrawn a moment ago.")
