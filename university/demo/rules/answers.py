"""A question -> an answer that is right, and one that is a plausible mistake."""

from collections.abc import Iterator

from university.engines.catalog.model import CHOICES, Question, QuestionKind, Step
from university.engines.catalog.wording import plain
from university.engines.quiz.mark import Mark, mark_one
from university.engines.quiz.walk import choice


def right_answer(question: Question) -> tuple[str, ...]:
    """Give an answer that is marked right, as it is kept."""
    return next(one for one in _answers(question) if mark_one(question, one) is Mark.RIGHT)


def wrong_answer(question: Question) -> tuple[str, ...]:
    """Give a complete answer that is marked wrong."""
    return next(one for one in _answers(question) if mark_one(question, one) is Mark.WRONG)


def _answers(question: Question) -> Iterator[tuple[str, ...]]:
    """Some answers, among them a right one and a wrong one."""
    ids = [option.id for option in question.options]
    if question.kind in CHOICES:
        yield tuple(sorted(question.right_options))
        yield from ((option.id,) for option in question.options if not option.is_right)
    elif question.kind is QuestionKind.ORDERING:
        yield tuple(ids)
        yield (*ids[1:], ids[0])
    elif question.kind is QuestionKind.MATCHING:
        yield tuple(f"{id_}={id_}" for id_ in ids)
        yield tuple(f"{left}={right}" for left, right in zip(ids, [*ids[1:], ids[0]], strict=True))
    elif question.kind is QuestionKind.DRILL:
        yield from _ways(question, question.steps[0])
    elif question.kind is QuestionKind.NUMBER:
        yield from ((f"{option.low:f}",) for option in question.options if option.low is not None)
        yield ("-98765",)
    else:
        yield from ((plain(option.text),) for option in question.options if not option.is_other)
        yield ("I do not remember",)


def _ways(question: Question, here: Step) -> Iterator[tuple[str, ...]]:
    if not here.options:
        yield ()
    for option in here.options:
        for rest in _ways(question, question.step_by_id[option.leads_to]):
            yield (choice(here, option), *rest)
