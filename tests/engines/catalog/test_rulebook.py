"""Every rule of the checker finds what its bad example shows, and nothing in its good example."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.factories import lay
from university.engines.catalog import check, judge, read_catalog
from university.engines.catalog.rulebook import CHAPTERS, RULES
from university.engines.catalog.rulebook.rule import Tell

TODAY = date(2026, 11, 22)
HOSTS = frozenset({"videos.example"})
ENGINES = Path(__file__).resolve().parents[3] / "university" / "engines"
#: Put together while running: the kind of recording, and which of two lengths.
SAID_OTHERWISE = {f"{kind}-without-transcript" for kind in ("film", "sound")} | {
    f"right-{length}" for length in ("longest", "shortest")
}
#: Look like codes, and are none.
NO_CODES = {"gfm-like", "utf-8", "markdown-it-py", "mdit-py-plugins", "linkify-it-py"} | {
    "brand-account",
    "care-reply",
    "executive-voice",
    "regulated-speech",
}
CODE = re.compile(r"symlink|[a-z]+(?:-[a-z0-9]+)+")

LAID = [rule for rule in RULES.values() if not isinstance(rule.bad.steps[0], Tell)]
each_rule = pytest.mark.parametrize("rule", LAID, ids=[rule.code for rule in LAID])


def findings_in(example, rule, root):
    """All that is found in an example; a rule about changes is asked after the smallest catalog."""
    lay.lay(example, root / "after")
    if rule not in CHAPTERS["Changes since the live version"]:
        return check(root / "after", today=TODAY, embed_hosts=HOSTS)
    lay.lay_minimal(root / "before")
    before, after = (read_catalog(root / name).catalog.courses["smu-110"] for name in ("before", "after"))
    return list(filter(None, [judge(before, after)]))


@each_rule
def test_a_bad_example_gives_its_code_at_its_line(rule, tmp_path):
    found = findings_in(rule.bad, rule, tmp_path)

    assert {finding.code for finding in found} == {rule.code}
    assert (rule.path, rule.line) in {(finding.path, finding.line) for finding in found}
    assert {finding.severity for finding in found} == {rule.severity}


@each_rule
def test_a_good_example_gives_nothing(rule, tmp_path):
    assert [str(finding) for finding in findings_in(rule.good, rule, tmp_path)] == []


def test_a_rule_says_in_a_sentence_what_is_wrong():
    sentence = re.compile(r"[A-Z`].{1,100}[\w`.)]\.")

    assert [rule.says for rule in RULES.values() if not sentence.fullmatch(rule.says)] == []


def codes_in(path: Path) -> Iterator[str]:
    """What looks like a code and is followed by words, as in a call of `note`; known codes anywhere."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        row = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else ()
        named = (
            [key.value for key in node.keywords if key.arg == "code"] if isinstance(node, ast.Call) else []
        )
        for part in [*row[:-1], *named]:
            if isinstance(part, ast.Constant) and CODE.fullmatch(str(part.value)):
                yield str(part.value)
        if isinstance(node, ast.Constant) and node.value in RULES:
            yield str(node.value)


def said_in_the_engines() -> set[str]:
    paths = [path for room in ("catalog", "markup") for path in (ENGINES / room).rglob("*.py")]
    found = {code for path in paths if "rulebook" not in path.parts for code in codes_in(path)}
    return (found | SAID_OTHERWISE) - NO_CODES


def test_every_code_that_is_said_has_its_rule_and_every_rule_is_said():
    assert sorted(said_in_the_engines()) == sorted(RULES)
