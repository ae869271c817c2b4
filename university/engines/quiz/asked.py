"""What may be shown of a question before handing in; none of these has a place for what is right."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from university.engines.catalog.model import QuestionKind
from university.engines.markup.safe_html import SafeHTML


class QuestionState(StrEnum):
    """What a person has done with one question so far."""

    ANSWERED = "answered"
    FLAGGED = "flagged"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class SavedAnswer:
    """What was last saved for one question."""

    given: tuple[str, ...] = ()
    is_flagged: bool = False
    saved_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class AskedOption:
    """One option under the letter it has in this attempt; its own id stays on the server."""

    key: str
    text: SafeHTML
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class AskedItem:
    """One item to be put in its place; 0 while it has none."""

    key: str
    text: SafeHTML
    place: int


@dataclass(frozen=True, kw_only=True)
class AskedLeft:
    """One left side with the letter of the partner it was given, if any."""

    number: int
    text: SafeHTML
    partner: str


@dataclass(frozen=True, kw_only=True)
class AskedScene:
    """One step of a drill that was reached; once a choice was made there, it alone remains."""

    title: str
    text: SafeHTML
    options: tuple[AskedOption, ...]


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """One question of a running attempt, with what its kind needs and nothing else.

    ``options`` are those of a choice, or the right sides of a match; ``walked`` are the scenes of a drill
    behind a person, ``scene`` the one to choose in, or the ending.
    """

    number: int
    id: str
    kind: QuestionKind
    stem: SafeHTML
    is_answered: bool
    is_flagged: bool
    saved_at: datetime | None
    shown: str
    options: tuple[AskedOption, ...] = ()
    items: tuple[AskedItem, ...] = ()
    lefts: tuple[AskedLeft, ...] = ()
    typed: str = ""
    walked: tuple[AskedScene, ...] = ()
    scene: AskedScene | None = None

    @property
    def state(self) -> QuestionState:
        """The one state that the strip of numbers shows; a flag is what a person wants to find again."""
        if self.is_flagged:
            return QuestionState.FLAGGED
        return QuestionState.ANSWERED if self.is_answered else QuestionState.OPEN

    @property
    def is_unreadable(self) -> bool:
        """Whether something stands where a number should."""
        return self.kind is QuestionKind.NUMBER and bool(self.typed) and not self.is_answered
