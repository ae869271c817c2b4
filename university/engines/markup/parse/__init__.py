"""Text -> document: the only package that knows the Markdown parser."""

from markdown_it.token import Token

from university.engines.markup.parse import boxes, headings, limits, references, tasks
from university.engines.markup.parse.document import Document, Flaw, Heading, Part, Resolve
from university.engines.markup.parse.parser import parser
from university.engines.markup.parse.sheet import Sheet, end_of, row_of


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
    parts = tuple(_part(group, env, first_line) for group in _groups(_placed(tokens, sheet)))
    return Document(parts=parts, flaws=tuple(sorted(set(sheet.flaws))))


def _placed(tokens: list[Token], sheet: Sheet) -> list[Token]:
    headings.place(tokens, sheet)
    tokens = references.place(tokens, sheet)
    references.check_fragments(tokens, sheet)
    tasks.place(tokens)
    return boxes.place(tokens, sheet)


def _groups(tokens: list[Token]) -> list[list[Token]]:
    """Split the run of tokens into top-level blocks; what draws a box counts with its inside."""
    groups, start = [], 0
    while start < len(tokens):
        end = end_of(tokens, start)
        groups.append(tokens[start : end + 1])
        start = end + 1
    return groups


def _part(group: list[Token], env: dict[str, object], first_line: int) -> Part:
    html = parser().renderer.render(group, parser().options, env)
    heading = _heading(group, env) if group[0].type == "heading_open" else None
    rows = [row_of(token) for token in group if token.map]
    return Part(
        html=html,
        line=min(rows, default=0) + first_line,
        heading=heading,
        tasks=tasks.read(parser(), group, env, first_line),
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
    )


__all__ = ["Document", "Flaw", "Part", "parse"]
