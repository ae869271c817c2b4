"""HTML text -> safe HTML: nh3 first, bleach second, our own check of every address last."""

import html
import re
import threading
from collections.abc import Sequence
from typing import Final

import nh3
from bleach.sanitizer import Cleaner

from university.engines.markup.links import is_external, is_picture, is_safe_href
from university.engines.markup.safe_html import SafeHTML
from university.engines.markup.vocabulary import ATTRIBUTES, CLASSES, LANGUAGE_CLASSES, PYGMENTS_CLASSES, TAGS

SCHEMES: Final = {"http", "https", "mailto"}
FIXED: Final = {
    "id": re.compile(r"(section-|fn|fnref)[\w:-]{1,200}"),
    "aria-label": re.compile(r"Table [1-9]\d*|Back to the text"),
    "tabindex": re.compile(r"0"),
    "role": re.compile(r"region"),
    "scope": re.compile(r"col"),
    "loading": re.compile(r"lazy"),
    "start": re.compile(r"\d{1,6}"),
    "width": re.compile(r"[1-9]\d{0,4}"),
    "height": re.compile(r"[1-9]\d{0,4}"),
}
LINKED_TAG: Final = re.compile(r"<(?:a|img)\b(?:[^<>\"]|\"[^\"]*\")*>")
ADDRESS: Final = re.compile(r" (href|src)=\"([^\"]*)\"")

_of_this_thread = threading.local()


def clean(text: str) -> SafeHTML:
    """Keep the small set of tags, attributes and classes that lessons need, and nothing else.

    Expects text whose length and nesting ``parse`` has bounded: bleach is slow on deep nesting.
    """
    once = nh3.clean(
        text,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_filtered,
        strip_comments=True,
        link_rel=None,
        url_schemes=SCHEMES,
    )
    twice = _second_pass().clean(once)
    return SafeHTML(LINKED_TAG.sub(_checked, twice))


def clean_all(pieces: Sequence[str]) -> list[SafeHTML]:
    """Clean several texts, each on its own; one call for a whole lesson costs less than one for each."""
    return [clean(piece) for piece in pieces]


def may_keep(tag: str, name: str, value: str) -> bool:
    """Say whether this attribute with this value is on the list; both sanitizers ask here."""
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    if name == "class":
        return _are_known(tag, value.split())
    if name == "href":
        return is_safe_href(value)
    if name == "src":
        return is_picture(value)
    pattern = FIXED.get(name)
    return pattern is None or pattern.fullmatch(value) is not None


def _are_known(tag: str, classes: list[str]) -> bool:
    known = {"span": PYGMENTS_CLASSES, "code": LANGUAGE_CLASSES}.get(tag, CLASSES)
    return bool(classes) and known.issuperset(classes)


def _filtered(tag: str, name: str, value: str) -> str | None:
    return value if may_keep(tag, name, value) else None


def _second_pass() -> Cleaner:
    """Give this thread's cleaner: bleach keeps the state of a parse in it."""
    if not hasattr(_of_this_thread, "cleaner"):
        _of_this_thread.cleaner = Cleaner(
            tags=TAGS, attributes=may_keep, protocols=SCHEMES, strip=True, strip_comments=True
        )
    cleaner: Cleaner = _of_this_thread.cleaner
    return cleaner


def _checked(tag: re.Match[str]) -> str:
    """Look once more at the address in a finished tag; a link that leaves the site says so."""
    text = tag[0]
    found = ADDRESS.search(text)
    if not found:
        return text
    address = html.unescape(found[2])
    is_safe = is_picture(address) if found[1] == "src" else is_safe_href(address)
    if not is_safe:
        return text.replace(found[0], "", 1)
    return text[:-1] + ' rel="noopener noreferrer">' if is_external(address) else text
