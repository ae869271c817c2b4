"""Answers as a form sends them: which questions were on the page, and what was given for each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from university.base.errors import Closed, Invalid
from university.engines.catalog.model import Question, QuestionKind
from university.engines.quiz import keys
from university.engines.quiz.draw import DrawnQuestion

ON_PAGE = "question"
ANSWER = "answer-"
CHOICE = "choice-"
SHOWN = "shown-"
FLAG = "flag-"
ONE_ONLY = frozenset({QuestionKind.SINGLE, QuestionKind.TRUE_FALSE, QuestionKind.TEXT, QuestionKind.NUMBER})
LONGEST = {QuestionKind.TEXT: 500, QuestionKind.NUMBER: 40}
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
RELOAD = "Reload the page and choose again; what was saved before is still there."
FINAL = (
    "You have already chosen here, perhaps in another tab, and a choice in a decision drill is final. "
    "Nothing was changed. Reload the page to go on from where you are."
)


@dataclass(frozen=True, kw_only=True)
class GivenAnswer:
    """What a person gave for one question; an empty answer means that nothing is given any more.

    ``is_touched`` is false where a page sends back what it showed: a tab that was opened earlier must not
    undo what another one has saved since.
    """

    question: str
    given: tuple[str, ...] = ()
    is_flagged: bool = False
    is_touched: bool = True


def read_answers(
    fields: Mapping[str, Sequence[str]], drawn: Sequence[DrawnQuestion], questions: Mapping[str, Question]
) -> tuple[GivenAnswer, ...]:
    """Read the answers out of a form: `question` lists those on the page, `answer-…` holds what was given.

    `choice-…` is the choice in the open scene of a drill, `shown-…` what the page showed.

    Raises ``Invalid`` for a question or a letter that this attempt does not have, or too long a text.
    """
    by_id = {question.id: question for question in drawn}
    on_page = list(dict.fromkeys(fields.get(ON_PAGE, ())))
    named = {
        name.removeprefix(kind) for kind in (ANSWER, CHOICE, FLAG) for name in fields if name.startswith(kind)
    }
    if not named <= set(on_page) <= by_id.keys():
        raise Invalid(f"The answers belong to a question that is not in this attempt. {RELOAD}")
    return tuple(_read_one(questions[id_], by_id[id_], fields) for id_ in on_page)


def _read_one(question: Question, drawn: DrawnQuestion, fields: Mapping[str, Sequence[str]]) -> GivenAnswer:
    is_flagged, choice = FLAG + drawn.id in fields, fields.get(CHOICE + drawn.id, ())
    sent = fields.get(ANSWER + drawn.id, ())
    shown = "".join(fields.get(SHOWN + drawn.id, ()))
    return GivenAnswer(
        question=drawn.id,
        given=read_given(question, drawn, [*sent, *choice]),
        is_flagged=is_flagged,
        is_touched=bool(choice) or shown != keys.fingerprint(sent, is_flagged=is_flagged),
    )


def read_given(question: Question, drawn: DrawnQuestion, sent: Sequence[str]) -> tuple[str, ...]:
    """Read what was given for one question; raises ``Invalid`` for what it does not offer."""
    longest = LONGEST.get(question.kind)
    if longest and any(len(value) > longest for value in sent):
        raise Invalid(f"This answer is longer than {longest} letters. Shorten it, and send it again.")
    try:
        return keys.read(question, drawn, [UNPRINTABLE.sub(" ", value) for value in sent])
    except KeyError:
        raise Invalid(f"One of the answers is not among those offered. {RELOAD}") from None


def check_answers(
    given: Sequence[GivenAnswer], drawn: Sequence[DrawnQuestion], questions: Mapping[str, Question]
) -> None:
    """Raise ``Invalid`` unless every answer fits a drawn question, its options and its kind."""
    by_id = {question.id: question for question in drawn}
    for one in given:
        if one.question not in by_id or not _fits(questions[one.question], by_id[one.question], one.given):
            raise Invalid(f"One of the answers does not belong to this attempt. {RELOAD}")
        if questions[one.question].kind in ONE_ONLY and len(one.given) > 1:
            raise Invalid(f"This question takes one answer only. {RELOAD}")


def _fits(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> bool:
    """Whether a form could have sent this answer: written as one and read back, it is the same."""
    try:
        return sorted(read_given(question, drawn, keys.write(question, drawn, given))) == sorted(given)
    except (Invalid, KeyError, ValueError):
        return False


def settle(question: Question, before: Sequence[str], given: Sequence[str]) -> list[str]:
    """Give what is to be kept of an answer; raises ``Closed`` for another choice in a step of a drill.

    A tab that is behind takes no step back.
    """
    if question.kind is not QuestionKind.DRILL:
        return list(given)
    shorter, longer = sorted((list(before), list(given)), key=len)
    if longer[: len(shorter)] != shorter:
        raise Closed(FINAL)
    return longer
