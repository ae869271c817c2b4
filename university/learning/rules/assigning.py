"""Rounds of an assignment: when somebody must do a course, when again, and which completion counts.

The first duty is due on a day, or within so many days of joining or of the rule, whichever came later.
Whoever completed the course before is not asked, where that still counts: always for a rule that asks
once, since the window of the last yearly date, or within the last so many days. Nothing is due again
before it is done: the next round follows from the last completion alone, and opens ``WINDOW`` before its
day. Somebody who is asked late, perhaps after a change of department, has ``GRACE`` at least.
"""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from university.base.zones import end_of_day

WINDOW = timedelta(days=60)
GRACE = timedelta(days=7)
PREVIEWED = 3


class Repeat(StrEnum):
    """How often a rule asks for its course."""

    ONCE = "once"
    YEARLY = "each year in one month"
    ROLLING = "so many days after the last completion"


class AssignmentState(StrEnum):
    """How one assignment of one person stands."""

    OVERDUE = "overdue"
    DUE = "due"
    MET = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class RuleFacts:
    """What a rule says about time, and when it was made."""

    made_at: datetime
    due_on: date | None = None
    within_days: int | None = None
    repeat: Repeat = Repeat.ONCE
    month: int | None = None
    every_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """Where somebody lives by the clock, and since when they work here."""

    zone: str
    joined_on: date


@dataclass(frozen=True, kw_only=True)
class Round:
    """One time that a person must do the course: asked from ``opens_at``, done by ``due_at``.

    A completion from ``counts_from`` on meets it; None means that any earlier one does.
    """

    opens_at: datetime
    due_at: datetime
    counts_from: datetime | None


def next_round(
    rule: RuleFacts, person: PersonFacts, completed_at: datetime | None, now: datetime
) -> Round | None:
    """Give the round that is to be done next after the last completion; None if nothing is asked any more."""
    zone = ZoneInfo(person.zone)
    since = _counts_from(rule, zone, now)
    if completed_at is None or not counts(completed_at, since):
        due_on = _first_due_on(rule, person, _day(now, zone))
        return Round(opens_at=now, due_at=end_of_day(due_on, zone), counts_from=since)
    return _again(rule, completed_at, zone, now)


def counts(completed_at: datetime, counts_from: datetime | None) -> bool:
    """Say whether a completion meets a round."""
    return counts_from is None or completed_at >= counts_from


def preview(
    rule: RuleFacts, person: PersonFacts, completed_at: datetime | None, now: datetime
) -> Sequence[Round]:
    """Give the next three rounds of a person who does each of them on its last day; a rule for once has one."""
    return [*_rounds(rule, person, completed_at, now)][:PREVIEWED]


def window(rule: RuleFacts) -> timedelta:
    """Give how long before its date a round that comes again is asked; of a short turn half is left alone."""
    if rule.repeat is Repeat.ROLLING:
        return min(WINDOW, timedelta(days=(rule.every_days or 0) // 2))
    return WINDOW


def _rounds(
    rule: RuleFacts, person: PersonFacts, completed_at: datetime | None, now: datetime
) -> Iterator[Round]:
    for _ in range(PREVIEWED):
        one = next_round(rule, person, completed_at, now)
        if one is None:
            return
        yield one
        completed_at = now = one.due_at


def _first_due_on(rule: RuleFacts, person: PersonFacts, today: date) -> date:
    """The day of the first duty; a day that has passed gives way to some days from now."""
    if rule.within_days is None:
        fixed = rule.due_on or today
        return fixed if fixed >= today else today + GRACE
    within = timedelta(days=rule.within_days)
    begins = max(person.joined_on, _day(rule.made_at, ZoneInfo(person.zone)))
    return max(begins + within, today + min(within, GRACE))


def _counts_from(rule: RuleFacts, zone: ZoneInfo, now: datetime) -> datetime | None:
    """From when on a completion spares somebody the first duty."""
    if rule.repeat is Repeat.YEARLY:
        today = _day(now, zone)
        last = max(day for day in _yearly_days(rule, today.year - 1) if day <= today)
        return _opens_at(rule, last, zone)
    if rule.repeat is Repeat.ROLLING:
        return now - timedelta(days=rule.every_days or 0)
    return None


def _again(rule: RuleFacts, completed_at: datetime, zone: ZoneInfo, now: datetime) -> Round | None:
    """The round that follows a completion; asked late, nobody gets less than some days."""
    due_on = _due_again_on(rule, completed_at, zone)
    if due_on is None:
        return None
    opens_at = _opens_at(rule, due_on, zone)
    late = max(due_on, _day(now, zone) + GRACE) if opens_at <= now else due_on
    return Round(opens_at=opens_at, due_at=end_of_day(late, zone), counts_from=opens_at)


def _due_again_on(rule: RuleFacts, completed_at: datetime, zone: ZoneInfo) -> date | None:
    completed_on = _day(completed_at, zone)
    if rule.repeat is Repeat.YEARLY:
        days = _yearly_days(rule, completed_on.year)
        return next(day for day in days if _opens_at(rule, day, zone) > completed_at)
    if rule.repeat is Repeat.ROLLING:
        return completed_on + timedelta(days=rule.every_days or 0)
    return None


def _opens_at(rule: RuleFacts, due_on: date, zone: ZoneInfo) -> datetime:
    """When a round that comes again is asked."""
    return end_of_day(due_on - window(rule), zone)


def _yearly_days(rule: RuleFacts, year: int) -> Sequence[date]:
    """The last days of the rule's month in this year and the next two."""
    month = rule.month or 1
    return [date(one, month, calendar.monthrange(one, month)[1]) for one in range(year, year + 3)]


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def assignment_state(
    *, due_at: datetime, met_at: datetime | None, withdrawn_at: datetime | None, now: datetime
) -> AssignmentState:
    """Say how an assignment stands: done, withdrawn, or due until its day is over."""
    if met_at is not None:
        return AssignmentState.MET
    if withdrawn_at is not None:
        return AssignmentState.WITHDRAWN
    return AssignmentState.OVERDUE if now > due_at else AssignmentState.DUE
