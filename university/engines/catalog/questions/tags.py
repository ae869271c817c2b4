"""What a quiz draws by tag: whether there are enough questions, each counting for one tag only."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol


class Tagged(Protocol):
    """A question, as far as a draw by tag is concerned."""

    @property
    def id(self) -> str:
        """Its lasting id."""

    @property
    def tags(self) -> Sequence[str]:
        """What it is about."""


class TaggedName(NamedTuple):
    """The same by its name alone."""

    id: str
    tags: tuple[str, ...]


def first_short(wanted: Mapping[str, int], questions: Sequence[Tagged]) -> tuple[str, int] | None:
    """Give the first tag, in the order written, that comes short, and how many it gets; None if all suffice.

    A question with several tags moves to another of them where that makes room, so a draw is refused
    only if no draw at all could meet it.
    """
    held: dict[str, str] = {}
    by_tag = {tag: [question for question in questions if tag in question.tags] for tag in wanted}
    for tag, count in wanted.items():
        for found in range(count):
            if not _take(tag, by_tag, held):
                return tag, found
    return None


def _take(tag: str, by_tag: Mapping[str, Sequence[Tagged]], held: dict[str, str]) -> bool:
    """Find one more question for a tag: a free one at the end of a chain of questions that move on."""
    came_from: dict[str, str] = {}
    waiting, asked = [tag], {tag}
    wanting: dict[str, str] = {}
    while waiting:
        here = waiting.pop()
        for question in by_tag[here]:
            if question.id in came_from or held.get(question.id) == here:
                continue
            came_from[question.id] = here
            holder = held.get(question.id)
            if holder is None:
                _move(question.id, tag, came_from, wanting, held)
                return True
            if holder not in asked:
                asked.add(holder)
                wanting[holder] = question.id
                waiting.append(holder)
    return False


def _move(
    free: str, tag: str, came_from: Mapping[str, str], wanting: Mapping[str, str], held: dict[str, str]
) -> None:
    """Hand questions along the chain that ends at a free one, back to the tag that wants one more."""
    while True:
        taker = came_from[free]
        held[free] = taker
        if taker == tag:
            return
        free = wanting[taker]
