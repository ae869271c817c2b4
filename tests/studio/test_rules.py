"""When a course is due for its review."""

from datetime import date, timedelta

import pytest

from university.studio.rules import SOON, review_state

DUE = date(2027, 5, 31)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("today", "expected"),
    [(DUE - SOON - DAY, "current"), (DUE - SOON, "due soon"), (DUE, "due soon"), (DUE + DAY, "overdue")],
    ids=["long before", "from the warning on", "on its day", "the day after"],
)
def test_a_review_is_due_soon_until_its_day_is_over(today, expected):
    assert review_state(DUE, today) == expected
