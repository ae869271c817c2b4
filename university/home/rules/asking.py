"""What is asked of a person, course by course: the most urgent first, and what must come before it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from university.engines.catalog.model import Course
from university.learning.rules import missing_first

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One reason to do a course, in words, and the moment by which, in its zone."""

    course: str
    words: str
    due_at: datetime | None = None
    zone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A course that is asked, with every reason; the earliest moment counts."""

    course: str
    words: tuple[str, ...]
    due_at: datetime | None
    zone: str | None

    @property
    def due_on(self) -> date | None:
        """The day that ends at that moment, in its zone."""
        return self.due_at.astimezone(ZoneInfo(self.zone or "UTC")).date() if self.due_at else None

    def is_overdue(self, now: datetime) -> bool:
        """Whether its day is over."""
        return self.due_at is not None and now > self.due_at


def merge(asks: Iterable[Ask]) -> dict[str, Asked]:
    """Put the reasons together by course: what is due first comes first, what has no day comes last."""
    ordered = sorted(asks, key=lambda one: one.due_at or NEVER)
    found: dict[str, Asked] = {}
    for ask in ordered:
        first = found.get(ask.course)
        words = dict.fromkeys([*(first.words if first else ()), ask.words])
        found[ask.course] = Asked(
            course=ask.course,
            words=tuple(words),
            due_at=first.due_at if first else ask.due_at,
            zone=first.zone if first else ask.zone,
        )
    return found


def begin_with(course: Course, live: Mapping[str, Course], completed: Collection[str]) -> Course:
    """Give the course itself, or the first one before it that is still to be completed.

    The checker of courses lets none come before itself.
    """
    missing = missing_first(course, live, completed)
    return begin_with(missing[0], live, completed) if missing else course
