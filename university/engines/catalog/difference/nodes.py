"""Safe HTML <-> a tree of tags and words, without what only one page needs (ids, sizes, places in it)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

QUOTED: Final = r"\"[^\"]*\"|'[^']*'"
TOKEN: Final = re.compile(
    rf"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:[^<>\"']|{QUOTED})*>"
    r"|(?P<word>&#?\w+;|\w+(?:['’-]\w+)*|\s+|.)",
    re.IGNORECASE | re.DOTALL,
)
# Several lessons stand on one page of differences: ids would meet there, and their links lead nowhere.
ONE_PAGE: Final = re.compile(
    rf"\s(?:(?:id|rel|srcset|sizes|loading|tabindex|role|aria-label)=(?:{QUOTED})|href=(?:\"#[^\"]*\"|'#[^']*'))"
)
VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})
INLINE: Final = frozenset(
    {"a", "abbr", "audio", "br", "code", "del", "em", "img", "ins", "s", "source", "span", "strong", "sub"}
    | {"sup", "track", "video", "wbr"}
)


@dataclass(frozen=True, eq=False)
class Element:
    """A tag with what is in it; ``html`` is all of it, and tells two of them apart."""

    opening: str
    name: str
    children: "tuple[Node, ...]"
    html: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "html", f"{self.opening}{to_html(self.children)}{self.closing}")

    @property
    def closing(self) -> str:
        """The end tag; a void element has none."""
        return "" if self.name in VOID else f"</{self.name}>"

    @property
    def is_block(self) -> bool:
        """Whether it stands on lines of its own."""
        return self.name not in INLINE


Node = str | Element


def html_of(node: Node) -> str:
    """Give one node as HTML."""
    return node if isinstance(node, str) else node.html


def to_html(nodes: Iterable[Node]) -> str:
    """Give nodes as HTML."""
    return "".join(map(html_of, nodes))


def is_block(node: Node) -> bool:
    """Say whether a node stands on lines of its own."""
    return isinstance(node, Element) and node.is_block


def words_of(nodes: Iterable[Node]) -> Iterator[str]:
    """Give the words in nodes, at any depth, without blanks and tags."""
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Element):
            waiting.extend(node.children[::-1])
        elif not node.isspace():
            yield node


def read(html: str) -> tuple[Node, ...]:
    """Read a cleaned text; end tags that are missing or too many do no harm."""
    shelf: list[list[Node]] = [[]]
    open_tags: list[tuple[str, str]] = []
    for token in TOKEN.finditer(html):
        name = (token["name"] or "").lower()
        if not name:
            shelf[-1].append(token["word"])
        elif token["end"]:
            if name in (open_name for open_name, _ in open_tags):
                while open_tags and _close(shelf, open_tags) != name:
                    pass
        elif name in VOID:
            shelf[-1].append(Element(ONE_PAGE.sub("", token[0]), name, ()))
        else:
            open_tags.append((name, ONE_PAGE.sub("", token[0])))
            shelf.append([])
    while open_tags:
        _close(shelf, open_tags)
    return _tidy(shelf[0])


def _close(shelf: list[list[Node]], open_tags: list[tuple[str, str]]) -> str:
    name, opening = open_tags.pop()
    element = Element(opening, name, _tidy(shelf.pop()))
    shelf[-1].append(element)
    return name


def _tidy(nodes: list[Node]) -> tuple[Node, ...]:
    """Leave out the blanks beside blocks: nobody sees them."""
    kept = []
    for place, node in enumerate(nodes):
        around = [*nodes[max(0, place - 1) : place], *nodes[place + 1 : place + 2]]
        if isinstance(node, str) and node.isspace() and any(map(is_block, around)):
            continue
        kept.append(node)
    return tuple(kept)
