"""What somebody wrote, made comparable: words without their outward form, and numbers.

Authors' options and learners' answers go through the same functions, so that both mean the same.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from university.engines.markup.tags import without_tags

SIGNS: Final = str.maketrans({"−": "-", "–": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})  # noqa: RUF001 -- as keyboards and typesetters write them
NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
THOUSANDS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?", re.ASCII)


def plain(text: str) -> str:
    """Give the words of a piece of HTML, without its tags."""
    return without_tags(text).strip()


def same_wording(words: str) -> str:
    """Give a wording as it is compared: without case, doubled blanks and outer punctuation.

    Two ways to write the same letter or quote are one; a wording of punctuation alone stays as it is.
    """
    one_way = unicodedata.normalize("NFKC", words).translate(SIGNS).casefold()
    # Folding the case of a composed letter may take it apart again.
    folded = unicodedata.normalize("NFKC", " ".join(one_way.split()))
    begin, end = 0, len(folded)
    while begin < end and _is_outer(folded[begin]):
        begin += 1
    while end > begin and _is_outer(folded[end - 1]):
        end -= 1
    return folded[begin:end] or folded


def read_number(words: str) -> Decimal | None:
    """Read a number as people write it; None for anything else.

    ``1,5`` and ``1.5`` are the same, ``1,500`` and ``1 500`` are thousands, ``0,125`` is not; a sign may
    stand before it and a percent sign behind it. There are no exponents.
    """
    # Not by NFKC, to which a raised 2 is a 2 as well.
    signs = (str(unicodedata.decimal(sign, sign)) for sign in words.translate(SIGNS))
    digits = "".join("".join(signs).split()).removesuffix("%")
    if THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    digits = digits.replace(",", ".")
    return Decimal(digits) if NUMBER.fullmatch(digits) else None


def _is_outer(letter: str) -> bool:
    return letter == " " or unicodedata.category(letter).startswith("P")
