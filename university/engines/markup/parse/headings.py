"""Headings: ids and values in braces, anchors made from the words, levels in order."""

import re
import unicodedata
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from university.engines.markup.parse.sheet import Sheet, row_of

BRACES: Final = re.compile(r"[ \t]*\{([^{}]*)\}[ \t]*$")
NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ANCHOR_LIMIT: Final = 80
QUESTION_LEVEL: Final = 2
#: What these values may hold is for the reader of questions to judge, who knows better words for it.
FREE: Final = frozenset({"tags", "pass"})


def install(parser: MarkdownIt) -> None:
    """Take the braces off headings before their words are read."""
    parser.core.ruler.after("block", "heading_values", _take_values)


def anchor_of(text: str) -> str:
    """Make an anchor from words: lower case, hyphens, letters of any script kept."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "-", plain)[:ANCHOR_LIMIT].strip("-") or "part"


def place(tokens: list[Token], sheet: Sheet) -> None:
    """Give each heading its anchor, unique on the page, and check the levels."""
    level = 1
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        level = _check_level(opening, level, sheet)
        wanted = opening.meta.get("id") or anchor_of(plain_text(inline))
        anchor = _unique(wanted, sheet.anchors)
        opening.meta |= {"anchor": f"section-{anchor}", "is_repeated": anchor != wanted}
        opening.attrs = {"id": opening.meta["anchor"]}


def plain_text(inline: Token) -> str:
    """Give the words of a run of inline tokens, without their marks."""
    words = (
        plain_text(child) if child.type == "image" else " " if "break" in child.type else child.content
        for child in inline.children or ()
        if child.type not in {"footnote_ref", "footnote_anchor", "raw"}
    )
    return " ".join("".join(words).split())


def _take_values(state: StateCore) -> None:
    for opening, inline in pairwise(state.tokens):
        if opening.type != "heading_open" or not (found := BRACES.search(inline.content)):
            continue
        identifier, values, wrong = _read(found[1])
        if wrong:
            state.env["sheet"].note(
                row_of(opening),
                1,
                "heading-braces",
                f"The braces at the end of this heading hold {wrong!r}, which is neither an id nor a value.",
                "Write them as {#live-from-the-shop} or {#live-from-the-shop lesson=put-it-in-the-post}.",
            )
        elif values and int(opening.tag[1]) > QUESTION_LEVEL:
            state.env["sheet"].note(
                row_of(opening),
                1,
                "heading-braces",
                "The braces of this heading hold values, which make a question, but a question starts with ##.",
                "Start it with ##, or leave only an id such as {#live-from-the-shop} in the braces.",
            )
        inline.content = inline.content[: found.start()]
        opening.meta |= {"id": identifier, "values": values}


def _read(braces: str) -> tuple[str, dict[str, str], str]:
    identifier, values, wrong = "", {}, "" if braces.split() else "nothing"
    for word in braces.split():
        key, equals, value = word.partition("=")
        if word.startswith("#") and not identifier and NAME.fullmatch(word[1:]):
            identifier = word[1:]
        elif equals and key not in values and _may_stand(key, value):
            values[key] = value
        else:
            wrong = wrong or word
    return identifier, values, wrong


def _may_stand(key: str, value: str) -> bool:
    return key in FREE or (NAME.fullmatch(key) is not None and NAME.fullmatch(value) is not None)


def _check_level(opening: Token, before: int, sheet: Sheet) -> int:
    level = int(opening.tag[1])
    if level == 1:
        message = "This heading has one #, but the page already prints the title as its first heading."
        sheet.note(row_of(opening), 1, "heading-level", message, "Start it with ## instead.")
    elif level > before + 1:
        message = f"This heading jumps from level {before} to level {level}."
        sheet.note(
            row_of(opening), 1, "heading-level", message, f"Start it with {'#' * (before + 1)} instead."
        )
    opening.tag = f"h{max(level, 2)}"
    return max(level, 2)


def _unique(anchor: str, taken: set[str]) -> str:
    number, candidate = 1, anchor
    while candidate in taken:
        number += 1
        candidate = f"{anchor}-{number}"
    taken.add(candidate)
    return candidate
