"""What became of each thing that came in from elsewhere: nothing is lost in silence."""

from dataclasses import dataclass
from enum import StrEnum


class Arrival(StrEnum):
    """Whether one thing was taken as it is, taken with a change, or left out."""

    TAKEN = "taken"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that came in, and what became of it; ``reason`` is empty when it was taken as it is."""

    name: str
    arrival: Arrival
    reason: str = ""
