"""How long somebody has learned here: the minutes of the courses that they went through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True)
class Learned:
    """A completion with the minutes of the version that was completed; ``is_read`` if its lessons were."""

    completed_at: datetime
    minutes: int
    is_read: bool


def learned_in_year(completions: Iterable[Learned], now: datetime, zone: ZoneInfo) -> int:
    """The minutes of what was completed in the year that it is for the person; what was waived counts not."""
    year = now.astimezone(zone).year
    return sum(
        one.minutes for one in completions if one.is_read and one.completed_at.astimezone(zone).year == year
    )
