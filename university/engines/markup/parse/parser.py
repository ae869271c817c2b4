"""The one Markdown parser: GitHub's flavor and our additions without raw HTML, and how each part draws."""

import re
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, linkify
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from university.engines.markup.parse import abbreviations, boxes, headings
from university.engines.markup.parse.code import code_block
from university.engines.markup.parse.sheet import row_of

TAG: Final = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|!--|\?|!\[CDATA\[|![A-Za-z])")
LOST_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]{1,40})\]")
SCHEME: Final = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
ALIGNMENT: Final = {"text-align:left": "align-left", "text-align:center": "align-center"} | {
    "text-align:right": "align-right"
}

_of_this_thread = threading.local()


class _Addresses(LinkifyIt):  # type: ignore[misc]  # -- the package has no types
    """Finds whole addresses only: guessing at bare names takes "smu-101.md" for a site."""

    def __init__(self) -> None:
        super().__init__(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
        self.add("ftp:", None).add("//", None)

    def pretest(self, text: str) -> bool:
        """Say whether an address may stand in a text; asked of every paragraph, so it looks for no bare names."""
        return SCHEME.search(text) is not None


class _Parser(MarkdownIt):
    """A parser that lets every address through, for ``references`` to judge and tell the author."""

    def parse(self, src: str, env: EnvType | None = None) -> list[Token]:
        """Parse a text; its last line always ends, since the box plugin looks one sign past it."""
        return super().parse(src if src.endswith("\n") else f"{src}\n", env)

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 -- the parser's own signature
        return True


def parser() -> MarkdownIt:
    """Give this thread's parser: its link finder keeps state while it looks."""
    if not hasattr(_of_this_thread, "parser"):
        _of_this_thread.parser = build()
    built: MarkdownIt = _of_this_thread.parser
    return built


def build(*, has_html: bool = False) -> MarkdownIt:
    """Build a parser; only a test that compares it with CommonMark's own examples lets HTML through."""
    built = _Parser("gfm-like", {"html": has_html, "linkify": True, "typographer": False})
    if not has_html:
        built.disable(["html_block", "html_inline"])  # they read nothing then, but are asked at every line
    built.use(footnote_plugin, inline=False).use(deflist_plugin)
    built.linkify = _Addresses()
    built.inline.ruler.at("linkify", _take_address)
    abbreviations.install(built)
    headings.install(built)
    boxes.install(built)
    built.core.ruler.before("text_join", "raw_html", _find_raw)
    for name, draw in DRAWN.items():
        built.add_render_rule(name, draw)
    return built


def _take_address(state: StateInline, silent: bool) -> bool:
    """Take an address out of a line, but never one that ends before it begins.

    Inside square brackets the rule may mistake what stands before them for the scheme, and go backward.
    """
    before = state.pos
    if linkify(state, silent) and state.pos > before:
        return True
    state.pos = before
    return False


def _find_raw(state: StateCore) -> None:
    """Find HTML and lost footnotes while escaped signs still stand apart from written ones."""
    for block in state.tokens:
        row = row_of(block)
        for child in block.children or ():
            row += child.type in {"softbreak", "hardbreak"}
            if child.type == "text":
                _judge_text(child.content, row, state.env["sheet"])


def _judge_text(text: str, row: int, sheet: Any) -> None:  # noqa: ANN401 -- the parser's env is untyped
    if found := TAG.search(text):
        place, column = sheet.find(found[0], row)
        message = f"HTML is not read here: {found[0][:60]!r} would stand on the page as text."
        mend = "Say it in Markdown, or put it between backticks if readers should see it."
        sheet.note(place, column, "raw-html", message, mend)
    if found := LOST_FOOTNOTE.search(text):
        place, column = sheet.find(found[0], row)
        message = f"The footnote {found[0]} has no text."
        sheet.note(
            place,
            column,
            "footnote-missing",
            message,
            f"Add a line that starts with {found[0]}: and its words.",
        )


def _raw(_: RendererHTML, tokens: Sequence[Token], spot: int, *_rest: Any) -> str:  # noqa: ANN401 -- the parser's own signature
    return tokens[spot].content


def _code(_: RendererHTML, tokens: Sequence[Token], spot: int, *_rest: Any) -> str:  # noqa: ANN401 -- the parser's own signature
    return code_block(tokens[spot].content, tokens[spot].info)


def _cell(renderer: RendererHTML, tokens: Sequence[Token], spot: int, options: Any, env: Any) -> str:  # noqa: ANN401 -- the parser's own signature
    cell = tokens[spot]
    side = ALIGNMENT.get(str(cell.attrs.pop("style", "")))
    cell.attrs |= ({"class": side} if side else {}) | ({"scope": "col"} if cell.tag == "th" else {})
    return renderer.renderToken(tokens, spot, options, env)


def _table(_: RendererHTML, _tokens: Sequence[Token], _spot: int, _options: Any, env: Any) -> str:  # noqa: ANN401 -- the parser's own signature
    env["sheet"].tables += 1
    name = f"Table {env['sheet'].tables}"
    return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{name}"><table>\n'


def _table_end(*_: Any) -> str:  # noqa: ANN401 -- the parser's own signature
    return "</table></div>\n"


def _footnotes(*_: Any) -> str:  # noqa: ANN401 -- the parser's own signature
    return '<div class="footnotes">\n<ol>\n'


def _footnotes_end(*_: Any) -> str:  # noqa: ANN401 -- the parser's own signature
    return "</ol>\n</div>\n"


def _footnote_back(_: RendererHTML, tokens: Sequence[Token], spot: int, *_rest: Any) -> str:  # noqa: ANN401 -- the parser's own signature
    meta = tokens[spot].meta
    use = f":{meta['subId']}" if meta.get("subId") else ""
    where = f"#fnref{meta['id'] + 1}{use}"
    return f' <a href="{where}" class="footnote-backref" aria-label="Back to the text">↩</a>'


DRAWN: Final[dict[str, Callable[..., str]]] = {
    "raw": _raw,
    "fence": _code,
    "code_block": _code,
    "th_open": _cell,
    "td_open": _cell,
    "table_open": _table,
    "table_close": _table_end,
    "footnote_block_open": _footnotes,
    "footnote_block_close": _footnotes_end,
    "footnote_anchor": _footnote_back,
}
