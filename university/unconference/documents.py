"""One person's sessions as a calendar file that other calendars can follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Event

from university.base.ics import calendar_file

REFRESH = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One session in the calendar; ``uid`` never changes, a higher ``sequence`` replaces the one before."""

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    words: str
    address: str
    is_canceled: bool
    changed_at: datetime


def calendar(name: str, entries: Sequence[CalendarEntry]) -> bytes:
    """Write the calendar file (RFC 5545), canceled sessions included, so that they vanish elsewhere too."""
    return calendar_file(name, "Unconference", map(_event, entries), refresh=REFRESH)


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", f"Canceled: {entry.title}" if entry.is_canceled else entry.title)
    event.add("location", entry.place)
    event.add("description", entry.words)
    event.add("url", entry.address)
    event.add("status", "CANCELLED" if entry.is_canceled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_canceled else "OPAQUE")
    return event
