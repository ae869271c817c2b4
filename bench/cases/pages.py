"""Pages under the production server, floor and ours side by side, each asked by 16 connections.

The ratio is of requests per second of processor time: the clients that ask share the machine with the
servers that answer, and so does whatever else runs on it, so that requests per second of the clock say
as much about them as about us. The ratio by the clock, and how long the slowest waited, stand beside it.
"""

from statistics import median
from typing import Any

from bench import sample
from bench.compare import Bench, Measure
from bench.server import Load, Request, Server
from bench.stage import Stage

LESSON = f"/courses/{sample.COURSE}/{sample.LESSON}/"
CATALOG = "/courses/"
UNIT = "requests per second of processor time"
#: A page that takes nearly nothing needs more of itself to be told from the ticks of the kernel's clock.
LIGHT = 8


class Side:
    """One page of one server, and every burst of requests for it."""

    def __init__(self, server: Server, request: Request, *, count: int) -> None:
        """Say what is asked, and how often in one burst."""
        self.server, self.request, self.count = server, request, count
        self.bursts: list[Load] = []

    def measure(self) -> float:
        """Ask for the page, and give how many a second of processor time would serve."""
        burst = self.server.load(self.request, count=self.count)
        self.bursts.append(burst)
        return 1000 / burst.cpu_ms

    def figure(self, name: str) -> float:
        """The median of a figure over all bursts but the first, which only warms up."""
        return float(median(getattr(burst, name) for burst in self.bursts[1:]))


def _notes(floor: Side, ours: Side) -> dict[str, Any]:
    return {
        "by the clock": f"{ours.figure('per_second') / floor.figure('per_second'):.2f} of floor",
        "requests/s": f"{floor.figure('per_second'):.0f} and {ours.figure('per_second'):.0f}",
        "CPU ms": f"{floor.figure('cpu_ms'):.2f} and {ours.figure('cpu_ms'):.2f}",
        "p50 ms": f"{floor.figure('half'):.0f} and {ours.figure('half'):.0f}",
        "p99 ms": f"{floor.figure('slowest'):.0f} and {ours.figure('slowest'):.0f}",
    }


def _compare(bench: Bench, name: str, floor: Side, ours: Side, *, at_least: float | None = None) -> None:
    sides: tuple[Measure, Measure] = floor.measure, ours.measure
    bench.compare(
        name,
        floor=sides[0],
        ours=sides[1],
        unit=UNIT,
        at_least=at_least,
        notes=lambda: _notes(floor, ours),
    )


def _floor6(stage: Stage) -> Side:
    return Side(stage.floor, Request("/lesson6", cookie=stage.floor_cookie), count=_count(stage))


def _ours(stage: Stage, path: str) -> Side:
    return Side(stage.ours, Request(path, cookie=stage.site.cookie), count=_count(stage))


def _count(stage: Stage) -> int:
    return stage.pick(short=240, long=1200)


def against_hello(bench: Bench, stage: Stage) -> None:
    """Our lesson page against a bare Flask application that says a word."""
    hello = Side(stage.floor, Request("/hello"), count=_count(stage) * LIGHT)
    _compare(bench, "lesson page / bare hello", hello, _ours(stage, LESSON), at_least=0.08)


def lesson(bench: Bench, stage: Stage) -> None:
    """Our lesson page against ready text with a menu after six queries."""
    _compare(bench, "lesson page / floor with 6 queries", _floor6(stage), _ours(stage, LESSON), at_least=0.75)


def catalog(bench: Bench, stage: Stage) -> None:
    """The catalog of a signed-in reader; there is none for strangers, hence nothing to keep ready for them."""
    _compare(bench, "catalog, signed in / the same", _floor6(stage), _ours(stage, CATALOG))


def answer(bench: Bench, stage: Stage) -> None:
    """One answer of a quiz, saved on the disk before it is acknowledged, against a page that only reads."""
    site = stage.site
    path = f"/attempts/{site.attempt_id}/answers"
    saved = Request(path, cookie=site.cookie, form={"csrf_token": site.csrf_token, **site.answer})
    ours = Side(stage.ours, saved, count=stage.pick(short=96, long=480))
    _compare(bench, "quiz answer saved / the same", _floor6(stage), ours)
