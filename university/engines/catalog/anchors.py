"""Links from one lesson to a place inside another: whether that place exists."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final

from university.engines.catalog.folder import Folder
from university.engines.catalog.model import Lesson

TO_A_PLACE: Final = re.compile(r'href="/courses/([a-z0-9-]+)/([a-z0-9-]+)/#section-([^"]+)"')
MEND: Final = "Name one of its headings in lower case with hyphens, such as #the-rule-in-one-sentence."


def check_anchors(folder: Folder, course: str, lessons: Mapping[str, Lesson]) -> None:
    """Note each link to a heading of another lesson of this course that has no such heading."""
    for lesson in lessons.values():
        for target, anchor in _places_linked(course, lesson):
            if target not in lessons or _has_place(lessons[target], anchor):
                continue
            name = f"{lesson.slug}.md"
            line = _line(folder.read[name].decode(errors="replace"), target, anchor)
            message = f"The lesson {target!r} has no heading with the anchor {f'#{anchor}'!r}."
            folder.note(name, line, "link-dead", message, MEND)


def _places_linked(course: str, lesson: Lesson) -> Iterator[tuple[str, str]]:
    for text in _texts(lesson):
        for home, target, anchor in TO_A_PLACE.findall(text):
            if home == course:
                yield target, unescape(anchor)


def _texts(lesson: Lesson) -> Iterator[str]:
    return (block for block in lesson.blocks if isinstance(block, str))


def _has_place(lesson: Lesson, anchor: str) -> bool:
    return any(f'id="section-{anchor}"' in text for text in _texts(lesson))


def _line(text: str, target: str, anchor: str) -> int:
    lines = text.splitlines()
    return next((row for row, line in enumerate(lines, 1) if f"{target}.md#{anchor}" in line), 1)
