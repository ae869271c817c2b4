"""A document -> prose and questions, each cleaned, in the order of reading."""

from collections.abc import Iterator, Sequence

from university.engines.markup.blocks.questions import Keep, asked_in, html_of
from university.engines.markup.blocks.sections import end_of_question, sections
from university.engines.markup.blocks.values import Answer, Asked, Prose, Scene
from university.engines.markup.clean import clean_all
from university.engines.markup.parse.document import Document, Part
from university.engines.markup.safe_html import SafeHTML


def split(document: Document) -> tuple[Prose | Asked, ...]:
    """Split a document into prose and questions; nothing of it gets lost."""
    # Walked twice: once to hear which texts there are, and again when all are cleaned in one call.
    pieces: dict[str, SafeHTML] = {}
    for _ in _blocks(document.parts, lambda html: pieces.setdefault(html, SafeHTML())):
        pass
    safe = dict(zip(pieces, clean_all(tuple(pieces)), strict=True))
    return tuple(block for block in _blocks(document.parts, safe.__getitem__) if not _is_empty(block))


def _is_empty(block: Prose | Asked) -> bool:
    return isinstance(block, Prose) and not block.html.strip()


def _blocks(parts: Sequence[Part], keep: Keep) -> Iterator[Prose | Asked]:
    waiting: list[Part] = []
    for section in sections(parts):
        end = end_of_question(section)
        if not end:
            waiting += section
            continue
        yield from _prose(waiting, keep)
        yield asked_in(section[:end], keep)
        waiting = section[end:]
    yield from _prose(waiting, keep)


def _prose(parts: list[Part], keep: Keep) -> Iterator[Prose]:
    if parts:
        headings = tuple(part.heading for part in parts if part.heading)
        yield Prose(html=keep(html_of(parts)), headings=headings, line=parts[0].line)


__all__ = ["Answer", "Asked", "Prose", "Scene", "split"]
