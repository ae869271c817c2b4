"""Due dates as a calendar file that other calendars can follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Event

from university.base.ics import calendar_file

REFRESH = timedelta(hours=6)
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class DayEntry:
    """One whole day; ``uid`` never changes. It is never moved, only taken out, so it has one sequence."""

    uid: str
    title: str
    on: date
    words: str
    address: str
    made_at: datetime


def calendar(name: str, entries: Sequence[DayEntry]) -> bytes:
    """Write the calendar file (RFC 5545): all-day entries, which are the same day in every zone."""
    return calendar_file(name, "Due dates", map(_event, entries), refresh=REFRESH)


def _event(entry: DayEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", 0)
    event.add("dtstamp", entry.made_at)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + DAY)
    event.add("summary", entry.title)
    event.add("description", entry.words)
    event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")
    return event
