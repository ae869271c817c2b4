"""Reads the tests that a page of the documentation names as proof, and finds those that do not exist."""

import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: A file, and the tests in it: `tests/a/test_b.py` `test_c`, `test_d`.
PROOF = re.compile(r"`(tests/[\w./-]+\.py)` ((?:`test_\w+`(?:, )?)+)")


def table(page: str, heading: str = "") -> list[str]:
    """The rows of the first table of a page, or of the one under a heading, without its head."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0] if heading else text
    return [line for line in section.splitlines() if line.startswith("| ")][1:]


def list_unproven(rows: Iterable[str]) -> list[str]:
    """The rows that name no test, and each test that is named and does not exist."""
    return [fault for row in rows for fault in (_missing(row) if PROOF.search(row) else [row])]


def _missing(row: str) -> list[str]:
    return [
        f"{file} {name}"
        for file, names in PROOF.findall(row)
        for name in re.findall(r"test_\w+", names)
        if f"def {name}(" not in _read(ROOT / file)
    ]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
