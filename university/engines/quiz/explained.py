"""What a result page says of a question; the answer key is in it, so only after handing in."""

from dataclasses import dataclass

from university.engines.catalog.model import QuestionKind
from university.engines.markup.safe_html import SafeHTML
from university.engines.quiz.mark import Mark


@dataclass(frozen=True, kw_only=True)
class ExplainedOption:
    """One option, wording or choice of a scene with its feedback and what it earned."""

    id: str
    text: SafeHTML
    feedback: SafeHTML
    is_chosen: bool
    is_right: bool
    points: tuple[tuple[str, int], ...] = ()
    is_critical: bool = False


@dataclass(frozen=True, kw_only=True)
class ExplainedItem:
    """One item with its place and the one it was given; 0 for none."""

    text: SafeHTML
    feedback: SafeHTML
    place: int
    given: int

    @property
    def is_right(self) -> bool:
        """Whether it was put where it belongs."""
        return self.given == self.place


@dataclass(frozen=True, kw_only=True)
class ExplainedPair:
    """One left side with its partner and the one it was given; nothing for none."""

    left: SafeHTML
    partner: SafeHTML
    feedback: SafeHTML
    given: SafeHTML
    is_right: bool


@dataclass(frozen=True, kw_only=True)
class ExplainedScene:
    """One step of a drill that was reached; an ending has no options."""

    title: str
    text: SafeHTML
    options: tuple[ExplainedOption, ...]

    @property
    def chosen(self) -> ExplainedOption | None:
        """What was chosen here."""
        return next((option for option in self.options if option.is_chosen), None)

    @property
    def others(self) -> tuple[ExplainedOption, ...]:
        """What could have been chosen here instead."""
        return tuple(option for option in self.options if not option.is_chosen)


@dataclass(frozen=True, kw_only=True)
class ExplainedWalk:
    """How a drill went: its scenes, its points by criterion, and the mistake that failed it, if any."""

    scenes: tuple[ExplainedScene, ...]
    points: tuple[tuple[str, int], ...]
    total: int
    needed: int
    critical: ExplainedOption | None
    is_at_end: bool


@dataclass(frozen=True, kw_only=True)
class ExplainedQuestion:
    """One question as the result page shows it, its parts in the order in which they were seen.

    ``options`` are those of a choice; of a short answer or number they are the accepted ones and what was
    given, if it is known.
    """

    id: str
    kind: QuestionKind
    stem: SafeHTML
    lesson: str
    mark: Mark
    is_begun: bool
    options: tuple[ExplainedOption, ...] = ()
    items: tuple[ExplainedItem, ...] = ()
    pairs: tuple[ExplainedPair, ...] = ()
    typed: str = ""
    walk: ExplainedWalk | None = None

    @property
    def in_order(self) -> tuple[ExplainedItem, ...]:
        """The items in their right order."""
        return tuple(sorted(self.items, key=lambda item: item.place))

    @property
    def hit(self) -> ExplainedOption | None:
        """The wording, number or mistake that was given."""
        return next((option for option in self.options if option.is_chosen), None)

    @property
    def accepted(self) -> tuple[ExplainedOption, ...]:
        """The options that are right."""
        return tuple(option for option in self.options if option.is_right)
