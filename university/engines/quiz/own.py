"""A marked attempt in; whether each answer was right and what is said of what was given, out.

Nothing in these values tells what would have been right: no other option and no feedback on one. Where the
feedback on a part would give its right place or partner away, it is told only if the whole answer is right.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from university.engines.catalog.model import Question, QuestionKind
from university.engines.markup.safe_html import SafeHTML
from university.engines.quiz.draw import DrawnQuestion
from university.engines.quiz.explain import explain
from university.engines.quiz.explained import (
    ExplainedItem,
    ExplainedOption,
    ExplainedPair,
    ExplainedQuestion,
    ExplainedScene,
    ExplainedWalk,
)
from university.engines.quiz.mark import Mark


@dataclass(frozen=True, kw_only=True)
class OwnPart:
    """One part of what was given, with its feedback: an option, an item in its ``place``, a pair."""

    place: int = 0
    left: SafeHTML | None = None
    text: SafeHTML
    feedback: SafeHTML | None = None


@dataclass(frozen=True, kw_only=True)
class OwnQuestion:
    """One question of an attempt with nothing but one's own answer; a drill shows the way one took."""

    id: str
    kind: QuestionKind
    stem: SafeHTML
    lesson: str
    mark: Mark
    is_begun: bool
    typed: str = ""
    parts: tuple[OwnPart, ...] = ()
    walk: ExplainedWalk | None = None


def tell_own(
    questions: Mapping[str, Question],
    drawn: Sequence[DrawnQuestion],
    answers: Mapping[str, Sequence[str]],
    voided: Collection[str] = frozenset(),
) -> tuple[OwnQuestion, ...]:
    """Tell of every drawn question only what was given. Raises ``KeyError`` as ``explain`` does."""
    return tuple(_own(question) for question in explain(questions, drawn, answers, voided))


def _own(question: ExplainedQuestion) -> OwnQuestion:
    return OwnQuestion(
        id=question.id,
        kind=question.kind,
        stem=question.stem,
        lesson=question.lesson,
        mark=question.mark,
        is_begun=question.is_begun,
        typed=question.typed,
        parts=tuple(_parts(question)),
        walk=_way(question.walk) if question.walk else None,
    )


def _parts(question: ExplainedQuestion) -> list[OwnPart]:
    is_right = question.mark is Mark.RIGHT
    if question.items:
        placed = sorted((item for item in question.items if item.given), key=lambda item: item.given)
        return [_item(item, is_right=is_right) for item in placed]
    if question.pairs:
        return [_pair(pair, is_right=is_right) for pair in question.pairs if pair.given]
    return [OwnPart(text=option.text, feedback=option.feedback) for option in _chosen(question.options)]


def _item(item: ExplainedItem, *, is_right: bool) -> OwnPart:
    return OwnPart(place=item.given, text=item.text, feedback=item.feedback if is_right else None)


def _pair(pair: ExplainedPair, *, is_right: bool) -> OwnPart:
    return OwnPart(left=pair.left, text=pair.given, feedback=pair.feedback if is_right else None)


def _chosen(options: Sequence[ExplainedOption]) -> tuple[ExplainedOption, ...]:
    return tuple(option for option in options if option.is_chosen)


def _way(walk: ExplainedWalk) -> ExplainedWalk:
    return replace(walk, scenes=tuple(_scene(scene) for scene in walk.scenes))


def _scene(scene: ExplainedScene) -> ExplainedScene:
    return replace(scene, options=_chosen(scene.options))
