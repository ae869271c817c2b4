"""Questions and their options: what is asked, and what makes an answer right."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from university.engines.markup.safe_html import SafeHTML


class QuestionKind(StrEnum):
    """How a question is answered; `docs/authoring.md` has the Markdown form of each."""

    SINGLE = "single choice"
    MULTIPLE = "choose all"
    TRUE_FALSE = "true or false"
    ORDERING = "put in order"
    MATCHING = "match"
    TEXT = "short answer"
    NUMBER = "number"
    DRILL = "decision drill"


CHOICES = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE})


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer with its feedback; its id is a letter, stable inside its question or drill step.

    What it is depends on the kind of its question. Choices: one option. Put in order: one item, the
    options standing in the right order. Match: the left side, ``partner`` being what belongs to it.
    Short answer and number: one wording (or ``low`` to ``high``) that is right or a frequent mistake;
    ``is_other`` stands for whatever else is given. Decision drill: one choice of a step, which
    ``leads_to`` the next step and earns ``points`` by criterion; ``is_critical`` fails the drill.
    """

    id: str
    text: SafeHTML
    feedback: SafeHTML
    is_right: bool
    partner: SafeHTML = SafeHTML()  # noqa: RUF009 -- an empty text never changes
    low: Decimal | None = None
    high: Decimal | None = None
    is_other: bool = False
    leads_to: str = ""
    points: tuple[tuple[str, int], ...] = ()
    is_critical: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """One scene of a decision drill; a step without options is an ending."""

    id: str
    title: str
    text: SafeHTML
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question whose id never changes meaning; `lesson` names the lesson it tests.

    ``keeps_order`` forbids shuffling. A decision drill has ``steps``, the first being where it
    begins, and no options of its own; it is right from ``pass_points`` on.
    """

    id: str
    kind: QuestionKind
    stem: SafeHTML
    options: tuple[Option, ...]
    lesson: str
    tags: tuple[str, ...] = ()
    keeps_order: bool = False
    steps: tuple[Step, ...] = ()
    pass_points: int = 0

    @property
    def right_options(self) -> frozenset[str]:
        """The ids of the options that make the answer to a choice right."""
        return frozenset(option.id for option in self.options if option.is_right)

    @cached_property
    def step_by_id(self) -> dict[str, Step]:
        """The steps of a decision drill by id."""
        return {step.id: step for step in self.steps}
