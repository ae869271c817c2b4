"""Boxes that hold links: files to keep, and places on other sites."""

from collections.abc import Iterator
from html import escape
from math import ceil
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from markdown_it.token import Token

from university.engines.markup.links import is_safe_href, scheme_of
from university.engines.markup.parse.document import Target, TargetKind
from university.engines.markup.parse.sheet import Sheet, raw, row_of

KINDS: Final = {
    "csv": "table as CSV",
    "docx": "Word document",
    "odt": "OpenDocument text",
    "ods": "OpenDocument table",
    "pdf": "PDF",
    "pptx": "PowerPoint slides",
    "txt": "plain text",
    "xlsx": "Excel table",
}
HTTPS: Final = 443
LONE_LINK: Final = ["paragraph_open", "inline", "paragraph_close"]


def place_downloads(opening: Token, inside: list[Token], sheet: Sheet) -> None:
    """Say behind each file of a download box what one gets: its name, kind and size."""
    targets = [target for token in inside for target in _links(token)]
    if not targets or not all(target and target.kind is TargetKind.FILE for target in targets):
        message = "A download box offers files of the course folder, and something else stands in this one."
        mend = "Link only files that lie beside the lesson: [The checklist](checklist.pdf)."
        sheet.note(row_of(opening), 1, "download-shape", message, mend)
        return
    for token in inside:
        token.children = list(_with_facts(token.children)) if token.children else token.children


def place_embed(opening: Token, inside: list[Token], sheet: Sheet) -> list[Token]:
    """Say below the one link of an embed box where it leads; a script may put the place itself there."""
    host = host_embedded(inside)
    if host:
        words = f"From {host}. Nothing is asked of that site before you say so."
        return [*inside, raw(f'<p class="embed__host">{escape(words)}</p>\n')]
    message = "An embed box holds one link to another site in a line of its own, and nothing else."
    mend = (
        "Write for example [A film on alt text](https://videos.example/embed/42) between ::: embed and :::."
    )
    sheet.note(row_of(opening), 1, "embed-shape", message, mend)
    return inside


def size_in_words(size: int) -> str:
    """Say how much a file weighs, never less than it does."""
    if size <= 999_000:  # noqa: PLR2004 -- from here on it rounds up to MB
        return f"{ceil(size / 1_000)} kB"
    return f"{ceil(size / 100_000) / 10} MB"


def _links(token: Token) -> Iterator[Target | None]:
    for child in token.children or ():
        if child.type == "link_open":
            yield child.meta.get("target")


def _with_facts(children: list[Token]) -> Iterator[Token]:
    facts = ""
    for child in children:
        if child.type == "link_open":
            facts = _facts(child)
        yield child
        if child.type == "link_close":
            yield raw(facts)


def _facts(link: Token) -> str:
    target: Target = link.meta["target"]
    name = PurePosixPath(target.name).name
    kind = KINDS.get(name.rpartition(".")[2].lower(), "file")
    words = ", ".join((name, kind, size_in_words(target.size)))
    return f' <span class="download__facts">{escape(words)}</span>'


def host_embedded(inside: list[Token]) -> str:
    """Give the host, with an unusual port, that the one link in a box leads to; empty for any other box."""
    if [token.type for token in inside] != LONE_LINK:
        return ""
    children = inside[1].children or []
    links = [child for child in children if child.type == "link_open"]
    if len(links) != 1 or links[0] is not children[0] or children[-1].type != "link_close":
        return ""
    address = str(links[0].attrs["href"])
    if scheme_of(address) != "https" or not is_safe_href(address):
        return ""
    parts = urlsplit(address)
    return f"{parts.hostname}:{parts.port}" if parts.port not in {None, HTTPS} else parts.hostname or ""
