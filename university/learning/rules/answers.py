"""Answers as a form sends them: which questions were on the page, and what was chosen for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from university.base.errors import Invalid
from university.engines.catalog.model import Question, QuestionKind
from university.engines.quiz.ask import options_of
from university.engines.quiz.draw import DrawnQuestion

ON_PAGE = "question"
ANSWER = "answer-"
SHOWN = "shown-"
FLAGGED = "!"
FLAG = "flag-"
RELOAD = "Reload the page and choose again; what was saved before is still there."


@dataclass(frozen=True, kw_only=True)
class GivenAnswer:
    """What a person chose for one question; no options mean that nothing is chosen any more.

    ``is_touched`` is false where a page sends back what it showed: a tab that was opened earlier must not
    undo what another one has saved since.
    """

    question: str
    options: frozenset[str] = frozenset()
    is_flagged: bool = False
    is_touched: bool = True


def read_answers(
    fields: Mapping[str, Sequence[str]], drawn: Sequence[DrawnQuestion]
) -> tuple[GivenAnswer, ...]:
    """Read the answers out of a form: `question` lists those on the page, `answer-…` holds letters.

    `shown-…` holds the letters as the page showed them, with a mark for a flag.

    Raises ``Invalid`` for a question or a letter that this attempt does not have.
    """
    by_id = {question.id: question for question in drawn}
    on_page = list(dict.fromkeys(fields.get(ON_PAGE, ())))
    named = {name.removeprefix(ANSWER) for name in fields if name.startswith(ANSWER)}
    named |= {name.removeprefix(FLAG) for name in fields if name.startswith(FLAG)}
    if not named <= set(on_page) <= by_id.keys():
        raise Invalid(f"The answers belong to a question that is not in this attempt. {RELOAD}")
    return tuple(_read_one(by_id[id_], fields) for id_ in on_page)


def _read_one(drawn: DrawnQuestion, fields: Mapping[str, Sequence[str]]) -> GivenAnswer:
    letters, is_flagged = fields.get(ANSWER + drawn.id, ()), FLAG + drawn.id in fields
    try:
        options = options_of(drawn, letters)
    except KeyError:
        raise Invalid(f"One of the answers is not among those offered. {RELOAD}") from None
    now = {*letters, FLAGGED} if is_flagged else set(letters)
    is_touched = SHOWN + drawn.id not in fields or set("".join(fields[SHOWN + drawn.id])) != now
    return GivenAnswer(question=drawn.id, options=options, is_flagged=is_flagged, is_touched=is_touched)


def check_answers(
    given: Sequence[GivenAnswer], drawn: Sequence[DrawnQuestion], questions: Mapping[str, Question]
) -> None:
    """Raise ``Invalid`` unless every answer fits a drawn question, its options and its kind."""
    offered = {question.id: frozenset(question.options) for question in drawn}
    for one in given:
        if one.question not in offered or not one.options <= offered[one.question]:
            raise Invalid(f"One of the answers does not belong to this attempt. {RELOAD}")
        if questions[one.question].kind is QuestionKind.SINGLE and len(one.options) > 1:
            raise Invalid(f"This question takes one answer only. {RELOAD}")
