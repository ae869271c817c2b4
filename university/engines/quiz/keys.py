"""Letters and numbers as a page shows them <-> the ids of options, which stay on the server.

The author's ids tell where an option stood in the source: the first item, the partner of the same
name. So a form says ``"B"`` for an option, ``"B3"`` for item B in place 3, ``"2C"`` for left side 2 with
right side C, and a letter for each choice of a drill, in the order walked.
"""

import string
from collections.abc import Mapping, Sequence

from university.engines.catalog.model import CHOICES, Question, QuestionKind, Step
from university.engines.quiz.answers import order, partners, places
from university.engines.quiz.draw import DrawnQuestion
from university.engines.quiz.walk import choice, walk

KEYS = string.ascii_uppercase


def read(question: Question, drawn: DrawnQuestion, sent: Sequence[str]) -> tuple[str, ...]:
    """Give the answer that these values mean. Raises ``KeyError`` for a value that was not offered."""
    values = [value for value in sent if value.strip()]
    if question.kind in CHOICES:
        by_key = by_letter(drawn.options)
        return tuple(sorted({by_key[value] for value in values}))
    if question.kind is QuestionKind.ORDERING:
        return _read_order(question, drawn, values)
    if question.kind is QuestionKind.MATCHING:
        return _read_partners(question, drawn, values)
    if question.kind is QuestionKind.DRILL:
        return _read_walk(question, drawn, values)
    if len(values) > 1:
        raise KeyError(values[1])
    return tuple(value.strip() for value in values)


def write(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> tuple[str, ...]:
    """Give the values that mean this answer: the inverse of ``read``."""
    if question.kind in CHOICES:
        return tuple(key for key, id_ in by_letter(drawn.options).items() if id_ in given)
    if question.kind is QuestionKind.ORDERING:
        placed = places(given)
        return tuple(f"{key}{placed[id_]}" for key, id_ in by_letter(drawn.options).items() if id_ in placed)
    if question.kind is QuestionKind.MATCHING:
        key_of, chosen = _letters(drawn.options), partners(given)
        lefts = enumerate((option.id for option in question.options), start=1)
        return tuple(f"{number}{key_of[chosen[left]]}" for number, left in lefts if left in chosen)
    if question.kind is QuestionKind.DRILL:
        steps = walk(question, given).taken
        return tuple(_letters(offered(drawn, step))[choice(step, option)] for step, option in steps)
    return tuple(given)


def fingerprint(values: Sequence[str], *, is_flagged: bool) -> str:
    """Give one word for what a page shows of an answer, the same in whatever order its controls stand."""
    return ("!" if is_flagged else "-") + ",".join(sorted(value for value in values if value))


def by_letter(ids: Sequence[str]) -> Mapping[str, str]:
    """Give each id under the letter of its place."""
    return dict(zip(KEYS, ids, strict=False))


def offered(drawn: DrawnQuestion, step: Step) -> list[str]:
    """Give the choices of one step of a drill, in the order in which they are shown."""
    return [one for one in drawn.options if one.startswith(f"{step.id}:")]


def _letters(ids: Sequence[str]) -> Mapping[str, str]:
    return {id_: key for key, id_ in by_letter(ids).items()}


def _read_order(question: Question, drawn: DrawnQuestion, values: Sequence[str]) -> tuple[str, ...]:
    by_key = by_letter(drawn.options)
    most = {str(place): place for place in range(1, len(drawn.options) + 1)}
    placed = {by_key[value[0]]: most[value[1:]] for value in values}
    if len(placed) < len(values):
        raise KeyError(values[0])
    return order(placed, [option.id for option in question.options])


def _read_partners(question: Question, drawn: DrawnQuestion, values: Sequence[str]) -> tuple[str, ...]:
    by_key = by_letter(drawn.options)
    lefts = {str(number): option.id for number, option in enumerate(question.options, start=1)}
    chosen = {lefts[value[:-1]]: by_key[value[-1]] for value in values}
    if len(chosen) < len(values):
        raise KeyError(values[0])
    return tuple(f"{left}={right}" for left, right in sorted(chosen.items()))


def _read_walk(question: Question, drawn: DrawnQuestion, values: Sequence[str]) -> tuple[str, ...]:
    path: list[str] = []
    for value in values:
        here = walk(question, path).here
        path.append(by_letter(offered(drawn, here))[value])
    return tuple(path)
