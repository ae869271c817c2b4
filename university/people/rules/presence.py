"""Who is here and who may come in: the same for every page, every count and every way of signing in."""

from datetime import date
from enum import StrEnum


class Entry(StrEnum):
    """What the door says to somebody whose identity is proven."""

    OPEN = "open"
    LEFT = "left"
    DEMO_ONLY = "demo only"


def has_left(left_on: date | None, today: date) -> bool:
    """Whether the day of leaving has come; known before, it changes nothing until then."""
    return left_on is not None and left_on <= today


def entry(*, left_on: date | None, is_demo: bool, admits_demo: bool, today: date) -> Entry:
    """Say whether this person may come in today.

    Everybody knows the password of demo accounts: they come in only where the site admits them.
    """
    if has_left(left_on, today):
        return Entry.LEFT
    return Entry.DEMO_ONLY if is_demo and not admits_demo else Entry.OPEN
