"""The words of our HTML: every tag, attribute and class that a text may end up with."""

from typing import Final

from pygments.token import STANDARD_TYPES

NOTES: Final = {"tip": "Tip", "note": "Note", "important": "Important", "warning": "Warning"}
BOXES: Final = {"task": "Your turn", "takeaway": "Take away"}
LANGUAGES: Final = frozenset(
    {"bash", "css", "csv", "diff", "html", "http", "ini", "javascript", "json", "markdown"}
    | {"python", "sql", "text", "toml", "xml", "yaml"}
)
LANGUAGE_CLASSES: Final = frozenset(f"language-{name}" for name in LANGUAGES)
PYGMENTS_CLASSES: Final = frozenset(name for name in STANDARD_TYPES.values() if name)

CLASSES: Final = frozenset(
    {"posts", "post", "post--bad", "post--better", "post__verdict"}
    | {"scenario", "scenario__who", "task", "takeaway", "box__title"}
    | {"note", "note__title", *(f"note--{name}" for name in NOTES)}
    | {"align-left", "align-center", "align-right", "table-scroll", "code"}
    | {"footnotes", "footnote-ref", "footnote-item", "footnote-backref"}
    | {"checklist", "checklist__done", "checklist__open"}
)

TAGS: Final = frozenset(
    {"a", "blockquote", "br", "code", "del", "div", "em", "figcaption", "figure"}
    | {"h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre", "s", "span", "strong", "sup"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
)

ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "a": frozenset({"href", "title", "id", "class", "aria-label"}),
    "blockquote": frozenset({"class"}),
    "code": frozenset({"class"}),
    "div": frozenset({"class", "tabindex", "role", "aria-label"}),
    **{f"h{level}": frozenset({"id"}) for level in range(2, 7)},
    "img": frozenset({"src", "alt", "title", "width", "height", "loading"}),
    "li": frozenset({"id", "class"}),
    "ol": frozenset({"start", "class"}),
    "p": frozenset({"class"}),
    "pre": frozenset({"class", "tabindex"}),
    "span": frozenset({"class"}),
    "sup": frozenset({"class"}),
    "td": frozenset({"class"}),
    "th": frozenset({"class", "scope"}),
    "ul": frozenset({"class"}),
}
