"""The text of a lesson with its practice as finished HTML, built once for each version of the lesson."""

import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from university.engines.catalog.model import Lesson
from university.learning.rules import Tried, ask_practice
from university.web.fragments import fragment

KEPT = 512
#: Stands in the kept text where each reader's own token goes; nobody can write it into a lesson.
TOKEN_GOES_HERE = secrets.token_hex(16)


@dataclass(frozen=True)
class _Pinned:
    """A lesson told apart by its digest alone: the rest would take long to compare."""

    digest: str
    lesson: Lesson = field(compare=False)


def body(lesson: Lesson, lesson_href: str, tried: Tried | None = None) -> Markup:
    """Give the lesson to read, with the feedback on one practice question if one was answered."""
    if tried:
        return fragment("learning/_body.html", **_values(lesson, lesson_href), tried=tried)
    return _render(_Pinned(lesson.digest, lesson), lesson_href).replace(
        TOKEN_GOES_HERE, escape(generate_csrf())
    )


@lru_cache(maxsize=KEPT)
def _render(pinned: _Pinned, lesson_href: str) -> Markup:
    values = _values(pinned.lesson, lesson_href)
    return fragment("learning/_body.html", **values, csrf_token=lambda: TOKEN_GOES_HERE)


def _values(lesson: Lesson, lesson_href: str) -> dict[str, Any]:
    practice = {id_: ask_practice(question) for id_, question in lesson.practice.items()}
    return {"lesson": lesson, "lesson_href": lesson_href, "practice": practice}
