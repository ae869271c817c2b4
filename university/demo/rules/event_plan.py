"""The unconferences of the demo company as their file tells them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from university.engines.catalog.yaml_text import read_yaml
from university.unconference.rules import Phase

THURSDAY = 3


@dataclass(frozen=True, kw_only=True)
class TopicPlan:
    """A topic: who had it, who hosts it, and how many people want a seat."""

    title: str
    why: str
    proposed_by: str
    host: str
    signups: int


@dataclass(frozen=True, kw_only=True)
class RoomInPlan:
    """A room of the grid."""

    name: str
    capacity: int
    access: str


@dataclass(frozen=True, kw_only=True)
class EventPlan:
    """An unconference on its day, with its grid in moments, and the phase it has come to."""

    title: str
    summary: str
    venue: str
    zone: str
    day: date
    phase: Phase
    organizer: str
    rooms: tuple[RoomInPlan, ...]
    slots: tuple[tuple[datetime, datetime], ...]
    topics: tuple[TopicPlan, ...]

    def cell_of(self, topic: TopicPlan) -> tuple[int, int]:
        """The slot and the room of a topic, counted from 0: topics fill the grid in their order."""
        return divmod(self.topics.index(topic), len(self.rooms))


def read_events(text: str, now: datetime) -> tuple[EventPlan, ...]:
    """Read the file of events, their days counted from ``now``; raises what its parser raises."""
    return tuple(_event(entry, now) for entry in read_yaml(text).mapping["events"])


def _event(entry: dict[str, Any], now: datetime) -> EventPlan:
    zone = ZoneInfo(entry["zone"])
    near = now.astimezone(zone).date() + timedelta(days=entry["in_days"])
    day = near + timedelta(days=THURSDAY - near.weekday())
    return EventPlan(
        title=entry["title"],
        summary=entry["summary"],
        venue=entry["venue"],
        zone=entry["zone"],
        day=day,
        phase=Phase(entry["phase"]),
        organizer=entry["organizer"],
        rooms=tuple(RoomInPlan(**room) for room in entry["rooms"]),
        slots=tuple(_slot(words, day, zone) for words in entry["slots"]),
        topics=tuple(TopicPlan(**topic) for topic in entry["topics"]),
    )


def _slot(words: str, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    starts, ends = (datetime.combine(day, time.fromisoformat(word), zone) for word in words.split("-"))
    return starts.astimezone(UTC), ends.astimezone(UTC)
