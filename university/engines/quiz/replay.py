"""A kept draw and what it was made from in; the draw made once more, and each difference in words, out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from university.engines.catalog.model import Course
from university.engines.quiz.draw import DrawnQuestion, draw_for


@dataclass(frozen=True, kw_only=True)
class Replay:
    """What an attempt keeps beside what its key gives again; an auditor compares the two."""

    seed: str
    seed_again: str
    kept: tuple[DrawnQuestion, ...]
    again: tuple[DrawnQuestion, ...]

    @property
    def is_same(self) -> bool:
        """Whether seed, questions and the order of their options are what the key gives."""
        return self.seed == self.seed_again and self.kept == self.again

    @property
    def differences(self) -> tuple[str, ...]:
        """Each difference in words; none if all is the same."""
        return tuple(_differences(self))

    @property
    def words(self) -> str:
        """The finding in one sentence."""
        if self.is_same:
            return "The draw is the same: seed, questions and the order of their options come from the key."
        return f"The draw is NOT the same: {' '.join(self.differences)}"


def replay(
    course: Course,
    *,
    seed: str,
    kept: Sequence[DrawnQuestion],
    seed_again: str,
    seen: Mapping[str, int],
    without: Collection[str],
) -> Replay:
    """Draw once more by the seed that the key gives, from the bank of the attempt's own course version."""
    again = draw_for(course, seed_again, seen, without)
    return Replay(seed=seed, seed_again=seed_again, kept=tuple(kept), again=again)


def _differences(found: Replay) -> Iterator[str]:
    if found.seed != found.seed_again:
        yield "The seed in the attempt is not the one that the key gives."
    kept, again = {one.id: one for one in found.kept}, {one.id: one for one in found.again}
    yield from (f"{id_} was asked, but is not drawn again." for id_ in kept if id_ not in again)
    yield from (f"{id_} is drawn again, but was not asked." for id_ in again if id_ not in kept)
    shared = [id_ for id_ in kept if id_ in again]
    yield from (f"{id_} has its options in another order." for id_ in shared if kept[id_] != again[id_])
    if shared != [id_ for id_ in again if id_ in kept]:
        yield "The questions stand in another order."
    elif len(kept) != len(found.kept):
        yield "A question is asked twice."
