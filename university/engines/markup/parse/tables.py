"""Tables that a question reads row by row."""

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from university.engines.markup.parse.document import Row
from university.engines.markup.parse.sheet import Sheet, row_of

BAR: Final = re.compile(r"(?<!\\)\|")


def read(parser: MarkdownIt, group: list[Token], env: dict[str, object], sheet: Sheet) -> tuple[Row, ...]:
    """Read the rows below the head of a top-level table; what is no table has none."""
    if group[0].type != "table_open":
        return ()
    starts = [spot for spot, token in enumerate(group) if token.type == "tr_open"]
    ends = [*starts[1:], len(group)]
    return tuple(
        _row(parser, group[start:end], env, sheet) for start, end in zip(starts, ends, strict=True) if start
    )[1:]


def _row(parser: MarkdownIt, tokens: list[Token], env: dict[str, object], sheet: Sheet) -> Row:
    row = row_of(tokens[0])
    cells = (
        str(parser.renderer.render([token], parser.options, env))
        for token in tokens
        if token.type == "inline"
    )
    return Row(cells=tuple(cells), written=_written(sheet.lines[row]), line=row + sheet.first_line)


def _written(line: str) -> int:
    """Count the cells that stand in a line: the parser drops what goes beyond the head without a word."""
    return len(BAR.split(line.strip().removeprefix("|").removesuffix("|")))
