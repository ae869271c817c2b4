"""A marked text -> the text before or the text after, as HTML or as plain lines for a terminal."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from university.engines.catalog.difference.marks import CLASS_OF, DEL, INS
from university.engines.catalog.difference.nodes import Element, Node, is_block, read, to_html

ALT: Final = re.compile(r"\salt=(?:\"([^\"]*)\"|'([^']*)')")
BLANKS: Final = re.compile(r"\s+")


def after(text: str) -> str:
    """Take over every change."""
    return to_html(_one_side(read(text), keep=INS, drop=DEL))


def before(text: str) -> str:
    """Take back every change."""
    return to_html(_one_side(read(text), keep=DEL, drop=INS))


def _one_side(nodes: Iterable[Node], *, keep: str, drop: str) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.name == keep:
            yield from node.children
        elif node.name != drop and not _has_class(node, CLASS_OF[drop]):
            children = tuple(_one_side(node.children, keep=keep, drop=drop))
            yield Element(_without_class(node.opening, CLASS_OF[keep]), node.name, children)


def _has_class(element: Element, name: str) -> bool:
    return re.search(rf'\sclass="{name}[ "]', element.opening) is not None


def _without_class(opening: str, name: str) -> str:
    return opening.replace(f' class="{name}"', "", 1).replace(f' class="{name} ', ' class="', 1)


def plain(text: str) -> list[str]:
    """Give a text as a reader sees it, one line for each block; a picture is its words in brackets."""
    lines = "".join(_plain(read(text))).split("\n")
    tidy = (BLANKS.sub(" ", html.unescape(line)).strip() for line in lines)
    return [line for line in tidy if line]


def _plain(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield BLANKS.sub(" ", node)
        elif node.name == "img":
            yield f"[picture: {_words_of_picture(node)}]"
        elif node.name == "br":
            yield "\n"
        else:
            around = " | " if node.name in {"td", "th"} else "\n" if is_block(node) else ""
            yield around if around == "\n" else ""
            yield from _plain(node.children)
            yield around


def _words_of_picture(element: Element) -> str:
    found = ALT.search(element.opening)
    return (found[1] or found[2] or "") if found else ""
