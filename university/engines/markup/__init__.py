"""Markdown -> blocks -> safe HTML.

A text enters `parse`, which gives its parts, still unsafe, and what its author must mend; `blocks`
splits them into prose and questions; `clean` is the one seam through which HTML becomes `SafeHTML`.
"""

from university.engines.markup.clean import clean
from university.engines.markup.parse import parse
from university.engines.markup.parse.document import Flaw, Resolve
from university.engines.markup.parse.references import leave_as_is
from university.engines.markup.safe_html import SafeHTML


def render(
    text: str, *, first_line: int = 1, resolve: Resolve = leave_as_is
) -> tuple[SafeHTML, tuple[Flaw, ...]]:
    """Turn a whole Markdown text into safe HTML, with what its author must mend."""
    document = parse(text, first_line=first_line, resolve=resolve)
    return clean(document.html), document.flaws


__all__ = ["Flaw", "SafeHTML", "clean", "parse", "render"]
