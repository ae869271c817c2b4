"""`python -m bench`: run every comparison, print the table, and keep it as JSON.

The exit code says whether everything was measured, never how fast it was: a goal that is missed is
printed as missed, and a machine may be slow.
"""

import json
import os
import platform
import sqlite3
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from bench.cases import CASES
from bench.compare import Bench
from bench.stage import Stage

RESULTS = Path(__file__).parent / "results"
PACKAGES = (
    "flask",
    "werkzeug",
    "jinja2",
    "sqlalchemy",
    "granian",
    "weasyprint",
    "markdown-it-py",
    "nh3",
    "bleach",
)


@click.command()
@click.option(
    "--short", "is_short", is_flag=True, help="Little time: does it run, and roughly where do we stand."
)
@click.option("--json", "file", type=click.Path(path_type=Path), help="Where to keep the figures.")
@click.option(
    "--only", "names", multiple=True, type=click.Choice(list(CASES)), help="Only this one; may be repeated."
)
def main(*, is_short: bool, file: Path | None, names: tuple[str, ...]) -> None:
    """Measure the floor and ours in turn, and print how they compare."""
    began, bench = time.monotonic(), Bench(rounds=3 if is_short else 5)
    facts = machine()
    print(", ".join(f"{name} {value}" for name, value in facts.items() if isinstance(value, str | int)))
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        Stage(Path(folder), is_short=is_short) as stage,
    ):
        for name in names or CASES:
            CASES[name](bench, stage)
    took = time.monotonic() - began
    missed = [result.name for result in bench.results if result.is_met is False]
    print(f"{len(bench.results)} measured in {took:.0f} s, {len(missed)} not met.")
    keep(file or RESULTS / f"{time.strftime('%Y-%m-%d')}.json", bench, facts | {"is_short": is_short})


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "cores": os.cpu_count() or 1,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "packages": {name: version(name) for name in PACKAGES},
    }


def keep(path: Path, bench: Bench, facts: dict[str, Any]) -> None:
    """Write the figures for a machine to read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = {"machine": facts, "results": [result.as_json() for result in bench.results]}
    path.write_text(json.dumps(whole, indent=2, default=str) + "\n", encoding="utf-8")
    print(f"Kept in {path}")


if __name__ == "__main__":
    main()
