"""Words for pages: moments, dates and numbers as a person says them, in that person's zone."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import Flask
from flask_login import current_user

from university.base.zones import city
from university.web.emblem import emblem

LOCALE = "en"


def set_up(app: Flask) -> None:
    """Give templates the filters by name."""
    app.jinja_env.filters.update(
        moment=moment,
        day=day,
        short_day=short_day,
        clock_time=clock_time,
        label=label,
        emblem=emblem,
        duration=duration,
        end_of=end_of,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def zone_of_reader() -> ZoneInfo:
    """The zone of the person who reads the page; UTC for strangers."""
    return ZoneInfo(getattr(current_user, "zone", None) or "UTC")


def moment(at: datetime, zone: str | None = None) -> str:
    """A moment with its zone: "Fri 27 Nov 2026, 14:30 (Berlin)"."""
    where = ZoneInfo(zone) if zone else zone_of_reader()
    local = at.astimezone(where)
    return f"{_day(local)}, {local:%H:%M} ({city(where)})"


def end_of(at: datetime, zone: str | None = None) -> str:
    """A moment that closes a day, as the day it closes: "Fri 27 Nov 2026, end of day (Berlin)"."""
    where = ZoneInfo(zone) if zone else zone_of_reader()
    local = at.astimezone(where)
    if local.time() == time(0):
        local -= timedelta(microseconds=1)
    elif local.time() < time(23, 59):
        return moment(at, zone)
    return f"{_day(local)}, end of day ({city(where)})"


def day(value: date | datetime, zone: str | None = None) -> str:
    """A date: "27 November 2026"."""
    if isinstance(value, datetime):
        value = value.astimezone(ZoneInfo(zone) if zone else zone_of_reader()).date()
    return _long_date(value)


def short_day(at: datetime, zone: str | None = None) -> str:
    """A day with its weekday: "Fri 27 Nov 2026"."""
    return _day(at.astimezone(ZoneInfo(zone) if zone else zone_of_reader()))


def clock_time(at: datetime, zone: str | None = None) -> str:
    """A time of day: "10:42"."""
    return format_time(
        at.astimezone(UTC), "HH:mm", tzinfo=ZoneInfo(zone) if zone else zone_of_reader(), locale=LOCALE
    )


def duration(minutes: int) -> str:
    """Minutes as a person says them: "40 min", "1 h 5 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def label(state: str) -> str:
    """A state's own word, with a capital: "Valid"."""
    text = str(state)
    return text[:1].upper() + text[1:]


def _day(local: datetime) -> str:
    return _short_date(local.date())


@lru_cache(maxsize=4096)
def _short_date(value: date) -> str:
    return format_date(value, "EEE d MMM y", locale=LOCALE)


@lru_cache(maxsize=4096)
def _long_date(value: date) -> str:
    return format_date(value, "d MMMM y", locale=LOCALE)
