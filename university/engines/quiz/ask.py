"""A draw and the answers so far in; the questions as they may be shown before handing in, out."""

from collections.abc import Mapping, Sequence
from typing import Any

from university.engines.catalog.model import CHOICES, Question, QuestionKind, Step
from university.engines.quiz.answers import is_answered, partners, places, typed
from university.engines.quiz.asked import (
    AskedItem,
    AskedLeft,
    AskedOption,
    AskedQuestion,
    AskedScene,
    SavedAnswer,
)
from university.engines.quiz.draw import DrawnQuestion
from university.engines.quiz.keys import by_letter, fingerprint, offered, write
from university.engines.quiz.walk import choice, walk


def ask(
    questions: Mapping[str, Question], drawn: Sequence[DrawnQuestion], saved: Mapping[str, SavedAnswer]
) -> tuple[AskedQuestion, ...]:
    """Give every drawn question as it may be shown while the attempt runs.

    The author's option ids tell where an option stood in the source, so only letters by place leave; of a
    drill only the steps that were reached. Raises ``KeyError`` when a drawn question or option is not
    among ``questions``.
    """
    return tuple(
        ask_one(questions[one.id], one, saved.get(one.id, SavedAnswer()), number=number)
        for number, one in enumerate(drawn, start=1)
    )


def ask_one(
    question: Question, drawn: DrawnQuestion, saved: SavedAnswer, *, number: int = 1
) -> AskedQuestion:
    """Give one question as it may be shown."""
    return AskedQuestion(
        number=number,
        id=question.id,
        kind=question.kind,
        stem=question.stem,
        is_answered=is_answered(question, saved.given),
        is_flagged=saved.is_flagged,
        saved_at=saved.saved_at,
        shown=fingerprint(write(question, drawn, saved.given), is_flagged=saved.is_flagged),
        **_what_its_kind_needs(question, drawn, saved.given),
    )


def _what_its_kind_needs(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> dict[str, Any]:
    if question.kind in CHOICES:
        return {"options": _options(question, drawn, given)}
    if question.kind is QuestionKind.ORDERING:
        return {"items": _items(question, drawn, given)}
    if question.kind is QuestionKind.MATCHING:
        return {"options": _right_sides(question, drawn), "lefts": _lefts(question, drawn, given)}
    if question.kind is QuestionKind.DRILL:
        return _scenes(question, drawn, given)
    return {"typed": typed(given)}


def _options(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> tuple[AskedOption, ...]:
    text = {option.id: option.text for option in question.options}
    return tuple(
        AskedOption(key=key, text=text[id_], is_chosen=id_ in given)
        for key, id_ in by_letter(drawn.options).items()
    )


def _items(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> tuple[AskedItem, ...]:
    text = {option.id: option.text for option in question.options}
    placed = places(given)
    return tuple(
        AskedItem(key=key, text=text[id_], place=placed.get(id_, 0))
        for key, id_ in by_letter(drawn.options).items()
    )


def _right_sides(question: Question, drawn: DrawnQuestion) -> tuple[AskedOption, ...]:
    partner = {option.id: option.partner for option in question.options}
    return tuple(AskedOption(key=key, text=partner[id_]) for key, id_ in by_letter(drawn.options).items())


def _lefts(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> tuple[AskedLeft, ...]:
    key_of = {id_: key for key, id_ in by_letter(drawn.options).items()}
    chosen = partners(given)
    return tuple(
        AskedLeft(number=number, text=option.text, partner=key_of.get(chosen.get(option.id, ""), ""))
        for number, option in enumerate(question.options, start=1)
    )


def _scenes(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> dict[str, Any]:
    way = walk(question, given)
    return {
        "walked": tuple(_scene(step, drawn, only=choice(step, option)) for step, option in way.taken),
        "scene": _scene(way.here, drawn),
    }


def _scene(step: Step, drawn: DrawnQuestion, only: str = "") -> AskedScene:
    text = {choice(step, option): option.text for option in step.options}
    options = tuple(
        AskedOption(key=key, text=text[id_], is_chosen=id_ == only)
        for key, id_ in by_letter(offered(drawn, step)).items()
        if only in {"", id_}
    )
    return AskedScene(title=step.title, text=step.text, options=options)
