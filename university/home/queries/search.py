"""The search over everything."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import Session

from university.courses.queries import get_catalog
from university.engines.catalog.model import Course, Lesson
from university.engines.catalog.search import rank

MOST_RESULTS = 20
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Result:
    """One thing the search found."""

    title: str
    words: str
    path: str


def search_everything(session: Session, text: str) -> Mapping[str, Sequence[Result]]:
    """What answers every word of ``text``, best first, by kind; typing errors are forgiven."""
    if not text.strip():
        return {}
    catalog = get_catalog(session)
    lessons = [(course, lesson) for course in catalog.courses.values() for lesson in course.lessons]
    found = {
        "Courses": _found(catalog.courses.values(), text, _course_texts, _course_result),
        "Lessons": _found(lessons, text, _lesson_texts, _lesson_result),
        "Policies": _found(
            catalog.policies.values(),
            text,
            lambda one: {"title": one.title, "summary": one.summary},
            lambda one: Result(one.title, one.summary, f"/policies/{one.slug}/"),
        ),
        "Tip sheets": _found(
            catalog.tips.values(),
            text,
            lambda one: {"title": f"{one.title} {one.network}", "summary": one.summary},
            lambda one: Result(one.title, one.summary, f"/tips/{one.slug}/"),
        ),
        "Certifications": _found(
            catalog.certifications.values(),
            text,
            lambda one: {
                "title": f"{one.title} {one.slug}",
                "summary": f"{one.summary} {one.permission_words}",
            },
            lambda one: Result(one.title, one.summary, f"/certifications/{one.slug}/"),
        ),
    }
    return {kind: results for kind, results in found.items() if results}


def _found(
    things: Iterable[Thing],
    text: str,
    describe: Callable[[Thing], Mapping[str, str]],
    result: Callable[[Thing], Result],
) -> Sequence[Result]:
    return [result(thing) for thing in rank(things, text, describe)[:MOST_RESULTS]]


def _course_texts(course: Course) -> Mapping[str, str]:
    return {
        "title": f"{course.title} {course.slug} {course.slug.replace('-', '')}",
        "summary": course.summary,
        "objectives": " ".join(course.objectives),
        "audience": course.audience,
    }


def _course_result(course: Course) -> Result:
    return Result(course.title, course.summary, f"/courses/{course.slug}/")


def _lesson_texts(pair: tuple[Course, Lesson]) -> Mapping[str, str]:
    _, lesson = pair
    headings = " ".join(heading.text for heading in lesson.headings)
    return {"title": f"{lesson.title} {lesson.slug}", "summary": lesson.objective, "objectives": headings}


def _lesson_result(pair: tuple[Course, Lesson]) -> Result:
    course, lesson = pair
    words = f"{lesson.minutes} min, in {course.title}"
    return Result(lesson.title, words, f"/courses/{course.slug}/{lesson.slug}/")
