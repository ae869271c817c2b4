"""Whom a rule means and what it asks, as somebody says it; absurd rules are refused before anything is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from university.base.errors import Invalid
from university.learning.rules.assigning import Repeat, RuleFacts

LONGEST_REASON = 300
MOST_DAYS = 730
LEAST_TURN, LONGEST_TURN = 30, 3650
LATEST_YEARS = 5
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Audience(StrEnum):
    """Whom a rule means; all but everyone is named by a key of its own."""

    EVERYONE = "everyone"
    PERSON = "one person"
    PART = "a part of the company"
    DEPARTMENT = "a department"
    ROLE = "a role"
    TEAM = "a manager's team"
    LINE = "everybody below a manager"


LINES = frozenset({Audience.PERSON, Audience.TEAM, Audience.LINE})
"""Whom a manager may mean: people, all of them in the own line."""
BY_NUMBER = LINES
"""Audiences whose key is an employee number."""
ROLES = {
    "author": "Authors",
    "organizer": "Organizers",
    "hr": "HR",
    "admin": "Administrators",
    "manager": "Managers: whoever has people in the reporting line",
    "executive": "Executives",
}


@dataclass(frozen=True, kw_only=True)
class AssignmentValues:
    """What somebody wants: this course, for these people, by then, perhaps again, and why."""

    course: str
    audience: Audience
    audience_key: str = ""
    due_on: date | None = None
    within_days: int | None = None
    repeat: Repeat = Repeat.ONCE
    month: int | None = None
    every_days: int | None = None
    keeps_up: bool = False
    reason: str = ""

    @property
    def asks_later(self) -> bool:
        """Whether it also asks who joins later; what comes again has to, since it asks round after round."""
        may_grow = self.audience is not Audience.PERSON
        return (self.keeps_up and may_grow) or self.repeat is not Repeat.ONCE

    def facts(self, made_at: datetime) -> RuleFacts:
        """What it says about time."""
        return RuleFacts(
            made_at=made_at,
            due_on=self.due_on,
            within_days=self.within_days,
            repeat=self.repeat,
            month=self.month,
            every_days=self.every_days,
        )


def check_values(values: AssignmentValues, today: date) -> None:
    """Refuse what makes no sense, in the words of the first fault; raises ``Invalid``."""
    if fault := next(_faults(values, today), None):
        raise Invalid(fault)


def _faults(values: AssignmentValues, today: date) -> Iterator[str]:
    if (values.due_on is None) == (values.within_days is None):
        yield "Say when it is due: by a day, or within so many days."
    if values.due_on and not today <= values.due_on <= today.replace(year=today.year + LATEST_YEARS, day=1):
        yield f"Choose a day from today on, and not more than {LATEST_YEARS} years ahead."
    if values.within_days is not None and not 1 <= values.within_days <= MOST_DAYS:
        yield f"Give people from 1 to {MOST_DAYS} days."
    yield from _turn_faults(values)
    if values.audience is not Audience.EVERYONE and not values.audience_key:
        yield "Say whom you mean."
    if not values.reason.strip() or len(values.reason) > LONGEST_REASON:
        yield f"Give the reason in up to {LONGEST_REASON} characters; everybody who is asked reads it."


def _turn_faults(values: AssignmentValues) -> Iterator[str]:
    if (values.repeat is Repeat.YEARLY) != (values.month is not None):
        yield "Choose the month in which it is due each year."
    if values.month is not None and not 1 <= values.month <= len(MONTHS):
        yield "There are twelve months."
    if (values.repeat is Repeat.ROLLING) != (values.every_days is not None):
        yield "Say after how many days it is due again."
    if values.every_days is not None and not LEAST_TURN <= values.every_days <= LONGEST_TURN:
        yield f"Ask again after {LEAST_TURN} to {LONGEST_TURN} days."
