"""The guide for authors lists every code that the checker can say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ROOT / "university" / "engines"
CODE = re.compile(r"symlink|[a-z]+(?:-[a-z0-9]+)+")
#: Words with hyphens in the same modules that are no codes: permissions, classes, encodings, an example.
OTHERS = (
    {"brand-account", "care-reply", "executive-voice", "regulated-speech"}
    | {"align-center", "align-left", "align-right", "aria-label", "gfm-like"}
    | {"utf-8", "utf-8-sig", "a-short-name"}
)


def codes_in_the_engines() -> Iterator[str]:
    paths = [path for room in ("catalog", "markup") for path in (ENGINES / room).rglob("*.py")]
    for path in paths:
        if path.name != "vocabulary.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and CODE.fullmatch(node.value)
                ):
                    yield node.value


def test_the_guide_lists_every_finding_once_and_in_order():
    guide = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
    table = guide.split("<!-- codes -->")[1].split("<!-- /codes -->")[0]

    listed = re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE)

    assert listed == sorted(set(codes_in_the_engines()) - OTHERS)
