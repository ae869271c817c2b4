"""The page about what users of other systems ask for names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "field-answers.md").read_text(encoding="utf-8")
PROOF = re.compile(r"`(tests/[\w./-]+\.py)` ((?:`test_\w+`(?:, )?)+)")


def rows(heading: str) -> list[str]:
    """The rows of the table under a heading, without its head."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| ")][1:]


def test_every_answer_about_learning_is_proven_by_tests_that_exist():
    named = [
        (row[:60], file, name.strip("`"))
        for row in rows("Learning")
        for file, names in PROOF.findall(row)
        for name in names.split(", ")
    ]

    assert {row for row, _, _ in named} == {row[:60] for row in rows("Learning")}
    assert [
        (row, name)
        for row, file, name in named
        if not (ROOT / file).exists() or f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ] == []
