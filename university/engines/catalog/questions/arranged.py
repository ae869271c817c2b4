"""Lists with numbers -> put in order; tables -> match."""

from typing import Final

from university.engines.catalog.model import Option, QuestionKind
from university.engines.catalog.questions.form import (
    FEWEST,
    LETTERS,
    Body,
    Note,
    check_most,
    check_twice,
    check_words,
)
from university.engines.catalog.wording import plain, same_wording
from university.engines.markup.blocks import Answer, Asked

COLUMNS: Final = 3


def read_order(asked: Asked, note: Note) -> Body:
    """Read a list that stands in the right order."""
    if len(asked.answers) < FEWEST:
        message = "There is nothing to put in order: the list has one item only."
        note(
            asked.line, "order-one-item", message, "Add the steps before and after it; four or five are best."
        )
    check_most(asked.answers, asked.line, note)
    check_twice([answer.text for answer in asked.answers], asked.line, note)
    check_words(asked.answers, note)
    return Body(kind=QuestionKind.ORDERING, options=_options(asked))


def read_match(asked: Asked, note: Note) -> Body:
    """Read a table of what is given, what belongs to it, and why."""
    _check_shape(asked, note)
    check_most(asked.answers, asked.line, note)
    check_twice([answer.text for answer in asked.answers], asked.line, note)
    _check_right_sides(asked, note)
    check_words(asked.answers, note)
    return Body(kind=QuestionKind.MATCHING, options=_options(asked))


def _options(asked: Asked) -> tuple[Option, ...]:
    return tuple(map(_option, LETTERS, asked.answers))


def _option(letter: str, answer: Answer) -> Option:
    return Option(
        id=letter, text=answer.text, partner=answer.partner, feedback=answer.feedback, is_right=True
    )


def _check_shape(asked: Asked, note: Note) -> None:
    if len(asked.answers) < FEWEST:
        message = "There is nothing to match: the table has one row only."
        note(asked.line, "match-table-shape", message, "Add two or three rows.")
    for answer, width in zip(asked.answers, asked.row_widths, strict=False):
        if width != COLUMNS:
            message = f"This row has {width} cells; a row of a match has three: left, right and why."
            mend = r"Write | left | right | why |, and \| for a bar inside a cell."
            note(answer.line, "match-table-shape", message, mend)


def _check_right_sides(asked: Asked, note: Note) -> None:
    taken: set[str] = set()
    for answer in asked.answers:
        words = same_wording(plain(answer.partner)) or str(answer.partner)
        if not answer.partner.strip():
            message, mend = "The right side of this row is empty.", "Say what belongs to the left side."
            note(answer.line, "match-table-shape", message, mend)
        elif words in taken:
            message = "The same right side stands in two rows, so nobody could tell which is meant."
            note(answer.line, "match-right-twice", message, "Give each row a right side of its own.")
        taken.add(words)
