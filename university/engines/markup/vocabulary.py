"""The words of our HTML: every tag, attribute and class that a text may end up with."""

import re
from typing import Final

from pygments.token import STANDARD_TYPES

NOTES: Final = {"tip": "Tip", "note": "Note", "important": "Important", "warning": "Warning"}
BOXES: Final = {"task": "Your turn", "takeaway": "Take away", "reflection": "Think it over"} | {
    "download": "To keep",
    "embed": "On another site",
}
LANGUAGES: Final = frozenset(
    {"bash", "css", "csv", "diff", "html", "http", "ini", "javascript", "json", "markdown"}
    | {"python", "sql", "text", "toml", "xml", "yaml"}
)
LANGUAGE_CLASSES: Final = frozenset(f"language-{name}" for name in LANGUAGES)
SPAN_CLASSES: Final = frozenset({"download__facts", *filter(None, STANDARD_TYPES.values())})

CLASSES: Final = frozenset(
    {"posts", "post", "post--bad", "post--better", "post__verdict"}
    | {"scenario", "scenario__who", "box__title", *BOXES, "embed__host"}
    | {
        "film",
        "sound",
        "transcript",
        "abbr__first",
        "address",
        "drawing",
        "drawing--adapts",
        "drawing--small",
    }
    | {"note", "note__title", *(f"note--{name}" for name in NOTES)}
    | {"align-left", "align-center", "align-right", "table-scroll", "code"}
    | {"footnotes", "footnote-ref", "footnote-item", "footnote-backref"}
    | {"checklist", "checklist__done", "checklist__open"}
    | {"added", "gone"}
)

TAGS: Final = frozenset(
    {"a", "abbr", "audio", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em"}
    | {"figcaption", "figure"}
    | {"h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "li", "ol", "p", "pre", "s", "span", "strong"}
    | {"summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "track", "ul", "video"}
)

_OWN: Final[dict[str, frozenset[str]]] = {
    "a": frozenset({"href", "title", "id", "aria-label"}),
    "abbr": frozenset({"title"}),
    "audio": frozenset({"src", "controls", "preload"}),
    "div": frozenset({"tabindex", "role", "aria-label"}),
    **{f"h{level}": frozenset({"id"}) for level in range(2, 7)},
    "img": frozenset({"src", "srcset", "sizes", "alt", "title", "width", "height", "loading"}),
    "li": frozenset({"id"}),
    "ol": frozenset({"start"}),
    "pre": frozenset({"tabindex"}),
    "th": frozenset({"scope"}),
    "track": frozenset({"src", "kind", "srclang", "label"}),
    "video": frozenset({"src", "controls", "preload", "width", "height"}),
}
# Every tag may carry a class of ours: a difference between two versions marks whatever came or went.
ATTRIBUTES: Final = {tag: _OWN.get(tag, frozenset()) | {"class"} for tag in TAGS}

# How wide a picture stands on the page, for browsers to choose among its widths.
SIZES: Final = "(min-width: 50rem) 46rem, 92vw"

# What the value of an attribute must look like, whatever tag it stands on.
VALUES: Final = {
    "id": re.compile(r"(section-|fn|fnref)[\w:-]{1,200}"),
    "aria-label": re.compile(r"Table [1-9]\d*|Back to the text"),
    "tabindex": re.compile(r"0"),
    "role": re.compile(r"region"),
    "scope": re.compile(r"col"),
    "loading": re.compile(r"lazy"),
    "start": re.compile(r"\d{1,6}"),
    "width": re.compile(r"[1-9]\d{0,4}"),
    "height": re.compile(r"[1-9]\d{0,4}"),
    "sizes": re.compile(re.escape(SIZES)),
    "controls": re.compile(r""),
    "preload": re.compile(r"metadata"),
    "kind": re.compile(r"captions"),
    "srclang": re.compile(r"en"),
    "label": re.compile(r"Captions"),
}
