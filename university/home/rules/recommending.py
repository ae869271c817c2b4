"""What to learn next, when nobody asks: toward a certification, then what others of the same role took."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

#: Of fewer colleagues nobody is told anything, lest one of them be known by it.
FEWEST = 5
MOST = 3


@dataclass(frozen=True, kw_only=True)
class Program:
    """A certification that somebody does not hold: what it asks for, and how many steps are still open.

    ``is_next`` says that it comes after others, which the person holds.
    """

    title: str
    required: Sequence[str]
    open_steps: int
    is_next: bool = False


@dataclass(frozen=True, kw_only=True)
class Peers:
    """People whose choice may guide somebody: who they are, in words, and how many completed each course."""

    words: str
    completed: Mapping[str, int]


@dataclass(frozen=True)
class Recommendation:
    """A course that may help next, and why, in words."""

    course: str
    why: str


def recommend(
    candidates: Sequence[str], *, programs: Sequence[Program], peers: Sequence[Peers]
) -> list[Recommendation]:
    """Choose a few of the ``candidates``: courses that may be begun, are not begun and not asked.

    First those toward the certification that comes after one held, else that with the fewest steps open;
    then those that most ``peers`` have completed, the first of them first. What is equal keeps the order
    of the catalog.
    """
    found = {
        course: Recommendation(course, f"Next toward {title}")
        for course, title in _toward(candidates, programs).items()
    }
    for group in peers:
        taken = [course for course in candidates if group.completed.get(course, 0) >= FEWEST]
        for course in sorted(taken, key=lambda one: -group.completed[one]):
            found.setdefault(course, Recommendation(course, f"{group.words} took it"))
    return [*found.values()][:MOST]


def _toward(free: Collection[str], programs: Sequence[Program]) -> dict[str, str]:
    """The courses that lead to the closest certification for which there is one to begin."""
    for program in sorted(programs, key=lambda one: (not one.is_next, one.open_steps)):
        if found := {course: program.title for course in program.required if course in free}:
            return found
    return {}
