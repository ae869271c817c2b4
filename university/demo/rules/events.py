"""An unconference of the demo company -> what its organizer and everybody else did for it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

from university.demo.rules.acts import Act, Host, Leave, MovePhase, OpenEvent, Place, Propose, SignUp
from university.demo.rules.chance import Chance
from university.demo.rules.event_plan import EventPlan, TopicPlan
from university.demo.rules.learners import Reader
from university.demo.rules.stories import MIRA
from university.unconference.rules import Phase

#: When an event enters a phase, counted from midnight (UTC) of its day.
_ENTERED = {
    Phase.SETUP: timedelta(days=-60),
    Phase.PROPOSING: timedelta(days=-58),
    Phase.VOTING: timedelta(days=-42),
    Phase.SCHEDULING: timedelta(days=-38),
    Phase.PUBLISHED: timedelta(days=-30),
    Phase.LIVE: timedelta(hours=6),
    Phase.WRAPPED: timedelta(hours=16),
}
_PROPOSED = timedelta(days=-57)
_PLACED = timedelta(days=-37)
_SIGNED_UP = timedelta(days=-29)
_LEFT = timedelta(days=-25)


def acts_of_event(event: EventPlan, readers: Sequence[Reader], *, seed: str) -> Iterator[Act]:
    """Give every act of one event up to its phase."""
    midnight = datetime.combine(event.day, time(), UTC)
    yield OpenEvent(at=midnight + _ENTERED[Phase.SETUP], event=event)
    phases = list(Phase)
    for phase in phases[1 : phases.index(event.phase) + 1]:
        yield MovePhase(at=midnight + _ENTERED[phase], event=event, to=phase)
    for number, topic in enumerate(event.topics):
        yield from _wall(event, topic, midnight + _PROPOSED + number * timedelta(hours=23))
        slot, room = event.cell_of(topic)
        at = midnight + _PLACED + timedelta(minutes=4 * number)
        yield Place(at=at, event=event, topic=topic, slot=slot, room=room)
    yield from _seats(event, readers, midnight, Chance(seed, "seats", event.title))


def _wall(event: EventPlan, topic: TopicPlan, at: datetime) -> Iterator[Act]:
    yield Propose(at=at, event=event, topic=topic)
    yield Host(
        at=at + timedelta(hours=0 if topic.host == topic.proposed_by else 30), event=event, topic=topic
    )


def _seats(event: EventPlan, readers: Sequence[Reader], midnight: datetime, chance: Chance) -> Iterator[Act]:
    """Sign people up, each once in a slot; where more come than fit, one leaves again."""
    busy = defaultdict(set)
    for topic in event.topics:
        busy[event.cell_of(topic)[0]].add(topic.host)
    here = [reader.number for reader in readers if _is_here(reader, midnight)]
    for topic in event.topics:
        slot, room = event.cell_of(topic)
        free = [number for number in here if number not in busy[slot] | {MIRA}]
        coming = chance.some(free, topic.signups)
        seats = event.rooms[room].capacity
        if topic.signups > seats:
            # The tour's own learner waits as number two.
            coming.insert(seats + 1, MIRA)
            yield Leave(at=midnight + _LEFT, event=event, topic=topic, who=coming[0])
        busy[slot].update(coming)
        for number, who in enumerate(coming):
            at = midnight + _SIGNED_UP + timedelta(hours=4 * number, minutes=chance.between(0, 59))
            yield SignUp(at=at, event=event, topic=topic, who=who)


def _is_here(reader: Reader, midnight: datetime) -> bool:
    joined = reader.joined_on <= (midnight + _SIGNED_UP).date()
    return joined and (reader.left_on is None or reader.left_on > midnight.date())
