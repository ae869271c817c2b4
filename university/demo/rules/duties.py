"""What HR and one manager of the demo company assign, and the worker's daily look at it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from university.demo.rules.acts import Act, Assign, KeepUp
from university.demo.rules.stories import DISCLOSURE, HR, MANAGER, MIRA, SAFETY, SITTING
from university.learning.rules.assigning import Repeat
from university.learning.rules.audiences import AssignmentValues, Audience

FRIDAY = 4
DAY = timedelta(days=1)
BANK_DAYS_AGO, OVERDUE_DAYS_AGO, FRIDAY_DAYS_AGO = 24, 17, 5


def acts_of_duties(now: datetime) -> Iterator[Act]:
    """Give the assignments of the last weeks: a rule for the whole bank, one thing overdue, one due on Friday."""
    yield Assign(at=_morning(now, BANK_DAYS_AGO), by=HR, values=_bank(), is_in_line=False)
    yield Assign(at=_morning(now, OVERDUE_DAYS_AGO), by=MANAGER, values=_overdue(now), is_in_line=True)
    yield Assign(at=_morning(now, FRIDAY_DAYS_AGO), by=MANAGER, values=_friday(now), is_in_line=True)
    for days in range(BANK_DAYS_AGO):
        yield KeepUp(at=_morning(now, days) + timedelta(hours=8))


def _bank() -> AssignmentValues:
    return AssignmentValues(
        course=SAFETY,
        audience=Audience.PART,
        audience_key="Larkenfield Bank",
        within_days=30,
        repeat=Repeat.YEARLY,
        month=1,
        reason="Customers trust a bank that guards its own accounts; the board asks for this each year.",
    )


def _overdue(now: datetime) -> AssignmentValues:
    return AssignmentValues(
        course=SAFETY,
        audience=Audience.PERSON,
        audience_key=SITTING,
        due_on=now.date() - 3 * DAY,
        reason="Before you take over the team's account for the winter.",
    )


def _friday(now: datetime) -> AssignmentValues:
    today = now.date()
    return AssignmentValues(
        course=DISCLOSURE,
        audience=Audience.PERSON,
        audience_key=MIRA,
        due_on=today + ((FRIDAY - today.weekday()) % 7 or 7) * DAY,
        reason="You show the new heat pump at the trade fair, and people will ask who pays you.",
    )


def _morning(now: datetime, days_ago: int) -> datetime:
    return datetime.combine(now.date() - days_ago * DAY, time(8, 15), UTC)
