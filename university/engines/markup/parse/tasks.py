"""Lists that a question reads: boxes become options, and a checklist otherwise; numbers keep an order."""

import re
from typing import Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from university.engines.markup.parse.document import Task
from university.engines.markup.parse.sheet import end_of, row_of

BOX: Final = re.compile(r"\[([ xX])\](?:[ \t]+|$)")


def place(tokens: list[Token]) -> None:
    """Mark each list item that starts with a box, and take the box off its words."""
    lists: list[Token] = []
    for spot, token in enumerate(tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(token)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open" and (box := _take_box(tokens, spot)):
            token.meta["is_checked"] = box != " "
            token.attrs["class"] = "checklist__open" if box == " " else "checklist__done"
            lists[-1].attrs["class"] = "checklist"
            lists[-1].meta["is_task_list"] = True


def read(
    parser: MarkdownIt, group: list[Token], env: dict[str, object], first_line: int, *, is_drill: bool = False
) -> tuple[Task, ...]:
    """Read a whole top-level task list; a list with other items in it is none.

    In a decision drill the link at the end of an item is told apart from the words before it.
    """
    if not group[0].meta.get("is_task_list"):
        return ()
    return tuple(_task(parser, item, env, first_line, is_drill=is_drill) for item in _items(group))


def read_items(
    parser: MarkdownIt, group: list[Token], env: dict[str, object], first_line: int
) -> tuple[Task, ...]:
    """Read a whole top-level list with numbers and without boxes."""
    if group[0].type != "ordered_list_open" or group[0].meta.get("is_task_list"):
        return ()
    return tuple(_task(parser, item, env, first_line) for item in _items(group))


def _items(group: list[Token]) -> list[list[Token]]:
    items, spot = [], 1
    while spot < len(group) - 1:
        end = end_of(group, spot)
        items.append(group[spot : end + 1])
        spot = end + 1
    return items


def _task(
    parser: MarkdownIt, item: list[Token], env: dict[str, object], first_line: int, *, is_drill: bool = False
) -> Task:
    opening, body = item[0], item[1:-1]
    label, below = _split_first(body)
    leads_to, before_link = _split_link(below) if is_drill else ("", below)
    return Task(
        is_checked=bool(opening.meta.get("is_checked")),
        html=_render(parser, label, env).strip(),
        below=_render(parser, below, env).strip(),
        line=row_of(opening) + first_line,
        leads_to=leads_to,
        before_link=_render(parser, before_link, env).strip() if leads_to else "",
    )


def _split_link(below: list[Token]) -> tuple[str, list[Token]]:
    """Tell the link to a place on this page that ends a text from the words before it."""
    last = next((spot for spot in reversed(range(len(below))) if below[spot].nesting != -1), -1)
    children = (below[last].children if below else None) or []
    start, place = _last_link(children)
    if not place:
        return "", below
    kept = children[:start]
    while kept and kept[-1].type in {"softbreak", "hardbreak"}:
        kept = kept[:-1]
    if not kept and last and below[last - 1].type == "paragraph_open":
        return place, [*below[: last - 1], *below[last + 2 :]]
    return place, [*below[:last], Token("inline", "", 0, children=kept), *below[last + 1 :]]


def _last_link(children: list[Token]) -> tuple[int, str]:
    """Give where the link at the very end starts, and the place on this page it leads to."""
    end = len(children) - bool(children and _is_sign(children[-1]))
    start = next((spot for spot in reversed(range(end)) if children[spot].type == "link_open"), 0)
    if not end or children[end - 1].type != "link_close":
        return 0, ""
    fragment = children[start].meta.get("fragment")
    return start, unquote(fragment.address[1:]) if fragment else ""


def _is_sign(token: Token) -> bool:
    """Say whether this is no more than the full stop or the blank after a link."""
    return token.type == "text" and not token.content.strip(" .!…→")


def _split_first(body: list[Token]) -> tuple[list[Token], list[Token]]:
    """Split an item into its first line and the rest."""
    if len(body) < 3 or body[1].type != "inline":  # noqa: PLR2004 -- a paragraph is three tokens
        return [], body
    children, rest = body[1].children or [], body[3:]
    broken = _first_break(children)
    if broken is None:
        return children, rest
    below = Token("inline", "", 0, content="", children=children[broken + 1 :])
    if not rest:
        return children[:broken], [below]
    return children[:broken], [
        Token("paragraph_open", "p", 1),
        below,
        Token("paragraph_close", "p", -1),
        *rest,
    ]


def _first_break(children: list[Token]) -> int | None:
    depth = 0
    for spot, child in enumerate(children):
        depth += child.nesting
        if depth == 0 and child.type in {"softbreak", "hardbreak"}:
            return spot
    return None


def _render(parser: MarkdownIt, tokens: list[Token], env: dict[str, object]) -> str:
    html: str = parser.renderer.render(tokens, parser.options, env)
    return html


def _take_box(tokens: list[Token], spot: int) -> str | None:
    inline = tokens[spot + 2] if spot + 2 < len(tokens) else None
    if inline is None or inline.type != "inline" or not inline.children:
        return None
    first = inline.children[0]
    found = BOX.match(first.content) if first.type == "text" else None
    if found is None:
        return None
    first.content = first.content[found.end() :]
    return found[1]
