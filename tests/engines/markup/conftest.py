"""An independent eye on HTML: what a browser would see in it."""

import re
from html.parser import HTMLParser

import pytest

NAMES = {
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "figcaption",
    "figure",
    "hr",
    "img",
    "li",
    "ol",
    "p",
}
NAMES |= {"abbr", "audio", "dd", "details", "dl", "dt", "summary", "track", "video"}
NAMES |= {"pre", "s", "span", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
NAMES |= {f"h{level}" for level in range(2, 7)}
ATTRIBUTES = {"href", "title", "id", "class", "aria-label", "tabindex", "role", "scope", "start", "rel"}
ATTRIBUTES |= {"src", "srcset", "sizes", "alt", "width", "height", "loading"}
ATTRIBUTES |= {"controls", "preload", "kind", "srclang", "label"}
LEADS_AWAY = re.compile(r"(https?://|mailto:|[/#?]|[\w.%~@!$&'()*+,;=-]+($|[/?#]))", re.IGNORECASE)


class Eye(HTMLParser):
    """Collects everything in a text that our pages must never carry."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if tag not in NAMES:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.faults.append(f"{tag} {name}")
            if name in {"href", "src"}:
                self._look_at(value or "")
            if name == "srcset":
                for offer in (value or "").split(", "):
                    self._look_at(offer.partition(" ")[0])

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data):
        self.faults.append("comment")

    def handle_decl(self, decl):
        self.faults.append("declaration")

    def handle_pi(self, data):
        self.faults.append("instruction")

    def _look_at(self, address):
        plain = "".join(sign for sign in address if sign.isprintable() and not sign.isspace())
        if plain != address or not LEADS_AWAY.match(plain) or plain.startswith("//") or "\\" in plain:
            self.faults.append(address)


@pytest.fixture(scope="session")
def faults():
    def look(html):
        eye = Eye()
        eye.feed(html)
        eye.close()
        return eye.faults

    return look
