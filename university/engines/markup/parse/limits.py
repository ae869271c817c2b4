"""Bounds that hold before and after parsing, so that no text can keep the machine busy."""

from collections.abc import Iterable
from typing import Final

from markdown_it.token import Token

from university.engines.markup.parse.document import Flaw

TEXT_LIMIT: Final = 200_000
DEPTH_LIMIT: Final = 40
COLUMN_LIMIT: Final = 40
PIECE_LIMIT: Final = 20_000


def too_long(text: str, line: int) -> Flaw | None:
    """Refuse a text that no lesson needs to be as long as."""
    if len(text.encode("utf-8", "replace")) <= TEXT_LIMIT:
        return None
    return Flaw(
        line=line,
        column=1,
        code="text-too-long",
        message=f"The text is longer than {TEXT_LIMIT // 1000} kB.",
        mend="Split it into several files; a lesson takes 3 to 7 minutes to read.",
    )


def beyond(tokens: list[Token], line: int) -> Flaw | None:
    """Give the first bound that a parsed text breaks."""
    return too_full(tokens, line) or too_deep(tokens, line) or too_wide(tokens, line) or tangled(tokens, line)


def tangled(tokens: list[Token], line: int) -> Flaw | None:
    """Refuse footnotes inside footnotes: the parser lets go of what stands around the inner one."""
    opened: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            opened.append(token.type.removesuffix("_open"))
        elif token.nesting == -1 and (not opened or opened.pop() != token.type.removesuffix("_close")):
            return _tangled_at(line)
    return _tangled_at(line) if opened else None


def _tangled_at(line: int) -> Flaw:
    return Flaw(
        line=line,
        column=1,
        code="footnote-nested",
        message="The text of a footnote stands inside that of another footnote.",
        mend="Start each footnote text at the beginning of a line of its own, after an empty line.",
    )


def too_full(tokens: list[Token], line: int) -> Flaw | None:
    """Refuse more paragraphs, cells, links and words in bold than the sanitizers do in a second or two."""
    if len(tokens) + sum(len(token.children or ()) for token in tokens) <= PIECE_LIMIT:
        return None
    return Flaw(
        line=line,
        column=1,
        code="text-too-full",
        message=f"The text holds more than {PIECE_LIMIT:,} pieces (lines, cells, links and the like).",
        mend="Split it into several files.",
    )


def too_deep(tokens: list[Token], line: int) -> Flaw | None:
    """Refuse boxes, lists, quotes or emphasis nested deeper than a person can follow."""
    if _depth(tokens) <= DEPTH_LIMIT:
        return None
    return Flaw(
        line=line,
        column=1,
        code="text-too-deep",
        message=f"Lists, quotes or emphasis are nested more than {DEPTH_LIMIT} levels deep.",
        mend="Keep lists and quotes to two or three levels.",
    )


def too_wide(tokens: list[Token], line: int) -> Flaw | None:
    """Refuse a table with more columns than a page can show."""
    width = 0
    for token in tokens:
        width = width + 1 if token.type == "th_open" else 0 if token.type == "tr_open" else width
        if width > COLUMN_LIMIT:
            return Flaw(
                line=line + (token.map[0] if token.map else 0),
                column=1,
                code="table-too-wide",
                message=f"A table has more than {COLUMN_LIMIT} columns.",
                mend="Show fewer columns, or split the table.",
            )
    return None


def _depth(tokens: Iterable[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        depth += token.nesting
        inner = _depth(token.children) if token.children else 0
        deepest = max(deepest, depth + inner)
    return deepest
