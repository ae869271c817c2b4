"""A draw and the answers so far in; the questions as they may be shown before handing in, out."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from university.engines.catalog.model import Question, QuestionKind
from university.engines.markup.safe_html import SafeHTML
from university.engines.quiz.draw import DrawnQuestion

KEYS = string.ascii_uppercase


class QuestionState(StrEnum):
    """What a person has done with one question so far."""

    ANSWERED = "answered"
    FLAGGED = "flagged"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class SavedAnswer:
    """What was last saved for one question."""

    options: frozenset[str] = field(default_factory=frozenset)
    is_flagged: bool = False
    saved_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AskedOption:
    """One option under the letter it has in this attempt; its own id stays on the server."""

    key: str
    text: SafeHTML
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """One question of a running attempt. It has no place for a right answer or a feedback."""

    number: int
    id: str
    kind: QuestionKind
    stem: SafeHTML
    options: tuple[AskedOption, ...]
    is_flagged: bool
    saved_at: datetime | None

    @property
    def is_answered(self) -> bool:
        """Whether anything is chosen."""
        return any(option.is_chosen for option in self.options)

    @property
    def state(self) -> QuestionState:
        """The one state that the strip of numbers shows; a flag is what a person wants to find again."""
        if self.is_flagged:
            return QuestionState.FLAGGED
        return QuestionState.ANSWERED if self.is_answered else QuestionState.OPEN


def ask(
    questions: Mapping[str, Question], drawn: Sequence[DrawnQuestion], saved: Mapping[str, SavedAnswer]
) -> tuple[AskedQuestion, ...]:
    """Give every drawn question as it may be shown while the attempt runs.

    The author's option ids tell where an option stood in the source, so only letters by place leave.
    Raises ``KeyError`` when a drawn question or option is not among ``questions``.
    """
    return tuple(
        _ask_one(number, questions[one.id], one, saved.get(one.id, SavedAnswer()))
        for number, one in enumerate(drawn, start=1)
    )


def options_of(drawn: DrawnQuestion, keys: Sequence[str]) -> frozenset[str]:
    """Give the ids of the options that stand under these letters. Raises ``KeyError`` for another letter."""
    by_key = dict(zip(KEYS, drawn.options, strict=False))
    return frozenset(by_key[key] for key in keys)


def _ask_one(number: int, question: Question, drawn: DrawnQuestion, saved: SavedAnswer) -> AskedQuestion:
    text = {option.id: option.text for option in question.options}
    return AskedQuestion(
        number=number,
        id=question.id,
        kind=question.kind,
        stem=question.stem,
        options=tuple(
            AskedOption(key=key, text=text[id_], is_chosen=id_ in saved.options)
            for key, id_ in zip(KEYS, drawn.options, strict=False)
        ),
        is_flagged=saved.is_flagged,
        saved_at=saved.saved_at,
    )
