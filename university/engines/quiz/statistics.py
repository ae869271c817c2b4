"""Marked first attempts in; how each question worked, out: figures only, nobody's name.

Difficulty is the share of right answers (the facility index of classical test theory). Separation is
the correlation of one question with the score of all others in the same attempt (corrected item-total
correlation): a question that good attempts miss as often as weak ones separates by 0.
"""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from university.engines.catalog.model import Option, Question, QuestionKind
from university.engines.quiz.mark import Mark
from university.engines.quiz.wordings import option_given

FEWEST = 5
ENOUGH = 20
TOO_EASY, TOO_HARD = 95, 30
WEAK = 0.1


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One attempt that was handed in: what was drawn, how it was marked, what was given and how long it took."""

    marks: Mapping[str, Mark]
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    def rest_score(self, question: str) -> float | None:
        """The share of the other questions that were right; None if there was no other."""
        others = [mark is Mark.RIGHT for id_, mark in self.marks.items() if id_ != question]
        return sum(others) / len(others) if others else None


@dataclass(frozen=True, kw_only=True)
class Pick:
    """How often one option was chosen, or one item put in its right place, by those who saw it."""

    step: str
    option: Option
    count: int
    seen: int

    @property
    def percent(self) -> int:
        """The share of those who saw it."""
        return 100 * self.count // self.seen if self.seen else 0


@dataclass(frozen=True, kw_only=True)
class QuestionStatistics:
    """How one question worked; percents are whole and rounded down, ``separation`` lies in -1 to 1."""

    question: Question
    asked: int
    right: int
    unanswered: int
    separation: float | None
    median_seconds: float | None
    picks: tuple[Pick, ...]

    @property
    def is_told(self) -> bool:
        """Whether enough people were asked that the figures point at nobody."""
        return self.asked >= FEWEST

    @property
    def percent_right(self) -> int:
        """The difficulty: the share of right answers."""
        return 100 * self.right // self.asked if self.asked else 0

    @property
    def unpicked(self) -> tuple[Pick, ...]:
        """Wrong options that nobody takes for right."""
        is_mistake = self.question.kind not in {QuestionKind.ORDERING, QuestionKind.MATCHING}
        return tuple(one for one in self.picks if is_mistake and _is_idle(one))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What an author should look at, in words; nothing is said on few answers."""
        if self.asked < ENOUGH:
            return ()
        found = (
            ("Nearly everybody is right: does it still teach?", self.percent_right >= TOO_EASY),
            ("Most people are wrong: is it clear, and is the key right?", self.percent_right <= TOO_HARD),
            (
                "Strong attempts miss it as often as weak ones.",
                self.separation is not None and self.separation < WEAK,
            ),
            ("Some options are never chosen.", bool(self.unpicked)),
        )
        return tuple(words for words, applies in found if applies)


def statistics_of(
    questions: Iterable[Question], sittings: Sequence[Sitting]
) -> tuple[QuestionStatistics, ...]:
    """Say how each question worked in these attempts, in the order of the questions."""
    return tuple(
        _of_one(question, [one for one in sittings if question.id in one.marks]) for question in questions
    )


def _of_one(question: Question, sittings: Sequence[Sitting]) -> QuestionStatistics:
    marks = Counter(one.marks[question.id] for one in sittings)
    seconds = [one.seconds[question.id] for one in sittings if question.id in one.seconds]
    return QuestionStatistics(
        question=question,
        asked=len(sittings),
        right=marks[Mark.RIGHT],
        unanswered=marks[Mark.UNANSWERED],
        separation=_separation(question.id, sittings),
        median_seconds=statistics.median(seconds) if seconds else None,
        picks=tuple(_picks(question, [list(one.given.get(question.id, ())) for one in sittings])),
    )


def _separation(question: str, sittings: Sequence[Sitting]) -> float | None:
    pairs = [
        (float(one.marks[question] is Mark.RIGHT), rest)
        for one in sittings
        if (rest := one.rest_score(question)) is not None
    ]
    try:
        return statistics.correlation(*zip(*pairs, strict=True)) if pairs else None
    except statistics.StatisticsError:  # one attempt only, or all alike: there is nothing to tell apart
        return None


def _picks(question: Question, answers: Sequence[Sequence[str]]) -> Iterable[Pick]:
    if question.kind is QuestionKind.DRILL:
        yield from _picks_of_drill(question, answers)
        return
    counts = Counter(key for answer in answers for key in _touched(question, answer))
    for option in question.options:
        yield Pick(step="", option=option, count=counts[option.id], seen=len(answers))


def _touched(question: Question, answer: Sequence[str]) -> Iterable[str]:
    """Give the ids of the options that an answer chooses, or puts where they belong."""
    if question.kind is QuestionKind.ORDERING:
        return (option.id for option, id_ in zip(question.options, answer, strict=False) if option.id == id_)
    if question.kind is QuestionKind.MATCHING:
        return (left for left, _, right in (pair.partition("=") for pair in answer) if left == right)
    if question.kind in {QuestionKind.TEXT, QuestionKind.NUMBER}:
        return (option.id for text in answer if (option := option_given(question, text)))
    return answer


def _picks_of_drill(question: Question, answers: Sequence[Sequence[str]]) -> Iterable[Pick]:
    counts = Counter(choice for answer in answers for choice in answer)
    seen = Counter(choice.partition(":")[0] for answer in answers for choice in answer)
    for step in question.steps:
        for option in step.options:
            yield Pick(
                step=step.title, option=option, count=counts[f"{step.id}:{option.id}"], seen=seen[step.id]
            )


def _is_idle(pick: Pick) -> bool:
    return pick.seen >= ENOUGH and not pick.count and not (pick.option.is_right or pick.option.is_other)
