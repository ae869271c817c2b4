"""The outline beside a lesson as finished HTML, built once for each version, place and set of ticks."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from flask import url_for
from markupsafe import Markup

from university.engines.catalog.model import Course
from university.web.fragments import fragment

KEPT = 2048
Entry = tuple[str, str | None, str, int | None]


@dataclass(frozen=True)
class _Pinned:
    """A course told apart by its digest alone: the rest would take long to compare."""

    digest: str
    course: Course = field(compare=False)


def outline(
    course: Course, done: Collection[str], *, here: str | None = None, has_passed: bool = False
) -> Markup:
    """Give the course's lessons with ticks and the quiz at the end."""
    home = url_for("learning.course", course=course.slug)
    return _render(_Pinned(course.digest, course), frozenset(done), here, has_passed, home)


@lru_cache(maxsize=KEPT)
def _render(pinned: _Pinned, done: frozenset[str], here: str | None, has_passed: bool, home: str) -> Markup:
    modules = [
        (
            module.title,
            [
                _entry(lesson.title, f"{home}{lesson.slug}/", lesson.slug, lesson.minutes, done, here)
                for lesson in module.lessons
            ],
        )
        for module in pinned.course.modules
    ]
    quiz = (
        f"Quiz, {pinned.course.drawn_count} questions",
        f"{home}quiz/",
        "done" if has_passed else "open",
        None,
    )
    return fragment("learning/_outline.html", modules=[*modules, ("Quiz", [quiz])])


def _entry(words: str, href: str, slug: str, minutes: int, done: frozenset[str], here: str | None) -> Entry:
    state = "here" if slug == here else "done" if slug in done else "open"
    return words, href, state, minutes
