"""Time zones as people say them, and when a day is over in one."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_LAST_SECOND = time(23, 59, 59)


def city(zone: ZoneInfo | str) -> str:
    """The part of a zone's name that people say: "Berlin"."""
    return str(zone).rpartition("/")[2].replace("_", " ")


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Give the last second of a day in a zone, in UTC; a day that ends twice ends at the second."""
    return datetime.combine(day, _LAST_SECOND, tzinfo=zone).replace(fold=1).astimezone(UTC)
