"""Reminders before an end and after it: at most one at a time, in the morning, and never one that came too late."""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

OVERDUE = 0
"""The threshold of the morning after the end."""
MORNING = time(8)


def threshold_due(
    ends_at: datetime,
    now: datetime,
    *,
    known_at: datetime,
    told: Collection[int],
    thresholds: Sequence[int],
    zone: ZoneInfo,
) -> int | None:
    """Give the one threshold, in days before the end, that somebody is to be reminded of now.

    It is the latest that was reached since ``known_at``, the moment from which the person knew the day:
    what had passed then is left out, and after a standstill the earlier ones are. None if it was told.
    """
    reached = [days for days in thresholds if known_at < reminds_at(ends_at, days, zone) <= now]
    latest = min(reached, default=None)
    return None if latest is None or any(days <= latest for days in told) else latest


def reminds_at(ends_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Give the moment of a threshold: eight in the morning, so many days before the last day."""
    last_day = ends_at.astimezone(zone).date()
    day = last_day - timedelta(days=days) if days != OVERDUE else last_day + timedelta(days=1)
    return datetime.combine(day, MORNING, zone)
