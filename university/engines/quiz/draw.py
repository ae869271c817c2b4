"""Question bank and seed in; the questions of one attempt, in their order, out.

``seen`` says how often a person was asked each question before: those asked least often come first, so
that nobody meets a question again before the bank has run out, nor a third time before all came twice.
"""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from university.engines.catalog.model import Course, Question, QuestionKind
from university.engines.quiz.walk import choice

TYPED = frozenset({QuestionKind.TEXT, QuestionKind.NUMBER})
NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


@dataclass(frozen=True)
class DrawnQuestion:
    """One question of an attempt, with its options in the order in which this attempt shows them.

    Match: the right sides, each by the id of its own option. Decision drill: ``"step:option"`` for all
    steps. Short answer and number: nothing.
    """

    id: str
    options: tuple[str, ...] = ()


def keyed_seed(key: str, enrollment_id: int, number: int, digest: str) -> str:
    """Give the seed of one attempt: whoever holds the key can compute it, nobody else can foresee it.

    It rests on the attempt's enrollment, its number and the digest of its course version alone, so there
    is no other draw to be had by starting again.
    """
    message = f"{enrollment_id}\n{number}\n{digest}"
    return hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()


def draw_for(
    course: Course,
    seed: int | str,
    seen: Mapping[str, int] = NOTHING,
    without: Collection[str] = frozenset(),
) -> tuple[DrawnQuestion, ...]:
    """Draw what the rules of a course ask for, or as much of it as can be had ``without`` some questions.

    Nothing when no question is left. As lasting as ``draw``.
    """
    bank = [question for question in course.quiz if question.id not in without]
    if course.draw_by_tag:
        return draw_by_tag(bank, course.draw_by_tag, seed, seen, may_be_short=True)
    count = min(course.drawn_count, len(bank))
    return draw(bank, count, seed, seen) if count else ()


def draw(
    questions: Sequence[Question], count: int | None, seed: int | str, seen: Mapping[str, int] = NOTHING
) -> tuple[DrawnQuestion, ...]:
    """Draw ``count`` questions (all of them for ``None``), those seen least often first.

    The same bank, count, seed and seen counts give the same draw on every machine and release of Python;
    the order of the bank plays no part. Raises ``ValueError`` for a count below one or above the bank.
    """
    wanted = len(questions) if count is None else count
    if not 1 <= wanted <= len(questions):
        msg = f"Cannot draw {wanted} of {len(questions)} questions"
        raise ValueError(msg)
    by_id = {question.id: question for question in questions}
    return _arranged(by_id, _least_seen_first(by_id, seed, seen)[:wanted], seed)


def draw_by_tag(
    questions: Sequence[Question],
    by_tag: Sequence[tuple[str, int]],
    seed: int | str,
    seen: Mapping[str, int] = NOTHING,
    *,
    may_be_short: bool = False,
) -> tuple[DrawnQuestion, ...]:
    """Draw so many questions of each tag, in the order of the tags, none twice and the least seen first.

    Where tags share questions, one drawn before gives way rather than leave a later tag short, so a draw
    that is possible never fails. As lasting as ``draw``. Raises ``ValueError`` when it is not possible,
    unless it ``may_be_short``: then it is as long as can be.
    """
    by_id = {question.id: question for question in questions}
    order = _least_seen_first(by_id, seed, seen)
    holders: dict[str, tuple[str, int]] = {}
    for tag, count in by_tag:
        for place in range(count):
            if not _take((tag, place), by_id, order, holders, set()) and not may_be_short:
                msg = f"Cannot draw {count} questions with the tag {tag}"
                raise ValueError(msg)
    return _arranged(by_id, holders, seed)


def shuffle(question: Question, seed: int | str) -> DrawnQuestion:
    """Give one question with its options in the order in which they are shown for this seed."""
    if question.kind is QuestionKind.DRILL:
        pairs = (
            choice(step, id_) for step in question.steps for id_ in _order_of_step(question, step.id, seed)
        )
        return DrawnQuestion(question.id, tuple(pairs))
    if question.kind in TYPED:
        return DrawnQuestion(question.id)
    ids = [option.id for option in question.options]
    if question.kind is QuestionKind.TRUE_FALSE or (_has_choices(question) and question.keeps_order):
        return DrawnQuestion(question.id, tuple(ids))
    shuffled = _shuffled(ids, seed, question.id)
    if question.kind is QuestionKind.ORDERING and shuffled == ids:
        # The right order must not be given away by chance: the first item goes last.
        shuffled = [*shuffled[1:], shuffled[0]]
    return DrawnQuestion(question.id, tuple(shuffled))


def to_json(drawn: Iterable[DrawnQuestion]) -> list[dict[str, Any]]:
    """Give a draw as plain values, to be frozen in the attempt's row."""
    return [{"id": question.id, "options": list(question.options)} for question in drawn]


def from_json(stored: Iterable[dict[str, Any]]) -> tuple[DrawnQuestion, ...]:
    """Read back what ``to_json`` gave. Raises ``KeyError`` when it is something else."""
    return tuple(DrawnQuestion(question["id"], tuple(question["options"])) for question in stored)


def _arranged(
    by_id: Mapping[str, Question], drawn: Iterable[str], seed: int | str
) -> tuple[DrawnQuestion, ...]:
    # Shuffled once more, so that the place of a question tells neither its tag nor whether it was seen before.
    return tuple(shuffle(by_id[id_], seed) for id_ in _shuffled(drawn, seed, "order"))


def _least_seen_first(ids: Iterable[str], seed: int | str, seen: Mapping[str, int]) -> list[str]:
    return sorted(_shuffled(ids, seed, "draw"), key=lambda id_: seen.get(id_, 0))


def _take(
    slot: tuple[str, int],
    by_id: Mapping[str, Question],
    order: Sequence[str],
    holders: dict[str, tuple[str, int]],
    asked: set[str],
) -> bool:
    """Find a question for a slot, a free one if there is one; else another slot must move on to a free one."""
    fitting = [id_ for id_ in order if slot[0] in by_id[id_].tags]
    for id_ in sorted(fitting, key=lambda one: one in holders):
        if id_ in asked:
            continue
        asked.add(id_)
        if id_ not in holders or _take(holders[id_], by_id, order, holders, asked):
            holders[id_] = slot
            return True
    return False


def _has_choices(question: Question) -> bool:
    return question.kind in {QuestionKind.SINGLE, QuestionKind.MULTIPLE}


def _order_of_step(question: Question, step: str, seed: int | str) -> list[str]:
    ids = [option.id for option in question.step_by_id[step].options]
    return ids if question.keeps_order else _shuffled(ids, seed, f"{question.id}\n{step}")


def _shuffled(ids: Iterable[str], seed: int | str, purpose: str) -> list[str]:
    # Sorting by a hash, since ``random.Random`` promises no order across releases of Python.
    return sorted(ids, key=lambda id_: hashlib.sha256(f"{seed}\n{purpose}\n{id_}".encode()).digest())
