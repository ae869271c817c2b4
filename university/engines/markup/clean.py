"""HTML text -> safe HTML: nh3 first, bleach second, our own check of every address last."""

import html
import re
import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Final

import nh3
from bleach.sanitizer import Cleaner

from university.engines.markup.links import are_pictures, is_external, is_media, is_safe_href
from university.engines.markup.safe_html import SafeHTML
from university.engines.markup.vocabulary import (
    ATTRIBUTES,
    CLASSES,
    LANGUAGE_CLASSES,
    SPAN_CLASSES,
    TAGS,
    VALUES,
)

SCHEMES: Final = {"http", "https", "mailto"}
LINKED_TAG: Final = re.compile(r"<(a|audio|img|track|video)\b(?:[^<>\"]|\"[^\"]*\")*>")
ADDRESS: Final = re.compile(r" (href|src|srcset)=\"([^\"]*)\"")

#: Stands between texts that are cleaned together: a sign for private use, which hardly any text holds.
CUT: Final = "\ue000"
PLAIN_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)(?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*\s*(/?)>|<")
MARKUP: Final = re.compile("[<>&]")
VOID: Final = frozenset({"br", "hr", "img", "track"})
BYTE_ORDER_MARK: Final = "\ufeff"
FORM_FEED: Final = "\f"
SHORT: Final = 200
AT_ONCE: Final = 100

_of_this_thread = threading.local()


def clean(text: str) -> SafeHTML:
    """Keep the small set of tags, attributes and classes that lessons need, and nothing else.

    Expects text whose length and nesting ``parse`` has bounded: bleach is slow on deep nesting.
    """
    twice = _second_pass().clean(_first_pass().clean(text))
    return SafeHTML(LINKED_TAG.sub(_checked, twice))


def clean_all(pieces: Sequence[str]) -> list[SafeHTML]:
    """Clean several texts, each on its own; all at once costs far less than one after the other.

    They are joined only if each is well formed by itself, since what one leaves open would reach the
    next. The result is the same, to the byte, as ``clean`` of each.
    """
    marked = [piece for piece in pieces if not _is_plain(piece)]
    # Some at a time: the second sanitizer's time grows with the square of what stands side by side.
    batches = (marked[start : start + AT_ONCE] for start in range(0, len(marked), AT_ONCE))
    cleaned = chain.from_iterable(_clean_joined(batch) or map(clean, batch) for batch in batches)
    return [SafeHTML(piece) if _is_plain(piece) else next(cleaned) for piece in pieces]


def _clean_joined(pieces: Sequence[str]) -> list[SafeHTML]:
    """Clean several texts as one; gives nothing if they cannot be told apart afterward."""
    if not all(map(_is_closed, pieces)):
        return []
    parts = clean(CUT.join(pieces)).split(CUT)
    return [SafeHTML(part) for part in parts] if len(parts) == len(pieces) else []


def _is_plain(text: str) -> bool:
    """Say whether there is nothing in a text that a sanitizer could change: printed signs, no markup."""
    return not MARKUP.search(text) and text.isprintable()


def _is_closed(text: str) -> bool:
    """Say whether every tag is one of ours, plainly written, and closed in its turn."""
    # The sanitizers drop the mark at the beginning of a text only, and keep the feed at either end only.
    if text.startswith(BYTE_ORDER_MARK) or FORM_FEED in text or CUT in text:
        return False
    opened: list[str] = []
    for closing, name, is_slashed in PLAIN_TAG.findall(text):
        if name in VOID:
            if closing:
                return False
        elif name not in TAGS or is_slashed:
            return False
        elif not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def may_keep(tag: str, name: str, value: str) -> bool:
    """Say whether this attribute with this value is on the list; both sanitizers ask here."""
    return _may_keep_short(tag, name, value) if len(value) < SHORT else _may_keep(tag, name, value)


def _may_keep(tag: str, name: str, value: str) -> bool:
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    if name == "class":
        return _are_known(tag, value.split())
    if name == "href":
        return is_safe_href(value)
    if name == "src":
        return is_media(tag, value)
    if name == "srcset":
        return are_pictures(value)
    pattern = VALUES.get(name)
    return pattern is None or pattern.fullmatch(value) is not None


def _are_known(tag: str, classes: list[str]) -> bool:
    known = {"span": SPAN_CLASSES, "code": LANGUAGE_CLASSES}.get(tag, CLASSES)
    return bool(classes) and known.issuperset(classes)


# The same few classes and addresses come again and again, in both passes.
_may_keep_short = lru_cache(maxsize=2_000)(_may_keep)


def _filtered(tag: str, name: str, value: str) -> str | None:
    return value if may_keep(tag, name, value) else None


@cache
def _first_pass() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_filtered,
        strip_comments=True,
        link_rel=None,
        url_schemes=SCHEMES,
    )


def _second_pass() -> Cleaner:
    """Give this thread's cleaner: bleach keeps the state of a parse in it."""
    if not hasattr(_of_this_thread, "cleaner"):
        _of_this_thread.cleaner = Cleaner(
            tags=TAGS, attributes=may_keep, protocols=SCHEMES, strip=True, strip_comments=True
        )
    cleaner: Cleaner = _of_this_thread.cleaner
    return cleaner


def _checked(tag: re.Match[str]) -> str:
    """Look once more at the addresses in a finished tag; a link that leaves the site says so."""
    text = tag[0]
    for name, address in ADDRESS.findall(text):
        if not may_keep(tag[1], name, html.unescape(address)):
            text = text.replace(f' {name}="{address}"', "", 1)
        elif name == "href" and is_external(html.unescape(address)):
            text = text[:-1] + ' rel="noopener noreferrer">'
    return text
