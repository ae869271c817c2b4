"""Question bank and seed in; the questions of one attempt, in their order, out."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from university.engines.catalog.model import Question


@dataclass(frozen=True)
class DrawnQuestion:
    """One question of an attempt, with its options in the order in which this attempt shows them."""

    id: str
    options: tuple[str, ...]


def draw(
    questions: Sequence[Question], count: int | None, seed: int | str, seen: Collection[str] = frozenset()
) -> tuple[DrawnQuestion, ...]:
    """Draw ``count`` questions (all of them for ``None``), those not yet seen first.

    The same bank, count, seed and seen ids give the same draw on every machine and release of Python;
    the order of the bank plays no part. Raises ``ValueError`` for a count below one or above the bank.
    """
    wanted = len(questions) if count is None else count
    if not 1 <= wanted <= len(questions):
        msg = f"Cannot draw {wanted} of {len(questions)} questions"
        raise ValueError(msg)
    by_id = {question.id: question for question in questions}
    drawn = sorted(_shuffled(by_id, seed, "draw"), key=lambda id_: id_ in seen)[:wanted]
    # Shuffled once more, so that the place of a question does not tell whether it was seen before.
    return tuple(_shuffle_options(by_id[id_], seed) for id_ in _shuffled(drawn, seed, "order"))


def to_json(drawn: Iterable[DrawnQuestion]) -> list[dict[str, Any]]:
    """Give a draw as plain values, to be frozen in the attempt's row."""
    return [{"id": question.id, "options": list(question.options)} for question in drawn]


def from_json(stored: Iterable[dict[str, Any]]) -> tuple[DrawnQuestion, ...]:
    """Read back what ``to_json`` gave. Raises ``KeyError`` when it is something else."""
    return tuple(DrawnQuestion(question["id"], tuple(question["options"])) for question in stored)


def _shuffle_options(question: Question, seed: int | str) -> DrawnQuestion:
    options = (option.id for option in question.options)
    return DrawnQuestion(question.id, tuple(_shuffled(options, seed, question.id)))


def _shuffled(ids: Iterable[str], seed: int | str, purpose: str) -> list[str]:
    # Sorting by a hash, since ``random.Random`` promises no order across releases of Python.
    return sorted(ids, key=lambda id_: hashlib.sha256(f"{seed}\n{purpose}\n{id_}".encode()).digest())
