"""Places in the grid: what stands against putting a topic there, and against the grid itself."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones


@dataclass(frozen=True, kw_only=True)
class Placement:
    """A topic in a room and a slot; ``breakout_id`` is missing until it is stored."""

    topic_id: int
    room_id: int
    slot_id: int
    host_id: int | None = None
    breakout_id: int | None = None


def placing_faults(wanted: Placement, placed: Iterable[Placement]) -> tuple[str, ...]:
    """Say what stands against a placement among those already there, in words; empty when nothing does.

    Moving a breakout never clashes with the place it leaves.
    """
    others = [one for one in placed if wanted.breakout_id is None or one.breakout_id != wanted.breakout_id]
    in_slot = [one for one in others if one.slot_id == wanted.slot_id]
    faults = {
        "Another session is in this room at this time. Choose another room or time.": any(
            one.room_id == wanted.room_id for one in in_slot
        ),
        "The host already hosts another session at this time. Choose another time.": (
            wanted.host_id is not None and any(one.host_id == wanted.host_id for one in in_slot)
        ),
        "This topic is already in the timetable. Move that session instead.": any(
            one.topic_id == wanted.topic_id for one in others
        ),
    }
    return tuple(words for words, is_so in faults.items() if is_so)


@dataclass(frozen=True)
class Span:
    """A slot to be: from when to when, by the clock of the event's place."""

    starts: datetime
    ends: datetime


def span_faults(spans: Sequence[Span]) -> tuple[str, ...]:
    """Say what is wrong with the slots of an event, in words; empty when nothing is."""
    if not spans:
        return ("Give at least one time.",)
    faults = [
        f"{span.starts:%H:%M} to {span.ends:%H:%M} ends before it starts."
        for span in spans
        if span.ends <= span.starts
    ]
    faults += [
        f"{one.starts:%H:%M} to {one.ends:%H:%M} and {other.starts:%H:%M} to {other.ends:%H:%M} overlap: "
        "nobody can be in two slots at once."
        for one, other in pairwise(sorted(spans, key=lambda span: span.starts))
        if other.starts < one.ends
    ]
    return tuple(faults)


def moment_on(day: date, at: time, zone: str) -> datetime | None:
    """Give the moment of a clock time on a day; None for an hour that the clocks skip that night."""
    local = datetime.combine(day, at, ZoneInfo(zone))
    return local if local.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).time() == at else None


def zones() -> tuple[str, ...]:
    """List the time zones an event may be in: places with a name, in order."""
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return (*sorted(zone for zone in available_timezones() if zone.startswith(areas)), "UTC")


def slug_of(title: str, taken: Iterable[str] = ()) -> str:
    """Make a lasting address of a title, with a number where another event has it already."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-") or "unconference"
    used = {*taken, "new"}
    number = 1
    slug = base
    while slug in used:
        number += 1
        slug = f"{base}-{number}"
    return slug
