"""A calendar file that other calendars can follow, made of events that a room has written."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event


def calendar_file(name: str, about: str, events: Iterable[Event], *, refresh: timedelta) -> bytes:
    """Write the file (RFC 5545); ``about`` names its kind, ``refresh`` says how often to ask again."""
    whole = Calendar()
    whole.add("prodid", f"-//Social Media University//{about}//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("name", name)
    whole.add("x-wr-calname", name)
    whole.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    for event in events:
        whole.add_component(event)
    written: bytes = whole.to_ical()
    return written
