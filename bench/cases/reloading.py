"""Many generated courses: reading them cold against the parser and both sanitizers, and one changed lesson."""

import time
from datetime import UTC, datetime
from pathlib import Path

from bench import folders
from bench.cases.rendering import bare, body
from bench.compare import Bench
from bench.processes import cpu_ms
from bench.stage import Stage
from university.base.actor import COMMAND
from university.courses.queries import get_catalog
from university.engines.catalog import read_catalog
from university.studio import services
from university.studio.services import Memory
from university.web.db import db, transaction

GOAL_MS = 100.0
SETTLED = 2.1


def read_cold(bench: Bench, stage: Stage) -> None:
    """Every lesson is parsed, sanitized, checked and packed, as at the first start of all."""
    root = stage.folder / "cold"
    paths = folders.make(root, courses=stage.pick(short=2, long=4), lessons=50)
    texts = [body(path) for path in root.glob("courses/*/*.md")]
    bench.compare(
        "many lessons cold / parse + sanitize",
        floor=lambda: cpu_ms(lambda: bare(texts)),
        ours=lambda: cpu_ms(lambda: _is_sound(root)),
        unit="CPU ms",
        at_most=1.2,
        notes=lambda: {"lessons": len(paths), "kB": sum(map(len, texts)) // 1000},
    )


def change_one(bench: Bench, stage: Stage) -> None:
    """One lesson of many is edited and loaded: what the worker does, and the first page after it.

    Warm, as somebody writes: the same lesson again and again. Cold: after a pause another course changes,
    of which nothing is at hand.
    """
    assert stage.site
    root, memory = stage.folder / "grid", Memory()
    courses, lessons = stage.pick(short=40, long=200), stage.pick(short=10, long=50)
    paths = folders.make(root, courses=courses, lessons=lessons)
    time.sleep(SETTLED)
    first = cpu_ms(lambda: _load(root, memory, changed=courses))
    middles = iter(paths[lessons // 2 :: lessons])
    written = next(middles)

    def edit_and_load(path: Path) -> float:
        path.write_text(path.read_text() + "\nAnd one word.\n")
        return cpu_ms(lambda: _load(root, memory, changed=1))

    def pause_and_load() -> float:
        # What was touched within two seconds is read again: without a pause two courses would be measured.
        time.sleep(SETTLED)
        return edit_and_load(next(middles))

    def notes() -> dict[str, object]:
        return {"courses": courses, "lessons": len(paths), "first load CPU s": round(first / 1000, 1)}

    bench.compare(
        "one lesson changed / 100 CPU ms",
        floor=lambda: GOAL_MS,
        ours=lambda: edit_and_load(written),
        unit="CPU ms",
        at_most=1.0,
        notes=notes,
    )
    bench.compare(
        "the same in another course, cold",
        floor=lambda: GOAL_MS,
        ours=pause_and_load,
        unit="CPU ms",
        notes=notes,
    )


def _is_sound(root: Path) -> None:
    assert not read_catalog(root).findings


def _load(root: Path, memory: Memory, *, changed: int) -> None:
    found = services.read_changes(db.session(), root, memory)
    with transaction() as session:
        report = services.load_content(session, found, by=COMMAND, now=datetime.now(UTC))
    assert len(report.live) == changed, report.findings
    get_catalog(db.session())
