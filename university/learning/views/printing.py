"""The door to a whole course on one page, to print it or to keep it for a train."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from flask import render_template
from flask.typing import ResponseReturnValue

from university.courses.queries import get_catalog
from university.engines.catalog.model import Course, Lesson, Question
from university.engines.markup.clean import clean
from university.engines.markup.safe_html import SafeHTML
from university.engines.quiz.asked import AskedQuestion
from university.learning.rules import ask_practice
from university.learning.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session

KEPT = 64
# Several lessons stand on one page: ids would meet there, and their links lead to the wrong one.
TAG: Final = re.compile(r"<[a-z](?:[^<>\"]|\"[^\"]*\")*>")
PLACE: Final = re.compile(r"\s(?:id=\"[^\"]*\"|href=\"#[^\"]*\")")


@dataclass(frozen=True)
class _Pinned:
    """A course told apart by its digest alone: the rest would take long to compare."""

    digest: str
    course: Course = field(compare=False)


@bp.get("/courses/<slug:course>/print/")
@open_to("employee")
def whole(course: str) -> ResponseReturnValue:
    """Show every lesson of a course in order; practice questions without answers, and no quiz."""
    catalog = get_catalog(session())
    shown = catalog.course(course)
    return render_template(
        "learning/whole.html",
        course=shown,
        version=catalog.version_of_course(course),
        bodies=_bodies(_Pinned(shown.digest, shown)),
    )


@lru_cache(maxsize=KEPT)
def _bodies(pinned: _Pinned) -> dict[str, list[SafeHTML | AskedQuestion]]:
    """What each lesson holds, by the lesson's slug."""
    return {lesson.slug: _body(lesson) for lesson in pinned.course.lessons}


def _body(lesson: Lesson) -> list[SafeHTML | AskedQuestion]:
    return [
        ask_practice(block) if isinstance(block, Question) else _without_places(block)
        for block in lesson.blocks
    ]


def _without_places(html: SafeHTML) -> SafeHTML:
    return clean(TAG.sub(lambda tag: PLACE.sub("", tag[0]), html))
