"""A document -> prose and questions, each cleaned, in the order of reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from university.engines.markup.clean import clean
from university.engines.markup.parse.document import Document, Heading, Part
from university.engines.markup.safe_html import SafeHTML


@dataclass(frozen=True, kw_only=True)
class Prose:
    """A run of text between questions, with the headings an outline can point at."""

    html: SafeHTML
    headings: tuple[Heading, ...]
    line: int


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One option of a question as written: its words, its feedback, and whether it is ticked."""

    text: SafeHTML
    feedback: SafeHTML
    is_right: bool
    line: int


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A `##` heading whose section holds a task list: a question as written."""

    heading: Heading
    stem: SafeHTML
    answers: tuple[Answer, ...]
    line: int


def split(document: Document) -> tuple[Prose | Asked, ...]:
    """Split a document into prose and questions; nothing of it gets lost."""
    return tuple(_blocks(document.parts))


def _blocks(parts: tuple[Part, ...]) -> Iterator[Prose | Asked]:
    waiting: list[Part] = []
    for section in _sections(parts):
        place = _place_of_tasks(section)
        if place is None:
            waiting += section
            continue
        yield from _prose(waiting)
        yield _asked(section[: place + 1])
        waiting = section[place + 1 :]
    yield from _prose(waiting)


def _sections(parts: tuple[Part, ...]) -> Iterator[list[Part]]:
    starts = [0, *(place for place, part in enumerate(parts) if part.heading and place), len(parts)]
    for start, end in pairwise(starts):
        yield list(parts[start:end])


def _place_of_tasks(section: list[Part]) -> int | None:
    if not section or section[0].heading is None or section[0].heading.level != 2:  # noqa: PLR2004 -- `##`
        return None
    return next((place for place, part in enumerate(section) if part.tasks), None)


def _asked(section: list[Part]) -> Asked:
    heading = section[0].heading
    if heading is None:
        raise ValueError("a question starts with a heading")
    between = "".join(part.html for part in section[1:-1])
    stem = f"<p>{heading.html}</p>\n{between}" if between else heading.html
    answers = (
        Answer(text=clean(task.html), feedback=clean(task.below), is_right=task.is_checked, line=task.line)
        for task in section[-1].tasks
    )
    return Asked(heading=heading, stem=clean(stem), answers=tuple(answers), line=section[0].line)


def _prose(parts: list[Part]) -> Iterator[Prose]:
    html = clean("".join(part.html for part in parts))
    if html.strip():
        headings = tuple(part.heading for part in parts if part.heading)
        yield Prose(html=html, headings=headings, line=parts[0].line)
