"""Practice inside a lesson: an answer in, feedback out; nothing of it is ever counted or kept."""

from collections.abc import Collection
from dataclasses import dataclass

from university.base.errors import Invalid
from university.engines.catalog.model import Question
from university.engines.quiz.draw import DrawnQuestion
from university.engines.quiz.explain import ExplainedQuestion, explain
from university.engines.quiz.mark import Mark


@dataclass(frozen=True)
class Tried:
    """One answer to a practice question, explained."""

    question: ExplainedQuestion

    @property
    def is_right(self) -> bool:
        """Whether the answer was right."""
        return self.question.mark is Mark.RIGHT

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return self.question.mark is Mark.UNANSWERED

    @property
    def words(self) -> str:
        """What to tell the reader first."""
        if self.is_empty:
            return "Choose an answer first, then check it."
        if self.is_right:
            return "That is right."
        if all(option.is_right for option in self.question.options if option.is_chosen):
            return "Right so far, but something is still missing."
        return "Not quite. Read why, and try again."


def try_out(question: Question, chosen: Collection[str]) -> Tried:
    """Explain an answer to a practice question; raises ``Invalid`` for an option it does not have."""
    known = [option.id for option in question.options]
    if not set(chosen) <= set(known):
        raise Invalid("That option is not among those of the question. Reload the page and choose again.")
    drawn = DrawnQuestion(question.id, tuple(known))
    return Tried(explain({question.id: question}, [drawn], {question.id: frozenset(chosen)})[0])
