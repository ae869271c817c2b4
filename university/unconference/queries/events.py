"""Read events and their wall of topics."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from university.base.errors import NotFound
from university.unconference import rules
from university.unconference.models import Topic, TopicState, Unconference
from university.unconference.rules import Phase

NO_SUCH_EVENT = "There is no such unconference. Its address may have changed."


NO_SUCH_TOPIC = "There is no such topic in this unconference."


def list_events(
    session: Session, *, is_organizer: bool, today: date
) -> tuple[list[Unconference], list[Unconference]]:
    """The events to come, the next first, and the past ones, the latest first; only organizers see set-up."""
    statement = select(Unconference).order_by(Unconference.starts_on, Unconference.id)
    if not is_organizer:
        statement = statement.where(Unconference.phase != Phase.SETUP)
    events = session.scalars(statement).all()
    past = [event for event in events if rules.is_past(event.starts_on, event.phase, today)]
    return [event for event in events if event not in past], past[::-1]


def get_event(session: Session, slug: str, *, is_organizer: bool, with_grid: bool = False) -> Unconference:
    """One event by its address, with slots and rooms if asked for; raises ``NotFound``, also in set-up."""
    statement = select(Unconference).where(Unconference.slug == slug)
    if with_grid:
        statement = statement.options(joinedload(Unconference.slots), selectinload(Unconference.rooms))
    event = session.scalars(statement).unique().one_or_none()
    if event is None or (event.phase is Phase.SETUP and not is_organizer):
        raise NotFound(NO_SUCH_EVENT)
    return event


def list_slugs(session: Session) -> Sequence[str]:
    """The addresses that events have already."""
    return session.scalars(select(Unconference.slug)).all()


def find_same_event(session: Session, title: str, starts_on: date) -> Unconference | None:
    """An event of that name on that day, which a second press of the button would make twice."""
    statement = select(Unconference).where(Unconference.title == title, Unconference.starts_on == starts_on)
    return session.scalars(statement.limit(1)).one_or_none()


def list_topics(session: Session, event: Unconference) -> Sequence[Topic]:
    """The wall: all topics that were not withdrawn, the newest first, with proposer and host."""
    return session.scalars(
        select(Topic)
        .options(joinedload(Topic.proposed_by), joinedload(Topic.host))
        .where(Topic.unconference_id == event.id, Topic.state != TopicState.WITHDRAWN)
        .order_by(Topic.proposed_at.desc(), Topic.id.desc())
    ).all()


def list_unplaced(session: Session, event: Unconference) -> Sequence[Topic]:
    """The topics that wait for a place in the timetable, the oldest first."""
    return session.scalars(
        select(Topic)
        .options(joinedload(Topic.host))
        .where(Topic.unconference_id == event.id, Topic.state == TopicState.PROPOSED)
        .order_by(Topic.proposed_at, Topic.id)
    ).all()


def get_topic(session: Session, event: Unconference, topic_id: int) -> Topic:
    """One topic of this event, with proposer and host; raises ``NotFound``."""
    topic = session.scalars(
        select(Topic)
        .options(joinedload(Topic.proposed_by), joinedload(Topic.host))
        .where(Topic.id == topic_id, Topic.unconference_id == event.id)
    ).one_or_none()
    if topic is None:
        raise NotFound(NO_SUCH_TOPIC)
    return topic


def find_same_topic(session: Session, event: Unconference, title: str, employee_id: int) -> Topic | None:
    """A topic of that name by that person on the wall, which a second press would propose twice."""
    statement = select(Topic).where(
        Topic.unconference_id == event.id,
        Topic.title == title,
        Topic.proposed_by_id == employee_id,
        Topic.state != TopicState.WITHDRAWN,
    )
    return session.scalars(statement.limit(1)).one_or_none()
