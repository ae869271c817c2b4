"""A marked attempt in; for each question what was given, what was right and why, out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from university.engines.catalog.model import CHOICES, Option, Question, QuestionKind, Step
from university.engines.markup.safe_html import SafeHTML
from university.engines.quiz.answers import partners, places, typed
from university.engines.quiz.draw import DrawnQuestion
from university.engines.quiz.explained import (
    ExplainedItem,
    ExplainedOption,
    ExplainedPair,
    ExplainedQuestion,
    ExplainedScene,
    ExplainedWalk,
)
from university.engines.quiz.keys import offered
from university.engines.quiz.mark import Mark, mark_one
from university.engines.quiz.walk import choice, walk
from university.engines.quiz.wordings import option_given


def explain(
    questions: Mapping[str, Question],
    drawn: Sequence[DrawnQuestion],
    answers: Mapping[str, Sequence[str]],
    voided: Collection[str] = frozenset(),
) -> tuple[ExplainedQuestion, ...]:
    """Explain every drawn question. The answer key is in the result: only for attempts handed in.

    A ``voided`` one is marked as such. Raises ``KeyError`` when a drawn question or option is not among ``questions``.
    """
    each = (explain_one(questions[one.id], one, answers.get(one.id, ())) for one in drawn)
    return tuple(replace(one, mark=Mark.VOIDED) if one.id in voided else one for one in each)


def explain_one(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> ExplainedQuestion:
    """Explain one question."""
    return ExplainedQuestion(
        id=question.id,
        kind=question.kind,
        stem=question.stem,
        lesson=question.lesson,
        mark=mark_one(question, given),
        is_begun=bool(given),
        **_what_its_kind_needs(question, drawn, given),
    )


def _what_its_kind_needs(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> dict[str, Any]:
    by_id = {option.id: option for option in question.options}
    if question.kind in CHOICES:
        return {"options": tuple(_option(by_id[id_], is_chosen=id_ in given) for id_ in drawn.options)}
    if question.kind is QuestionKind.ORDERING:
        return {"items": _items(question, drawn, given)}
    if question.kind is QuestionKind.MATCHING:
        return {"pairs": _pairs(question, given)}
    if question.kind is QuestionKind.DRILL:
        return {"walk": _walk(question, drawn, given)}
    return _typed(question, given)


def _option(option: Option, *, is_chosen: bool) -> ExplainedOption:
    return ExplainedOption(
        id=option.id,
        text=option.text,
        feedback=option.feedback,
        is_chosen=is_chosen,
        is_right=option.is_right,
        points=option.points,
        is_critical=option.is_critical,
    )


def _items(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> tuple[ExplainedItem, ...]:
    place_of = {option.id: (place, option) for place, option in enumerate(question.options, start=1)}
    placed = places(given)
    return tuple(
        ExplainedItem(text=option.text, feedback=option.feedback, place=place, given=placed.get(id_, 0))
        for id_, (place, option) in ((id_, place_of[id_]) for id_ in drawn.options)
    )


def _pairs(question: Question, given: Sequence[str]) -> tuple[ExplainedPair, ...]:
    partner = {option.id: option.partner for option in question.options}
    chosen = partners(given)
    return tuple(
        ExplainedPair(
            left=option.text,
            partner=option.partner,
            feedback=option.feedback,
            given=partner.get(chosen.get(option.id, ""), SafeHTML()),
            is_right=chosen.get(option.id) == option.id,
        )
        for option in question.options
    )


def _typed(question: Question, given: Sequence[str]) -> dict[str, Any]:
    hit = option_given(question, typed(given))
    options = tuple(
        _option(option, is_chosen=option is hit)
        for option in question.options
        if option.is_right or option is hit
    )
    return {"typed": typed(given), "options": options}


def _walk(question: Question, drawn: DrawnQuestion, given: Sequence[str]) -> ExplainedWalk:
    way = walk(question, given)
    scenes = [_scene(step, drawn, option) for step, option in way.taken]
    return ExplainedWalk(
        scenes=(*scenes, _scene(way.here, drawn, None)),
        points=tuple(way.points.items()),
        total=way.total,
        needed=way.pass_points,
        critical=_option(way.critical, is_chosen=True) if way.critical else None,
        is_at_end=way.is_at_end,
    )


def _scene(step: Step, drawn: DrawnQuestion, chosen: Option | None) -> ExplainedScene:
    by_choice = {choice(step, option): option for option in step.options}
    options = (by_choice[one] for one in offered(drawn, step))
    return ExplainedScene(
        title=step.title,
        text=step.text,
        options=tuple(_option(option, is_chosen=option is chosen) for option in options),
    )
