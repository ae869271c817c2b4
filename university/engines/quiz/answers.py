"""How an answer of each kind is kept, as a list of strings; what it holds, out.

Choices: the options chosen. Put in order: all items in the order given; while places are missing or
taken twice, ``"item=place"`` for each place given. Match: ``"left=right"`` for each left side that has a
partner. Short answer and number: what was typed. Decision drill: ``"step:option"`` as walked.
"""

from collections.abc import Mapping, Sequence

from university.engines.catalog.model import CHOICES, Question, QuestionKind
from university.engines.catalog.wording import read_number
from university.engines.quiz.walk import walk


def is_answered(question: Question, given: Sequence[str]) -> bool:
    """Say whether the answer is complete enough to be right or wrong."""
    if question.kind in CHOICES:
        return bool(given)
    if question.kind is QuestionKind.ORDERING:
        return sorted(given) == sorted(option.id for option in question.options)
    if question.kind is QuestionKind.MATCHING:
        return partners(given).keys() >= {option.id for option in question.options}
    if question.kind is QuestionKind.TEXT:
        return bool(typed(given))
    if question.kind is QuestionKind.NUMBER:
        return read_number(typed(given)) is not None
    return walk(question, given).is_at_end


def places(given: Sequence[str]) -> Mapping[str, int]:
    """Give the place, from 1, that each item of a question of order was put in."""
    if any("=" in one for one in given):
        pairs = (one.partition("=") for one in given)
        return {item: int(place) for item, _, place in pairs}
    return {item: place for place, item in enumerate(given, start=1)}


def order(placed: Mapping[str, int], items: Sequence[str]) -> tuple[str, ...]:
    """Give the answer that these places make: the inverse of ``places``."""
    if sorted(placed.values()) == list(range(1, len(items) + 1)):
        return tuple(sorted(placed, key=placed.__getitem__))
    return tuple(f"{item}={place}" for item, place in sorted(placed.items()))


def partners(given: Sequence[str]) -> Mapping[str, str]:
    """Give the right side chosen for each left side, both by the id of their own option."""
    pairs = (one.partition("=") for one in given)
    return {left: right for left, _, right in pairs}


def typed(given: Sequence[str]) -> str:
    """Give what was typed."""
    return given[0].strip() if given else ""
