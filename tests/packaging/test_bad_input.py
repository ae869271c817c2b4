"""The page about bad input names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROOF = re.compile(r"`(tests/[\w./-]+\.py)` `(test_\w+)`")


def test_every_row_is_proven_by_tests_that_exist():
    rows = [
        line
        for line in (ROOT / "docs" / "bad-input.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith("| input")
    ]

    named = [PROOF.findall(row) for row in rows]

    assert all(named)
    assert [
        (file, name)
        for row in named
        for file, name in row
        if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ] == []
