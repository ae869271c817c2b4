"""Boxes: posts side by side, scenes, tasks, downloads and the like, and notes that begin as `> [!TIP]`."""

import re
from html import escape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from university.engines.markup.parse import offers
from university.engines.markup.parse.sheet import Sheet, end_of, raw, row_of
from university.engines.markup.vocabulary import BOXES, NOTES

NAMES: Final = ("posts", "scenario", *BOXES)
MARK: Final = re.compile(r"\[!(\w+)\]$")
FENCE: Final = re.compile(r"[ ]{0,3}:{3,}[ \t]*$")
STRANGE: Final = re.compile(r"^:{3,}[ \t]*(.*)$", re.MULTILINE)
VERDICTS: Final = {"bad": "Bad post", "better": "Better post"}


def install(parser: MarkdownIt) -> None:
    """Teach the parser the fenced boxes, by one rule for all: every rule is asked at every line."""
    parser.use(container_plugin, "box", validate=_is_named)


def place(tokens: list[Token], sheet: Sheet) -> list[Token]:
    """Turn boxes and notes into their HTML."""
    done: list[Token] = []
    place_now = 0
    while place_now < len(tokens):
        token = tokens[place_now]
        if token.type in {"container_box_open", "blockquote_open"}:
            name = "".join(token.info.split()[:1])
            end = end_of(tokens, place_now)
            inside = place(tokens[place_now + 1 : end], sheet)
            done += _drawn(name, token, inside, tokens[end], sheet)
            place_now = end
        else:
            if token.type == "inline":
                _find_strange_box(token, sheet)
            done.append(token)
        place_now += 1
    return done


def _is_named(words: str, _marks: str) -> bool:
    return "".join(words.split()[:1]) in NAMES


def _drawn(name: str, opening: Token, inside: list[Token], closing: Token, sheet: Sheet) -> list[Token]:
    if opening.type == "blockquote_open":
        return _note_box(opening, inside, closing, sheet)
    _check_closed(name, opening, sheet)
    title = " ".join(opening.info.split()[1:])
    if name == "scenario":
        return _box("scenario", "scenario__who", title, inside)
    _check_words(name, title, opening, sheet)
    if name == "posts":
        return _posts(opening, inside, sheet)
    if name == "download":
        offers.place_downloads(opening, inside, sheet)
    elif name == "embed":
        inside = offers.place_embed(opening, inside, sheet)
    return _box(name, "box__title", BOXES[name], inside)


def _box(name: str, title_class: str, title: str, inside: list[Token]) -> list[Token]:
    above = f'<p class="{title_class}">{escape(title)}</p>\n' if title else ""
    return [raw(f'<div class="{name}">\n{above}', 1), *inside, raw("</div>\n", -1)]


def _check_words(name: str, words: str, opening: Token, sheet: Sheet) -> None:
    if words:
        message = f"The words {words[:60]!r} behind ::: {name} are shown nowhere."
        mend = "Put them into the box, in a line of their own; only a scenario has words of its own there."
        sheet.note(row_of(opening), 1, "box-words", message, mend)


def _check_closed(name: str, opening: Token, sheet: Sheet) -> None:
    end = opening.map[1] if opening.map else 0
    tail = sheet.lines[end].lstrip(" >") if end < len(sheet.lines) else ""
    if not FENCE.match(tail):
        message = f"The {name} box that starts here has no end."
        sheet.note(
            row_of(opening), 1, "box-not-closed", message, "Put ::: alone on a line where the box ends."
        )


def _find_strange_box(inline: Token, sheet: Sheet) -> None:
    if found := STRANGE.search(inline.content):
        word = found[1][:40]
        message = (
            f"There is no box called {word!r}." if word else "This ::: ends a box that has no beginning."
        )
        mend = f"The boxes are {', '.join(NAMES)}; write for example ::: task."
        sheet.note(row_of(inline), 1, "box-unknown", message, mend)


def _note_box(opening: Token, inside: list[Token], closing: Token, sheet: Sheet) -> list[Token]:
    first = inside[1] if len(inside) > 1 and inside[1].type == "inline" else None
    children = (first.children if first else None) or []
    mark = MARK.match(children[0].content) if children else None
    if first is None or mark is None:
        return [opening, *inside, closing]
    kind = mark[1].lower()
    if kind not in NOTES:
        message = f"There is no note called {mark[1]!r}."
        sheet.note(
            row_of(opening), 1, "note-unknown", message, "Use [!TIP], [!NOTE], [!IMPORTANT] or [!WARNING]."
        )
        return [opening, *inside, closing]
    first.children = children[2:]
    inside = inside if first.children else inside[3:]
    return _box(f"note note--{kind}", "note__title", NOTES[kind], inside)


def _posts(opening: Token, inside: list[Token], sheet: Sheet) -> list[Token]:
    blocks = _split(inside)
    verdicts = [_take_verdict(block) for block in blocks]
    if verdicts != ["bad", "better"]:
        message = "A posts box holds exactly two paragraphs or quotes: a bad post, then a better one."
        mend = "Start the first with **Bad:** and the second with **Better:**, with an empty line between."
        sheet.note(row_of(opening), 1, "posts-shape", message, mend)
        return [raw('<div class="posts">\n', 1), *inside, raw("</div>\n", -1)]
    drawn = [raw('<div class="posts">\n', 1)]
    for verdict, block in zip(verdicts, blocks, strict=True):
        body = block[1:-1] if block[0].type == "blockquote_open" else block
        title = f'<p class="post__verdict">{VERDICTS[str(verdict)]}</p>\n'
        quote = f'<blockquote class="post post--{verdict}">\n{title}'
        drawn += [raw(quote, 1), *body, raw("</blockquote>\n", -1)]
    return [*drawn, raw("</div>\n", -1)]


def _split(tokens: list[Token]) -> list[list[Token]]:
    blocks, start = [], 0
    while start < len(tokens):
        end = end_of(tokens, start)
        blocks.append(tokens[start : end + 1])
        start = end + 1
    return blocks


def _take_verdict(block: list[Token]) -> str | None:
    """Take **Bad:** or **Better:** off the start of a block, and say which it was."""
    inline = next((token for token in block if token.type == "inline"), None)
    children = (inline.children if inline else None) or []
    strong = next((place for place, child in enumerate(children) if child.type == "strong_open"), None)
    if inline is None or strong is None or any(child.content for child in children[:strong]):
        return None
    word = children[strong + 1].content.strip().rstrip(":").lower()
    if word not in VERDICTS:
        return None
    rest = children[strong + 3 :]
    if rest:
        rest[0].content = rest[0].content.removeprefix(":").lstrip()
    inline.children = rest[1:] if rest and rest[0].type == "softbreak" else rest
    return word
