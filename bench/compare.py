"""Run the floor and ours in turn, and say how they compare: a median and how far it wanders."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.processes import family_seconds

Measure = Callable[[], float]


@dataclass(frozen=True)
class Result:
    """One comparison: `ratio` is ours to the floor in the unit named; foreign is others' share of the processor."""

    name: str
    unit: str
    ratio: float
    low: float
    high: float
    target: str
    is_met: bool | None
    floor: float
    ours: float
    foreign: float
    notes: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """The line that is printed."""
        verdict = "" if self.is_met is None else ("  met" if self.is_met else "  NOT MET")
        spread = f"{self.ratio:.2f} of floor ({self.low:.2f} to {self.high:.2f})"
        values = f"floor {self.floor:.3g}, ours {self.ours:.3g} {self.unit}"
        notes = "".join(f"; {name}: {value}" for name, value in self.notes.items())
        return f"{self.name:34} {spread}, {self.target}{verdict}   [{values}; others' load {self.foreign:.0%}{notes}]"

    def as_json(self) -> dict[str, Any]:
        """The same for a machine."""
        return asdict(self)


@dataclass
class Bench:
    """A run: how many rounds, and what came out."""

    rounds: int
    results: list[Result] = field(default_factory=list)

    def compare(
        self,
        name: str,
        *,
        floor: Measure,
        ours: Measure,
        unit: str,
        at_least: float | None = None,
        at_most: float | None = None,
        notes: Callable[[], dict[str, Any]] = dict,
        is_exact: bool = False,
    ) -> None:
        """Measure both sides in turn, after one round each that does not count, and print the ratio.

        What ``is_exact`` is a count that no second measuring changes: one round is enough.
        """
        if not is_exact:
            floor(), ours()
        busy = Foreign()
        pairs = [(floor(), ours()) for _ in range(1 if is_exact else self.rounds)]
        ratios = sorted(mine / theirs for theirs, mine in pairs)
        ratio = statistics.median(ratios)
        result = Result(
            name=name,
            unit=unit,
            ratio=ratio,
            low=ratios[0],
            high=ratios[-1],
            target=_target(at_least, at_most),
            is_met=_is_met(ratio, at_least, at_most),
            floor=statistics.median(theirs for theirs, _ in pairs),
            ours=statistics.median(mine for _, mine in pairs),
            foreign=busy.share(),
            notes=notes(),
        )
        self.results.append(result)
        print(result, flush=True)


def _target(at_least: float | None, at_most: float | None) -> str:
    if at_least is not None:
        return f"goal >= {at_least}"
    return f"goal <= {at_most}" if at_most is not None else "no goal, report only"


def _is_met(ratio: float, at_least: float | None, at_most: float | None) -> bool | None:
    if at_least is not None:
        return ratio >= at_least
    return ratio <= at_most if at_most is not None else None


class Foreign:
    """What processes that are not ours took of the processors meanwhile; Linux only, else it stays zero."""

    def __init__(self) -> None:
        """Begin to watch."""
        self.began, self.machine, self.mine = time.monotonic(), _machine_seconds(), _own_seconds()

    def share(self) -> float:
        """Others' part of all processor time since the beginning, from 0 to 1."""
        took = (time.monotonic() - self.began) * (os.cpu_count() or 1)
        others = (_machine_seconds() - self.machine) - (_own_seconds() - self.mine)
        return max(0.0, min(1.0, others / took)) if took else 0.0


def _machine_seconds() -> float:
    try:
        line = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return 0.0
    user, nice, system = (int(part) for part in line.split()[1:4])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    return family_seconds(os.getpid())
