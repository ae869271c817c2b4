"""What a person may see of an attempt that was handed in: by the display that was copied into it."""

from collections.abc import Mapping
from enum import StrEnum

from university.engines.catalog.model import Display


class Shown(StrEnum):
    """How much of the questions a result shows."""

    EVERYTHING = "everything"
    OWN = "one's own answers"
    NOTHING = "no question"


AFTERWARD: Mapping[Display, str] = {
    Display.OPEN: "What is right and what is not, and why, for every option.",
    Display.STANDARD: (
        "Until you pass: whether each answer was right, and the feedback on what you gave. "
        "Once you have passed: what is right, and the feedback on every option."
    ),
    Display.STRICT: (
        "Your score, whether you passed, and the lessons to read again. The questions are not shown again."
    ),
}


def shown(display: Display, *, has_passed: bool) -> Shown:
    """Decide how much of the questions a result shows.

    ``has_passed`` means that the person needs no further attempt at this quiz: an old result must not
    help with the next one, so what was shown after a pass is hidden again while the course is taken again.
    """
    if display is Display.STRICT:
        return Shown.NOTHING
    if display is Display.OPEN or has_passed:
        return Shown.EVERYTHING
    return Shown.OWN
