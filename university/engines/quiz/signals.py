"""Attempts that were handed in; signs that one may not be somebody's own work, with their figures, out.

A sign is not a proof: it says what is unlikely by chance, for a person to look at. There are two.

*Too fast*: what was asked has so many words that nobody reads them in the time the attempt took, even at
600 words a minute; careful readers take 200 to 300.

*Equal wrong answers*: several people gave the same wrong answers more often than chance explains. Whoever
is right agrees with all others who are right, so only mistakes count. One paper is held fast; another keeps
the number of its mistakes. Where those fall comes from how hard each question is, and which mistake is made
there from how popular it is: that gives the chance of so many equal ones (a conditional test in the Rasch
model). The chances of up to ``MOST_AROUND`` papers around one are multiplied, then by how many such groups
there are to choose from: below ``ALARM``, it is a sign. So a false alarm is as rare in a large course as in
a small one. Groups that share a paper are one.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from operator import attrgetter
from typing import Final

from university.engines.catalog.model import Question
from university.engines.quiz.draw import TYPED

WORDS_PER_MINUTE: Final = 600
FEWEST_EQUAL: Final = 4
MOST_AROUND: Final = 5
ALARM: Final = 0.01
UNLIKELY: Final = 0.02
_TAG: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One attempt that was handed in: who sat it, what it asked, and each wrong answer as one text."""

    id: int
    person: int
    asked: frozenset[str]
    wrong: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Match:
    """A paper beside another: which wrong answers are equal, how many chance explains, how unlikely that is."""

    papers: tuple[int, int]
    person: int
    equal: tuple[str, ...]
    expected: float
    chance: float


@dataclass(frozen=True, kw_only=True)
class Group:
    """Papers that hang together by such matches; ``risk`` is that of a false alarm in the whole course."""

    matches: tuple[Match, ...]
    risk: float

    @property
    def papers(self) -> tuple[int, ...]:
        """All of them."""
        return tuple(sorted({paper for match in self.matches for paper in match.papers}))


def words_in(question: Question) -> int:
    """Count the words that one has to read of a question; of a drill only those of its first scene."""
    first = question.steps[0] if question.steps else None
    # The wordings of a question that is typed are not shown to anybody.
    offered = () if question.kind in TYPED else (first or question).options
    shown = [question.stem, first.text if first else "", *(one.text for one in offered)]
    shown += [one.partner for one in offered]
    return sum(len(_TAG.sub(" ", str(text)).split()) for text in shown)


def as_text(given: Sequence[str]) -> str:
    """Give one text for an answer, the same for the same answer, however it was typed."""
    return " ".join(" ".join(given).casefold().split())


def seconds_to_read(words: int) -> float:
    """Give the seconds that so many words take at a speed which nobody reaches who reads."""
    return words * 60 / WORDS_PER_MINUTE


def find_groups(papers: Sequence[Paper]) -> tuple[Group, ...]:
    """Find the groups among the papers of one course, the least likely first; the order of papers plays no part."""
    bench = _Bench(sorted(papers, key=attrgetter("id")))
    return tuple(_joined(sorted(bench.groups(), key=attrgetter("risk", "papers"))))


@dataclass(frozen=True)
class _Bench:
    """What the papers of one course tell about its questions and its people."""

    papers: Sequence[Paper]
    bits: dict[tuple[str, str], int] = field(default_factory=dict)

    def groups(self) -> Iterator[Group]:
        """Give the group around each paper that chance does not explain."""
        near: defaultdict[int, list[Paper]] = defaultdict(list)
        masks = [(self._mask(one), one) for one in self.papers]
        for (mask, one), (other_mask, other) in combinations(masks, 2):
            if (mask & other_mask).bit_count() >= FEWEST_EQUAL and one.person != other.person:
                near[one.id].append(other)
                near[other.id].append(one)
        for one in self.papers:
            matches = [self._match(one, other) for other in near.get(one.id, ())]
            group = self._around([match for match in matches if match.chance < UNLIKELY])
            if group and group.risk < ALARM:
                yield group

    def _around(self, matches: Iterable[Match]) -> Group | None:
        """Give the least likely group of one paper and some of those that match it, one paper for each person."""
        best: dict[int, Match] = {}
        for match in sorted(matches, key=attrgetter("chance", "papers")):
            best.setdefault(match.person, match)
        found = [tuple(best.values())[:count] for count in range(1, min(len(best), MOST_AROUND) + 1)]
        groups = [Group(matches=some, risk=self._risk(some)) for some in found]
        return min(groups, key=attrgetter("risk"), default=None)

    def _risk(self, matches: Sequence[Match]) -> float:
        """Give a bound on the chance that there is such a group around any paper of the course."""
        count = len(matches)
        choices: int = len(self.papers) * math.comb(len(self.papers) - 1, count) * 2**count
        chance: float = math.prod(match.chance for match in matches)
        return choices * chance

    def _mask(self, paper: Paper) -> int:
        """Give the wrong answers of a paper as bits, so that a million pairs can be looked at."""
        return sum(1 << self.bits.setdefault(answer, len(self.bits)) for answer in paper.wrong.items())

    def _match(self, one: Paper, other: Paper) -> Match:
        equal = tuple(sorted(id_ for id_, answer in one.wrong.items() if other.wrong.get(id_) == answer))
        chances = self.equals(one, other)
        return Match(
            papers=(one.id, other.id),
            person=other.person,
            equal=equal,
            expected=sum(number * chance for number, chance in enumerate(chances)),
            chance=sum(chances[len(equal) :]),
        )

    def equals(self, one: Paper, other: Paper) -> Sequence[float]:
        """Give the chance of 0, 1, 2 … mistakes equal to those of ``one``, when ``other`` makes as many as it did."""
        mistakes = len(other.wrong)
        ways = [[0.0] * (mistakes + 1) for _ in range(mistakes + 1)]  # by mistakes, then by equal ones
        ways[0][0] = 1.0
        for id_ in other.asked:
            answer = one.wrong.get(id_)
            same = self.popularity[id_, answer] if answer is not None else 0.0
            for made in range(mistakes, 0, -1):
                before, here = ways[made - 1], ways[made]
                for number in range(made, -1, -1):
                    equal = before[number - 1] * same if number else 0.0
                    here[number] += self.odds[id_] * (before[number] * (1 - same) + equal)
        total = sum(ways[mistakes])
        return [way / total for way in ways[mistakes]]

    @cached_property
    def popularity(self) -> Mapping[tuple[str, str], float]:
        """For each wrong answer its share among the wrong answers to its question."""
        given = Counter(answer for paper in self.papers for answer in paper.wrong.items())
        wrong = Counter(id_ for paper in self.papers for id_ in paper.wrong)
        return {one: count / wrong[one[0]] for one, count in given.items()}

    @cached_property
    def odds(self) -> Mapping[str, float]:
        """For each question the odds that it is answered wrongly."""
        asked = Counter(id_ for paper in self.papers for id_ in paper.asked)
        wrong = Counter(id_ for paper in self.papers for id_ in paper.wrong)
        return {id_: (wrong[id_] + 0.5) / (asked[id_] - wrong[id_] + 0.5) for id_ in asked}


def _joined(groups: Iterable[Group]) -> Iterator[Group]:
    """Join groups that share a paper; those with the least risk come first."""
    kept: list[Group] = []
    for group in groups:
        met = [one for one in kept if set(one.papers) & set(group.papers)]
        kept = [one for one in kept if one not in met]
        matches: dict[frozenset[int], Match] = {}
        for match in (match for one in (*met, group) for match in one.matches):
            matches.setdefault(frozenset(match.papers), match)
        kept.append(Group(matches=tuple(matches.values()), risk=min(one.risk for one in (*met, group))))
    yield from sorted(kept, key=attrgetter("risk", "papers"))
