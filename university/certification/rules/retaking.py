"""A course that changed in a material way is taken again, within so many days, by those who hold a certificate."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from university.base.zones import end_of_day
from university.certification.rules.status import has_come


@dataclass(frozen=True, kw_only=True)
class RetakeFacts:
    """That a course was to be taken again: when that was asked, until when, and when it was closed.

    It closes as it is ``met`` by a completion, or withdrawn when the change itself was taken back.
    """

    course: str
    asked_at: datetime
    due_at: datetime
    met_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether the course is still to be taken again."""
        is_closed = has_come(self.met_at, now) or has_come(self.withdrawn_at, now)
        return has_come(self.asked_at, now) and not is_closed

    def pauses(self, now: datetime) -> bool:
        """Whether the permission rests since it was not done in time; the certificate itself stays as it is."""
        return self.is_open(now) and has_come(self.due_at, now)


def retake_due(asked_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Give the UTC moment by which a course is to be taken again: the end of a day in the holder's zone."""
    return end_of_day(asked_at.astimezone(zone).date() + timedelta(days=days), zone)
