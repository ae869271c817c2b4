"""HTML -> the words in it, for comparing and counting; never to be shown as HTML again."""

import html
import re
from typing import Final

TAG: Final = re.compile(r"<[^>]*>")


def without_tags(text: str, *, between: str = "") -> str:
    """Give the words of a piece of HTML; ``between`` stands where its tags stood."""
    return html.unescape(TAG.sub(between, text))
