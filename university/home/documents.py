"""Due dates as a calendar file that other calendars can follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

PRODUCT = "-//Social Media University//Due dates//EN"
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
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("name", name)
    whole.add("x-wr-calname", name)
    whole.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        whole.add_component(_event(entry))
    written: bytes = whole.to_ical()
    return written


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
