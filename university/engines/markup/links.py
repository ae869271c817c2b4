"""Which addresses a text may point at: one strict rule, asked before and after sanitizing."""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")  # letters that draw nothing
MAIL: Final = re.compile(r"mailto:[^@:/?#]+@[^@:/?#]+(\?[^#]*)?", re.IGNORECASE)
STORED: Final = r"/media/[0-9a-f]{64}"
MEDIA: Final = {
    "audio": re.compile(STORED + r"\.(mp3|m4a|ogg|wav)"),
    "img": re.compile(STORED + r"(-[1-9][0-9]{0,3})?\.(png|jpg|webp|gif|svg)"),
    "track": re.compile(STORED + r"\.vtt"),
    "video": re.compile(STORED + r"\.(mp4|webm)"),
}
WIDTHS: Final = 6


def is_safe_href(href: str) -> bool:
    """Say whether a link may lead there: http, https, mailto with an address, or a place on this site."""
    if not href or "\\" in href or has_unseen(href) or has_unseen(unquote(href).replace(" ", "")):
        return False
    scheme = scheme_of(href)
    if scheme in {"http", "https"}:
        return _is_plain_host(href)
    if scheme == "mailto":
        return MAIL.fullmatch(href) is not None
    return not scheme and not href.startswith(("//", ":"))


def is_external(href: str) -> bool:
    """Say whether a safe link leaves this site."""
    return scheme_of(href) in {"http", "https"}


def is_media(tag: str, src: str) -> bool:
    """Say whether a picture, film, sound or its captions come from our own store of course media."""
    return tag in MEDIA and MEDIA[tag].fullmatch(src) is not None


def are_pictures(srcset: str) -> bool:
    """Say whether a list of addresses and widths, ``/media/… 480w, …``, names our own pictures only."""
    offers = [offer.partition(" ") for offer in srcset.split(", ")]
    return len(offers) <= WIDTHS and all(
        is_media("img", address) and re.fullmatch(r"[1-9][0-9]{0,4}w", width) for address, _, width in offers
    )


def scheme_of(href: str) -> str:
    """Give what stands before the first colon, if that comes before any slash, query or anchor."""
    head = re.split(r"[/?#]", href, maxsplit=1)[0]
    return head.split(":", 1)[0].casefold() if ":" in head else ""


def has_unseen(text: str) -> bool:
    """Say whether a text holds blanks, control, format or other characters that nobody can see."""
    return any(unicodedata.category(sign) in UNSEEN or sign in FILLERS for sign in text)


def _is_plain_host(href: str) -> bool:
    try:
        parts = urlsplit(href)
        return bool(parts.hostname) and "@" not in parts.netloc and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
