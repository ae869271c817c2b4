"""Which certifications somebody is heading for, by what they have begun."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Way:
    """The way to one certification: what it asks for, how much of it is open, and whether it was ever held."""

    certification: str
    wants: frozenset[str]
    open_steps: int
    was_held: bool


def heading_for(ways: Sequence[Way], begun: Collection[str]) -> set[str]:
    """Choose the certifications that explain what was begun, the closest first.

    Several ask for the same first courses. Whoever begins one of those is heading for the nearest of
    them, and for a farther one only with something that no nearer one asks for.
    """
    explained: set[str] = set()
    chosen: set[str] = set()
    for way in sorted(ways, key=lambda one: (not one.was_held, one.open_steps)):
        if way.was_held or (way.wants & set(begun)) - explained:
            chosen.add(way.certification)
            explained |= way.wants
    return chosen
