"""A draw and its answers in; right, wrong and unanswered, the score and the verdict out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from university.engines.catalog.model import CHOICES, Question, QuestionKind
from university.engines.quiz.answers import is_answered, partners, typed
from university.engines.quiz.draw import DrawnQuestion
from university.engines.quiz.walk import walk
from university.engines.quiz.wordings import option_given


class Mark(StrEnum):
    """What became of one question."""

    RIGHT = "right"
    WRONG = "wrong"
    UNANSWERED = "unanswered"
    VOIDED = "voided, counts as right"

    @property
    def counts(self) -> bool:
        """Whether it counts as right: what was answered rightly, and what was voided."""
        return self in {Mark.RIGHT, Mark.VOIDED}


@dataclass(frozen=True)
class Marking:
    """The mark of every drawn question, in the order of the draw."""

    marks: Mapping[str, Mark]

    @property
    def drawn_count(self) -> int:
        """How many questions were drawn; the score divides by this, never by those answered."""
        return len(self.marks)

    @property
    def right(self) -> int:
        """How many questions count as right."""
        return sum(mark.counts for mark in self.marks.values())

    @property
    def score(self) -> int:
        """Whole percent of the questions drawn, rounded down."""
        return self.right * 100 // self.drawn_count if self.drawn_count else 0

    @property
    def not_right(self) -> tuple[str, ...]:
        """The ids of the questions answered wrongly or not at all, without those that were voided."""
        return tuple(id_ for id_, mark in self.marks.items() if not mark.counts)


def mark(
    questions: Mapping[str, Question],
    drawn: Sequence[DrawnQuestion],
    answers: Mapping[str, Sequence[str]],
    voided: Collection[str] = frozenset(),
) -> Marking:
    """Mark every drawn question: an answer is right as a whole or not at all.

    A ``voided`` question counts as right for whoever was asked it, whatever was answered.
    Answers to questions that were not drawn count for nothing, and one that was begun but not finished
    counts as unanswered. Raises ``KeyError`` when a drawn question is not among ``questions``, which must
    be those of the attempt's own course version.
    """
    return Marking(
        {
            one.id: Mark.VOIDED if one.id in voided else mark_one(questions[one.id], answers.get(one.id, ()))
            for one in drawn
        },
    )


def mark_one(question: Question, given: Sequence[str]) -> Mark:
    """Mark one answer."""
    if not is_answered(question, given):
        return Mark.UNANSWERED
    return Mark.RIGHT if _is_right(question, given) else Mark.WRONG


def needed(drawn: int, pass_mark: int) -> int:
    """Give how many right answers the pass mark asks for: the percentage, rounded up to whole questions."""
    return -(-pass_mark * drawn // 100)


def passes(right: int, drawn: int, pass_mark: int) -> bool:
    """Say whether so many right answers reach the pass mark; nothing drawn never passes.

    For whole percents this is the same as comparing the score, rounded down, with the pass mark.
    """
    return drawn > 0 and right >= needed(drawn, pass_mark)


def _is_right(question: Question, given: Sequence[str]) -> bool:
    if question.kind in CHOICES:
        return frozenset(given) == question.right_options
    if question.kind is QuestionKind.ORDERING:
        return list(given) == [option.id for option in question.options]
    if question.kind is QuestionKind.MATCHING:
        return all(left == right for left, right in partners(given).items())
    if question.kind is QuestionKind.DRILL:
        return walk(question, given).is_passed
    option = option_given(question, typed(given))
    return option is not None and option.is_right
