"""What one person is given beyond the rules of a quiz: more minutes, more attempts."""

from collections.abc import Iterable
from dataclasses import dataclass

from university.base.errors import Invalid

MOST_MINUTES = 600
MOST_ATTEMPTS = 10


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What is added to the minutes of one attempt, and to the attempts of a round."""

    extra_minutes: int = 0
    extra_attempts: int = 0

    @property
    def words(self) -> str:
        """The same for reading; nothing for nothing."""
        parts = (_counted(self.extra_minutes, "minute"), _counted(self.extra_attempts, "attempt"))
        return " and ".join(part for part in parts if part)


def _counted(count: int, noun: str) -> str:
    return f"{count} more {noun}{'' if count == 1 else 's'}" if count else ""


def add_up(given: Iterable[Allowed]) -> Allowed:
    """Everything given to one person in one course, together."""
    each = list(given)
    return Allowed(
        extra_minutes=sum(one.extra_minutes for one in each),
        extra_attempts=sum(one.extra_attempts for one in each),
    )


def check_allowance(allowed: Allowed) -> None:
    """Raise ``Invalid`` unless something is given, and no more than the bounds."""
    is_bounded = 0 <= allowed.extra_minutes <= MOST_MINUTES and 0 <= allowed.extra_attempts <= MOST_ATTEMPTS
    if not is_bounded or not (allowed.extra_minutes or allowed.extra_attempts):
        raise Invalid(
            f"Give up to {MOST_MINUTES} more minutes, or up to {MOST_ATTEMPTS} more attempts, or both."
        )
