"""Text -> its words as a reader meets them: paragraphs, items, headings, each with its line, no HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from markdown_it.token import Token

from university.engines.markup.parse.headings import QUESTION_LEVEL
from university.engines.markup.parse.offers import host_embedded
from university.engines.markup.parse.parser import parser
from university.engines.markup.parse.references import leave_as_is
from university.engines.markup.parse.sheet import Sheet, end_of, row_of

BOX: Final = re.compile(r"\[[ xX]\][ \t]*")
CODE: Final = frozenset({"fence", "code_block"})
UNSPOKEN: Final = frozenset({"footnote_ref", "footnote_anchor", "image"})


class PassageKind(StrEnum):
    """Where some words stand."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    OPTION = "option"
    FEEDBACK = "feedback"
    CELL = "cell"
    POST = "post"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Some words that belong together; a line break of the source is one here, so lines can be counted."""

    kind: PassageKind
    text: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture in a text: its words for people who cannot see it, and its address."""

    alt: str
    address: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Embedded:
    """A place on another site that a text offers: its host, and the line of its box."""

    host: str
    line: int


def read_passages(text: str, *, first_line: int = 1) -> tuple[Passage, ...]:
    """Give the words of a text in the order of reading; code and pictures have none."""
    return tuple(_passages(_tokens(text, first_line), first_line))


def read_pictures(text: str, *, first_line: int = 1) -> tuple[Shown, ...]:
    """Give the pictures of a text, each with its line."""
    return tuple(
        Shown(alt=child.content, address=str(child.attrs.get("src", "")), line=row + first_line)
        for token in _tokens(text, first_line)
        for row, child in _children(token)
        if child.type == "image"
    )


def read_embeds(text: str, *, first_line: int = 1) -> tuple[Embedded, ...]:
    """Give the places on other sites that a text offers, in the order of reading."""
    tokens = _tokens(text, first_line)
    return tuple(
        Embedded(
            host=host_embedded(tokens[place + 1 : end_of(tokens, place)]), line=row_of(token) + first_line
        )
        for place, token in enumerate(tokens)
        if token.type == "container_box_open" and token.info.split()[0] == "embed"
    )


def code_lines(text: str, *, first_line: int = 1) -> frozenset[int]:
    """Give the lines of a text that are code, where every blank counts."""
    return frozenset(
        row + first_line
        for token in _tokens(text, first_line)
        if token.type in CODE and token.map
        for row in range(*token.map)
    )


def _tokens(text: str, first_line: int) -> list[Token]:
    sheet = Sheet(lines=text.splitlines(), first_line=first_line, resolve=leave_as_is)
    return parser().parse(text, {"sheet": sheet})


def _passages(tokens: list[Token], first_line: int) -> Iterator[Passage]:
    opened: list[str] = []
    asks_for_order = False
    for token in tokens:
        if token.nesting == 1:
            opened.append(token.info.split()[0] if token.type == "container_box_open" else token.type)
        elif token.nesting == -1 and opened:  # a footnote inside another leaves ends without a beginning
            opened.pop()
        if token.type == "heading_open" and int(token.tag[1]) <= QUESTION_LEVEL:
            asks_for_order = token.meta.get("values", {}).get("kind") == "order"
        elif token.type == "inline":
            kind, words, line = _kind(opened), _words(token), row_of(token) + first_line
            is_task = kind is PassageKind.ITEM and BOX.match(words)
            is_step = kind is PassageKind.ITEM and asks_for_order and "ordered_list_open" in opened
            yield from _split(words, line) if is_task or is_step else _whole(kind, words, line)


def _kind(opened: list[str]) -> PassageKind:
    if "posts" in opened:
        return PassageKind.POST
    if "heading_open" in opened:
        return PassageKind.HEADING
    if "table_open" in opened:
        return PassageKind.CELL
    return PassageKind.ITEM if "list_item_open" in opened else PassageKind.PARAGRAPH


def _whole(kind: PassageKind, words: str, line: int) -> Iterator[Passage]:
    if words.strip():
        yield Passage(kind=kind, text=words, line=line)


def _split(words: str, line: int) -> Iterator[Passage]:
    """Split an option from the feedback on the lines below it."""
    option, _, feedback = BOX.sub("", words, count=1).partition("\n")
    yield from _whole(PassageKind.OPTION, option, line)
    yield from _whole(PassageKind.FEEDBACK, feedback, line + 1)


def _words(inline: Token) -> str:
    return "".join(
        "\n" if "break" in child.type else child.content
        for child in inline.children or ()
        if child.type not in UNSPOKEN
    )


def _children(token: Token) -> Iterator[tuple[int, Token]]:
    row = row_of(token)
    for child in token.children or ():
        row += child.type in {"softbreak", "hardbreak"}
        yield row, child
