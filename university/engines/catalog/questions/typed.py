"""Task lists of wordings or numbers -> short answer, number."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from university.engines.catalog.model import Option, QuestionKind
from university.engines.catalog.questions.form import (
    LETTERS,
    Body,
    Note,
    check_most,
    check_twice,
    check_words,
)
from university.engines.catalog.wording import plain, read_number, same_wording
from university.engines.markup.blocks import Answer, Asked

OTHER: Final = "anything else"
TOLERANCE: Final = re.compile(r"(.+?)(?:±|\+/-|\+-)(.+)")
RANGE: Final = re.compile(r"(.+?)(?:\bto\b|–)(.+)", re.IGNORECASE)
#: So few signs that no sum of what they say is rounded.
LONGEST: Final = 28

Bounds = tuple[Decimal, Decimal]


def read_text(asked: Asked, note: Note) -> Body:
    """Read accepted wordings, frequent mistakes and what is said to anything else."""
    _check(asked, note)
    check_twice([same_wording(plain(answer.text)) for answer in asked.answers], asked.line, note)
    return Body(kind=QuestionKind.TEXT, options=tuple(map(_wording, LETTERS, asked.answers)))


def read_numbers(asked: Asked, note: Note) -> Body:
    """Read accepted numbers, each with its tolerance, frequent mistakes and anything else."""
    _check(asked, note)
    check_twice([plain(answer.text) for answer in asked.answers], asked.line, note)
    bounds = [bounds_of(plain(answer.text)) for answer in asked.answers]
    for answer, found in zip(asked.answers, bounds, strict=True):
        if found is None and answer.text.strip() and not _is_other(answer):
            message = f"{plain(answer.text)[:40]!r} cannot be read as a number."
            mend = "Write 48, or 48 ± 2, or 10 to 20, the smaller first; the unit belongs into the question."
            note(answer.line, "number-unreadable", message, mend)
    for line, other in _overlaps(asked.answers, bounds):
        message = f"A number given here would fall under the option in line {other} as well."
        note(line, "number-overlap", message, "Change the numbers so that each belongs to one option only.")
    return Body(kind=QuestionKind.NUMBER, options=tuple(map(_number, LETTERS, asked.answers, bounds)))


def bounds_of(words: str) -> Bounds | None:
    """Read a number, a number with its tolerance, or a range; both ends belong to it."""
    if len(words) > LONGEST:
        return None
    if found := TOLERANCE.fullmatch(words):
        middle, wide = read_number(found[1]), read_number(found[2])
        if middle is None or wide is None or wide < 0:
            return None
        return middle - wide, middle + wide
    if found := RANGE.fullmatch(words):
        low, high = read_number(found[1]), read_number(found[2])
        return (low, high) if low is not None and high is not None and low <= high else None
    exact = read_number(words)
    return None if exact is None else (exact, exact)


def _check(asked: Asked, note: Note) -> None:
    _check_other(asked, note)
    check_most(asked.answers, asked.line, note)
    check_words(asked.answers, note)
    if not any(answer.is_right and not _is_other(answer) for answer in asked.answers):
        message = "This question accepts no answer."
        mend = "Put an x into the box of what is accepted: - [x]."
        note(asked.line, "question-no-right-option", message, mend)


def _check_other(asked: Asked, note: Note) -> None:
    others = [answer for answer in asked.answers if _is_other(answer)]
    last = asked.answers[-1:]
    if not others or not _is_other(last[0]):
        line = others[0].line if others else asked.line
        message = "This question does not end by saying something to whoever gives another answer."
        mend = "Make the last option `- [ ] Anything else`, with feedback below it."
        note(line, "text-without-other", message, mend)
    for answer in others:
        if answer.is_right:
            message, mend = "Anything else cannot be right.", "Take the x out: - [ ] Anything else."
            note(answer.line, "text-without-other", message, mend)


def _is_other(answer: Answer) -> bool:
    return same_wording(plain(answer.text)) == OTHER


def _overlaps(answers: Sequence[Answer], bounds: Sequence[Bounds | None]) -> Iterator[tuple[int, int]]:
    found = [(answer.line, pair) for _, answer, pair in zip(LETTERS, answers, bounds, strict=False) if pair]
    for (other, (low, high)), (line, (least, most)) in combinations(found, 2):
        if low <= most and least <= high:
            yield line, other


def _wording(letter: str, answer: Answer) -> Option:
    return Option(
        id=letter,
        text=answer.text,
        feedback=answer.feedback,
        is_right=answer.is_right,
        is_other=_is_other(answer),
    )


def _number(letter: str, answer: Answer, bounds: Bounds | None) -> Option:
    low, high = bounds or (None, None)
    return Option(
        id=letter,
        text=answer.text,
        feedback=answer.feedback,
        is_right=answer.is_right,
        low=low,
        high=high,
        is_other=_is_other(answer),
    )
