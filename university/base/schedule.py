"""When a job should have run, and whether a run of it was lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

MINUTE: Final = timedelta(minutes=1)
#: A worker that starts anew, or has much to do, is not late yet.
GRACE: Final = timedelta(minutes=10)
#: A job that has begun and not ended for so long was killed.
LONGEST_RUN: Final = timedelta(minutes=15)
MINUTES_OF_TWO_DAYS: Final = 2 * 24 * 60


@dataclass(frozen=True)
class Job:
    """A job of the worker: its name, what it does in a sentence, and the minutes at which it begins."""

    name: str
    words: str
    is_due: Callable[[datetime], bool]

    def last_due(self, now: datetime) -> datetime | None:
        """The latest minute up to now at which it was to begin; None for a job rarer than every two days."""
        minute = now.replace(second=0, microsecond=0)
        for back in range(MINUTES_OF_TWO_DAYS):
            if self.is_due(minute - back * MINUTE):
                return minute - back * MINUTE
        return None

    def is_late(self, started_at: datetime, now: datetime) -> bool:
        """Whether it has not begun at its last minute, nor in the time of grace after it."""
        due = self.last_due(now - GRACE)
        return due is not None and started_at < due


def is_broken_off(started_at: datetime, finished_at: datetime | None, now: datetime) -> bool:
    """Whether a run began and never ended."""
    return finished_at is None and started_at < now - LONGEST_RUN


@dataclass(frozen=True, kw_only=True)
class LastRun:
    """How the last run of a job went; ``worked_at`` is when one last went well."""

    started_at: datetime
    finished_at: datetime | None
    worked_at: datetime | None
    words: str
    failures: int


def standing(job: Job, last: LastRun | None, now: datetime, *, has_worker: bool) -> tuple[str, str]:
    """How a job stands: `ok`, `info`, `warn` or `bad`, and a sentence; ``has_worker``: other jobs do run."""
    if last is None and has_worker:
        return "info", "It has not run yet; its time comes."
    if last is None:
        return "warn", "It never ran. Is a worker running?"
    if job.is_late(last.started_at, now):
        return "bad", f"It has not run for {span(now - last.started_at)}: the worker may be down."
    if is_broken_off(last.started_at, last.finished_at, now):
        return "bad", f"It began {span(now - last.started_at)} ago and never ended."
    if last.failures:
        before = f"last worked {span(now - last.worked_at)} ago" if last.worked_at else "has never worked"
        return "bad", f"It failed; it {before}. {last.words}"
    return "ok", f"Last ran {span(now - last.started_at)} ago. {last.words}".strip()


def span(time: timedelta) -> str:
    """How long, as a person says it."""
    seconds = max(0, int(time.total_seconds()))
    for size, one in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"1 {one}" if count == 1 else f"{count} {one}s"
    return "a moment"
