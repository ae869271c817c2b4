"""Text -> document: the only package that knows the Markdown parser."""

from collections.abc import Iterator

from markdown_it.token import Token

from university.engines.markup.parse import (
    abbreviations,
    boxes,
    headings,
    limits,
    media,
    references,
    tables,
    tasks,
)
from university.engines.markup.parse.document import Document, Flaw, Heading, Part, Resolve
from university.engines.markup.parse.parser import parser
from university.engines.markup.parse.sheet import Sheet, end_of


def parse(text: str, *, first_line: int = 1, resolve: Resolve = references.leave_as_is) -> Document:
    """Parse a text into its top-level parts, with everything in it that its author must mend.

    ``first_line`` is the line of the file the text starts at; ``resolve`` says where the links and
    pictures lead. Never raises: a text beyond the bounds comes back empty, with the flaw that says so.
    """
    if flaw := limits.too_long(text, first_line):
        return Document(flaws=(flaw,))
    sheet = Sheet(lines=text.splitlines(), first_line=first_line, resolve=resolve)
    env: dict[str, object] = {"sheet": sheet}
    tokens = parser().parse(text, env)
    if flaw := limits.beyond(tokens, first_line):
        return Document(flaws=(flaw,))
    parts = tuple(_parts(_groups(_placed(tokens, sheet)), env, sheet))
    return Document(parts=parts, flaws=tuple(sorted(set(sheet.flaws))))


def _placed(tokens: list[Token], sheet: Sheet) -> list[Token]:
    headings.place(tokens, sheet)
    references.place(tokens, sheet)
    tokens = media.place(tokens, sheet)
    references.check_fragments(tokens, sheet)
    tasks.place(tokens)
    tokens = boxes.place(tokens, sheet)
    abbreviations.place(tokens, sheet)
    return tokens


def _groups(tokens: list[Token]) -> list[list[Token]]:
    """Split the run of tokens into top-level blocks; what draws a box counts with its inside."""
    groups, start = [], 0
    while start < len(tokens):
        end = end_of(tokens, start)
        groups.append(tokens[start : end + 1])
        start = end + 1
    return groups


def _parts(groups: list[list[Token]], env: dict[str, object], sheet: Sheet) -> Iterator[Part]:
    """Give each block as a part; the kind that a `##` heading names says what to read in its section."""
    kind = ""
    for group in groups:
        heading = _heading(group, env) if group[0].type == "heading_open" else None
        if heading and heading.level <= headings.QUESTION_LEVEL:
            kind = heading.values.get("kind", "")
        yield _part(group, heading, kind, env, sheet)


def _part(
    group: list[Token], heading: Heading | None, kind: str, env: dict[str, object], sheet: Sheet
) -> Part:
    markdown = parser()
    row = min((token.map[0] for token in group if token.map), default=0)
    is_drill = kind == "drill"
    return Part(
        html=markdown.renderer.render(group, markdown.options, env),
        line=row + sheet.first_line,
        heading=heading,
        tasks=tasks.read(markdown, group, env, sheet.first_line, is_drill=is_drill),
        items=tasks.read_items(markdown, group, env, sheet.first_line) if kind == "order" else (),
        rows=tables.read(markdown, group, env, sheet) if kind == "match" else (),
        is_footnotes=group[0].type == "footnote_block_open",
    )


def _heading(group: list[Token], env: dict[str, object]) -> Heading:
    opening, inline = group[0], group[1]
    return Heading(
        level=int(opening.tag[1]),
        text=headings.plain_text(inline),
        html=parser().renderer.render([inline], parser().options, env),
        anchor=str(opening.meta["anchor"]),
        id=opening.meta.get("id", ""),
        values=opening.meta.get("values", {}),
        is_repeated=opening.meta["is_repeated"],
    )


__all__ = ["Document", "Flaw", "Part", "parse"]
