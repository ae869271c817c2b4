"""An unconference of the plan, found again in the database for each act."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import NotFound
from university.demo.rules.event_plan import EventPlan, TopicPlan
from university.unconference import queries, services
from university.unconference.models import Breakout, Topic, Unconference
from university.unconference.rules import Phase
from university.unconference.services import RoomPlan, SlotPlan


def create(session: Session, plan: EventPlan, *, by: Actor, now: datetime) -> None:
    """Set an event up with its grid."""
    services.create(
        session,
        title=plan.title,
        summary=plan.summary,
        venue=plan.venue,
        zone=plan.zone,
        starts_on=plan.day,
        slots=[SlotPlan(starts, ends) for starts, ends in plan.slots],
        rooms=[RoomPlan(room.name, room.capacity, room.access) for room in plan.rooms],
        by=by,
        now=now,
    )


@dataclass
class Hall:
    """One event in one transaction; topics and slots go by their place in the plan."""

    session: Session
    plan: EventPlan
    topics: dict[str, Topic] = field(default_factory=dict)

    @cached_property
    def event(self) -> Unconference:
        """The event with its grid."""
        found = queries.find_same_event(self.session, self.plan.title, self.plan.day)
        if found is None:
            raise NotFound(f"“{self.plan.title}” is not set up yet.")
        return queries.get_event(self.session, found.slug, is_organizer=True, with_grid=True)

    def move_phase(self, to: Phase, *, by: Actor, now: datetime) -> None:
        services.move_phase(self.session, self.event, to, by=by, now=now)

    def propose(self, topic: TopicPlan, employee_id: int, *, by: Actor, now: datetime) -> None:
        services.propose(
            self.session, self.event, employee_id, title=topic.title, why=topic.why, by=by, now=now
        )

    def host(self, topic: TopicPlan, employee_id: int, *, by: Actor, now: datetime) -> None:
        services.host(self.session, self._topic(topic), employee_id, by=by, now=now)

    def place(self, topic: TopicPlan, slot: int, room: int, *, by: Actor, now: datetime) -> None:
        services.place(
            self.session,
            self._topic(topic),
            slot_id=self.event.slots[slot].id,
            room_id=self.event.rooms[room].id,
            by=by,
            now=now,
        )

    def sign_up(self, topic: TopicPlan, employee_id: int, *, by: Actor, now: datetime) -> None:
        services.sign_up(self.session, self._breakout(topic), employee_id, by=by, now=now)

    def leave(self, topic: TopicPlan, employee_id: int, *, by: Actor, now: datetime) -> None:
        services.leave(self.session, self._breakout(topic), employee_id, by=by, now=now)

    def _topic(self, plan: TopicPlan) -> Topic:
        if plan.title not in self.topics:
            wall = queries.list_topics(self.session, self.event)
            self.topics.update((topic.title, topic) for topic in wall)
        return self.topics[plan.title]

    def _breakout(self, plan: TopicPlan) -> Breakout:
        breakout = queries.find_breakout_of(self.session, self._topic(plan))
        if breakout is None:
            raise NotFound(f"“{plan.title}” is not in the timetable yet.")
        return breakout
