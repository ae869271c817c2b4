"""A decision drill and the choices made in it; where they lead and what they earn, out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from university.engines.catalog.model import Option, Question, Step


@dataclass(frozen=True)
class Walk:
    """The way through a drill so far: each step with the choice made there, and the step it led to."""

    taken: tuple[tuple[Step, Option], ...]
    here: Step
    pass_points: int

    @property
    def is_at_end(self) -> bool:
        """Whether the way has come to an ending."""
        return not self.here.options

    @cached_property
    def points(self) -> Mapping[str, int]:
        """What was earned by criterion, in the order in which the criteria came up."""
        earned: Counter[str] = Counter()
        for _, option in self.taken:
            for criterion, points in option.points:
                earned[criterion] += points
        return dict(earned)

    @property
    def total(self) -> int:
        """All points together."""
        return sum(self.points.values())

    @property
    def critical(self) -> Option | None:
        """The first choice that fails the drill, whatever else was earned."""
        return next((option for _, option in self.taken if option.is_critical), None)

    @property
    def is_passed(self) -> bool:
        """Whether the end was reached with enough points and without a critical mistake."""
        return self.is_at_end and self.critical is None and self.total >= self.pass_points


def choice(step: Step | str, option: Option | str) -> str:
    """Name one choice of a drill as draws and answers keep it."""
    return f"{step if isinstance(step, str) else step.id}:{option if isinstance(option, str) else option.id}"


def walk(question: Question, given: Sequence[str]) -> Walk:
    """Follow the choices from the first step, as far as each fits the step that the one before led to."""
    here, taken = question.steps[0], []
    for one in given:
        option = next((option for option in here.options if choice(here, option) == one), None)
        if option is None:
            break
        taken.append((here, option))
        here = question.step_by_id[option.leads_to]
    return Walk(tuple(taken), here, question.pass_points)
