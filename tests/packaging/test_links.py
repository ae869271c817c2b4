"""Links between our pages lead somewhere, and the files they name exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
#: A path of the tree in quotes; one that a reader would make is called new right before it.
NAMED = re.compile(
    r"(\bnew )?`((?:university|templates|tests|tools|bench|docs|content|requirements)/[\w./-]*)`"
)

#: A name said to stand in a file: "`JOBS` in `university/app.py`", "`enter` of …", "`A` and `B` in …".
WITHIN = re.compile(r"`(\w+)`(?: and `(\w+)`)? (?:in|of) `(university/[\w/]+\.py)`")


def anchors(page: Path) -> set[str]:
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def dead_links(page: Path) -> list[str]:
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    return [link for link in LINK.findall(text) if not leads_somewhere(page, link)]


def leads_somewhere(page: Path, link: str) -> bool:
    if re.match(r"(https?|mailto):", link):
        return True
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_on_a_page_leads_somewhere(page):
    assert dead_links(page) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_on_a_page_exists_or_is_called_new(page):
    named = NAMED.findall(page.read_text(encoding="utf-8"))

    assert [path for is_new, path in named if not is_new and not (ROOT / path).exists()] == []
    assert [path for is_new, path in named if is_new and (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_name_on_a_page_stands_in_the_file_that_is_named_with_it(page):
    said = WITHIN.findall(page.read_text(encoding="utf-8"))
    claims = [(name, path) for *names, path in said for name in names if name]

    assert [claim for claim in claims if not stands_in(*claim)] == []


def stands_in(name: str, path: str) -> bool:
    return re.search(rf"\b{name}\b", (ROOT / path).read_text(encoding="utf-8")) is not None
