"""Reading all of content/ cold, against the bare parser and both sanitizers on the same text."""

from pathlib import Path

import nh3
from bleach.sanitizer import Cleaner
from markdown_it import MarkdownIt

from bench.compare import Bench
from bench.processes import cpu_ms
from bench.stage import Stage
from university.base import resources
from university.engines.catalog.load import read_catalog
from university.engines.markup.vocabulary import ATTRIBUTES, TAGS

NAMES = {tag: set(names) for tag, names in ATTRIBUTES.items()}


def read_content(bench: Bench, stage: Stage) -> None:
    """Front matter, links, questions, boxes, digests and archives, over what no reader of Markdown can save."""
    folder = resources.folder("content")
    texts = [
        body(path)
        for room in ("courses", "certifications", "policies", "tips")
        for path in folder.glob(f"{room}/**/*.md")
    ]
    times = stage.pick(short=1, long=3)
    bench.compare(
        "reading content / parse + sanitize",
        floor=lambda: cpu_ms(lambda: bare(texts), times),
        ours=lambda: cpu_ms(lambda: _ours(folder), times),
        unit="CPU ms",
        at_most=1.2,
        notes=lambda: {"files": len(texts), "kB": sum(map(len, texts)) // 1000},
    )


def body(path: Path) -> str:
    """The Markdown of a file, without its keys."""
    return path.read_text(encoding="utf-8").split("\n---\n", maxsplit=1)[-1]


def bare(texts: list[str]) -> None:
    """The least that a reader of Markdown can do: parse and sanitize twice."""
    parser = MarkdownIt("gfm-like", {"html": False, "linkify": True, "typographer": False})
    second = Cleaner(tags=TAGS, attributes=NAMES, strip=True)
    for text in texts:
        assert second.clean(nh3.clean(parser.render(text), tags=set(TAGS), attributes=NAMES, link_rel=None))


def _ours(folder: Path) -> None:
    assert not read_catalog(folder).findings
