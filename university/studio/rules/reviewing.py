"""How a course stands with its review date."""

from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=60)


class ReviewState(StrEnum):
    """Whether an author must look through a course again."""

    CURRENT = "current"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"


def review_state(review_by: date, today: date) -> ReviewState:
    """Say how urgent a review is; on the day itself it is still in time."""
    if today > review_by:
        return ReviewState.OVERDUE
    return ReviewState.DUE_SOON if review_by - today <= SOON else ReviewState.CURRENT
