"""A marked attempt in; for each question what was chosen, what was right and why, out."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from university.engines.catalog.model import Question, QuestionKind
from university.engines.markup.safe_html import SafeHTML
from university.engines.quiz.draw import DrawnQuestion
from university.engines.quiz.mark import Mark, mark


@dataclass(frozen=True, kw_only=True)
class ExplainedOption:
    """One option as the result page shows it."""

    id: str
    text: SafeHTML
    feedback: SafeHTML
    is_chosen: bool
    is_right: bool


@dataclass(frozen=True, kw_only=True)
class ExplainedQuestion:
    """One question as the result page shows it, its options in the order in which they were seen."""

    id: str
    kind: QuestionKind
    stem: SafeHTML
    lesson: str
    mark: Mark
    options: tuple[ExplainedOption, ...]


def explain(
    questions: Mapping[str, Question],
    drawn: Sequence[DrawnQuestion],
    answers: Mapping[str, AbstractSet[str]],
) -> tuple[ExplainedQuestion, ...]:
    """Explain every drawn question. The answer key is in the result: only for attempts handed in.

    Raises ``KeyError`` when a drawn question or option is not among ``questions``.
    """
    marks = mark(questions, drawn, answers).marks
    return tuple(
        _explain_one(questions[one.id], one, answers.get(one.id, frozenset()), marks[one.id]) for one in drawn
    )


def _explain_one(
    question: Question, drawn: DrawnQuestion, answer: AbstractSet[str], its_mark: Mark
) -> ExplainedQuestion:
    by_id = {option.id: option for option in question.options}
    return ExplainedQuestion(
        id=question.id,
        kind=question.kind,
        stem=question.stem,
        lesson=question.lesson,
        mark=its_mark,
        options=tuple(
            ExplainedOption(
                id=id_,
                text=by_id[id_].text,
                feedback=by_id[id_].feedback,
                is_chosen=id_ in answer,
                is_right=by_id[id_].is_right,
            )
            for id_ in drawn.options
        ),
    )
