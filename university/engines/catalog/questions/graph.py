"""The steps of a decision drill as a graph: every way is reached, ends, and the points tell ways apart."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from university.engines.catalog.model import Option, Step
from university.engines.catalog.questions.form import Note


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What the ways from a step to an ending earn; ``best`` counts only ways without a critical option."""

    best: int | None
    least: int
    may_fail: bool

    def passes_always(self, pass_points: int) -> bool:
        """Say whether even the worst way is enough."""
        return not self.may_fail and self.least >= pass_points


ENDING = Reach(best=0, least=0, may_fail=False)


def check_graph(
    steps: Sequence[Step], pass_points: int, line: int, lines: Mapping[str, int], note: Note
) -> None:
    """Note what is wrong with a drill whose options all lead to one of its steps.

    ``line`` is that of the drill, ``lines`` has those of its steps.
    """
    reached = reachable(steps)
    for step in steps:
        if step.id not in reached:
            message = f"No option leads to the step {step.title[:60]!r}."
            mend = f"Let an option lead to #{step.id}, or take the step out."
            note(lines[step.id], "drill-step-unreachable", message, mend)
    order = ends_first(steps)
    if looping := next((step for step in steps if step.id not in order), None):
        turning = _on_circle(looping, steps, order)
        message = f"A way from the step {turning.title[:60]!r} comes back to it, so a drill may never end."
        note(lines[turning.id], "drill-circle", message, "Let one of its options lead on to a later step.")
    else:
        _check_points(reach_of(steps), pass_points, line, note)


def reachable(steps: Sequence[Step]) -> frozenset[str]:
    """Give the ids of the steps that a way from the first one leads to."""
    by_id = {step.id: step for step in steps}
    waiting, reached = [steps[0].id], {steps[0].id}
    while waiting:
        for name in _next(by_id[waiting.pop()]):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    return frozenset(reached)


def ends_first(steps: Sequence[Step]) -> dict[str, Step]:
    """Give the steps by id, each after all it leads to; what lies on or before a circle is left out."""
    by_id = {step.id: step for step in steps}
    left = Counter({step.id: len(_next(step)) for step in steps})
    before: dict[str, list[str]] = {step.id: [] for step in steps}
    for step in steps:
        for name in _next(step):
            before[name].append(step.id)
    waiting = [name for name in by_id if not left[name]]
    order: dict[str, Step] = {}
    while waiting:
        name = waiting.pop()
        order[name] = by_id[name]
        left.subtract(before[name])
        waiting += [earlier for earlier in before[name] if not left[earlier]]
    return order


def _on_circle(start: Step, steps: Sequence[Step], order: Mapping[str, Step]) -> Step:
    """Go on among the steps that ``order`` leaves out until one comes again: each has one after it."""
    by_id = {step.id: step for step in steps}
    seen: set[str] = set()
    here = start
    while here.id not in seen:
        seen.add(here.id)
        here = next(by_id[option.leads_to] for option in here.options if option.leads_to not in order)
    return here


def reach_of(steps: Sequence[Step]) -> Reach:
    """Give what the ways through a drill without circles earn."""
    reach: dict[str, Reach] = {}
    for name, step in ends_first(steps).items():
        reach[name] = _from(step, reach) if step.options else ENDING
    return reach[steps[0].id]


def _next(step: Step) -> frozenset[str]:
    return frozenset(option.leads_to for option in step.options)


def _from(step: Step, reach: Mapping[str, Reach]) -> Reach:
    ways = [(option, _earned(option), reach[option.leads_to]) for option in step.options]
    best = [
        earned + after.best
        for option, earned, after in ways
        if after.best is not None and not option.is_critical
    ]
    return Reach(
        best=max(best, default=None),
        least=min(earned + after.least for _, earned, after in ways),
        may_fail=any(option.is_critical or after.may_fail for option, _, after in ways),
    )


def _earned(option: Option) -> int:
    return sum(points for _, points in option.points)


def _check_points(reach: Reach, pass_points: int, line: int, note: Note) -> None:
    for code, message, mend in _wrong_with(reach, pass_points):
        note(line, code, message, mend)


def _wrong_with(reach: Reach, pass_points: int) -> Iterator[tuple[str, str, str]]:
    if reach.best is None:
        message = "Every way through this drill holds a critical option, so nobody can pass."
        yield "drill-pass-unreachable", message, "Leave a way without (critical)."
    elif reach.best < pass_points:
        message = f"The best way through this drill earns {reach.best} points, but {pass_points} are needed."
        yield "drill-pass-unreachable", message, "Lower pass=, or give the good options more points."
    elif reach.passes_always(pass_points):
        message = f"Every way through this drill passes: even the worst earns {reach.least} points."
        yield "drill-pass-always", message, "Raise pass=, or mark what must not happen as (critical)."
