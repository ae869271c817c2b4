"""Practice inside a lesson: an answer in, feedback out; nothing of it is ever counted or kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from university.engines.catalog.model import CHOICES, Question, QuestionKind
from university.engines.quiz.ask import ask_one
from university.engines.quiz.asked import AskedQuestion, SavedAnswer
from university.engines.quiz.draw import DrawnQuestion, shuffle
from university.engines.quiz.explain import explain_one
from university.engines.quiz.explained import ExplainedQuestion
from university.engines.quiz.mark import Mark
from university.learning.rules.answers import read_given

FIRST = {
    QuestionKind.ORDERING: "Give every item a place of its own first, then check it.",
    QuestionKind.MATCHING: "Give every line a letter first, then check it.",
    QuestionKind.TEXT: "Write an answer first, then check it.",
    QuestionKind.NUMBER: "Write a number in digits first, then check it.",
    QuestionKind.DRILL: "Choose what you would do first, then go on.",
}


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One answer to a practice question, explained, with the question as it is to be asked now."""

    asked: AskedQuestion
    question: ExplainedQuestion
    is_empty: bool

    @property
    def is_right(self) -> bool:
        """Whether the answer was right."""
        return self.question.mark is Mark.RIGHT

    @property
    def is_at_end(self) -> bool:
        """Whether there is nothing more to give: of a drill its ending, of any other question an answer."""
        way = self.question.walk
        return way.is_at_end if way else not self.is_empty

    @property
    def words(self) -> str:
        """What to tell the reader first."""
        if self.is_empty:
            return FIRST.get(self.question.kind, "Choose an answer first, then check it.")
        if self.question.kind is QuestionKind.DRILL:
            return self._words_on_the_way()
        if self.is_right:
            return "That is right."
        if self.question.kind in CHOICES and all(
            option.is_right for option in self.question.options if option.is_chosen
        ):
            return "Right so far, but something is still missing."
        return "Not quite. Read why, and try again."

    def _words_on_the_way(self) -> str:
        way = self.question.walk
        if way is None or not way.is_at_end:
            return "Read what came of it, then go on."
        if way.critical:
            return "One choice on this way must never happen. Read which, and start again."
        earned = f"{way.total} points, and {way.needed} were needed."
        return f"You came through with {earned}" if self.is_right else f"Not quite: {earned} Start again."


def ask_practice(question: Question) -> AskedQuestion:
    """Give a practice question as it is put to a reader who has not answered it."""
    return ask_one(question, _drawn(question), SavedAnswer())


def try_out(question: Question, sent: Sequence[str], choice: Sequence[str] = ()) -> Tried:
    """Explain an answer to a practice question; raises ``Invalid`` for what it does not offer.

    ``sent`` holds letters as the page shows them, for a drill those of the way so far; ``choice`` is the
    one made in its open scene.
    """
    drawn = _drawn(question)
    given = read_given(question, drawn, [*sent, *choice])
    explained = explain_one(question, drawn, given)
    is_drill = question.kind is QuestionKind.DRILL
    return Tried(
        asked=ask_one(question, drawn, SavedAnswer(given=given)),
        question=explained,
        is_empty=not choice if is_drill else explained.mark is Mark.UNANSWERED,
    )


def _drawn(question: Question) -> DrawnQuestion:
    """Practice keeps the author's order, save where that would give the answer away."""
    return shuffle(replace(question, keeps_order=True), "practice")
