"""Task lists -> single choice, choose all, true or false."""

from typing import Final

from university.engines.catalog.model import Option, QuestionKind
from university.engines.catalog.questions.form import LETTERS, Body, Note, check_options
from university.engines.catalog.wording import plain, same_wording
from university.engines.markup.blocks import Answer, Asked

TRUE_OR_FALSE: Final = frozenset({"true", "false"})


def read_choices(asked: Asked, note: Note) -> Body:
    """Read options with boxes; one tick makes a single choice, several make "choose all"."""
    check_options(asked.answers, asked.line, note)
    right = sum(answer.is_right for answer in asked.answers)
    if not right:
        message = "This question has no right option."
        note(
            asked.line,
            "question-no-right-option",
            message,
            "Put an x into the box of the right one: - [x].",
        )
    if _is_true_or_false(asked):
        _check_shape(asked, right, note)
        kind = QuestionKind.TRUE_FALSE
    else:
        kind = QuestionKind.SINGLE if right == 1 else QuestionKind.MULTIPLE
    return Body(kind=kind, options=tuple(map(_option, LETTERS, asked.answers)))


def _is_true_or_false(asked: Asked) -> bool:
    return {same_wording(plain(answer.text)) for answer in asked.answers} >= TRUE_OR_FALSE


def _check_shape(asked: Asked, right: int, note: Note) -> None:
    if len(asked.answers) != len(TRUE_OR_FALSE):
        message = "A question with the options True and False has exactly these two."
        mend = "Take the other options out, or say in whole sentences what True and False stand for."
        note(asked.line, "true-false-shape", message, mend)
    elif right > 1:
        message = "Both True and False are marked as right."
        note(asked.line, "true-false-shape", message, "Leave the x in one of the two boxes.")


def _option(letter: str, answer: Answer) -> Option:
    return Option(id=letter, text=answer.text, feedback=answer.feedback, is_right=answer.is_right)
