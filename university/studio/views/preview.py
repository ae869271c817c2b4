"""The next version of a course as a learner would have it; nothing that is done here is written down."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from university.base import clock
from university.base.errors import NotFound
from university.engines.catalog import Reading
from university.engines.catalog.model import Course, Lesson, Question
from university.engines.quiz.ask import ask
from university.engines.quiz.asked import SavedAnswer
from university.engines.quiz.draw import DrawnQuestion, draw, draw_by_tag
from university.engines.quiz.explain import explain
from university.engines.quiz.mark import mark, needed
from university.learning import rules
from university.learning.queries.pages import LEVEL_OF_LEARNING
from university.learning.rules import GivenAnswer, Tried
from university.studio import queries, services
from university.studio.queries import Workbench
from university.studio.views.blueprint import bp
from university.studio.views.places import bench, content
from university.studio.views.preview_media import with_media
from university.web.access import open_to
from university.web.db import session
from university.web.errors import wants_json
from university.web.fragments import fragment

Outline = list[tuple[str, list[tuple[str, str, str, int | None]]]]
LONGEST_SEED = 64
NO_LESSON = "There is no lesson of that name in the next version of this course."


@dataclass(frozen=True)
class _Next:
    """A course as it would be with the drafts in it; ``course`` is nothing while findings stand in its way."""

    bench: Workbench
    reading: Reading

    @property
    def course(self) -> Course | None:
        return self.reading.catalog.courses.get(self.bench.slug)


@bp.get("/studio/<slug:course>/preview/")
@open_to("author", "admin")
def preview(course: str) -> ResponseReturnValue:
    """Show the course's own page as it would be, and what going live would do to people."""
    shown = _read(course)
    if shown.course is None:
        return render_template("studio/preview.html", bench=shown.bench, course=None, reading=shown.reading)
    return _page(
        "studio/preview.html",
        shown,
        shown.course,
        reading=shown.reading,
        objectives=[LEVEL_OF_LEARNING.sub("", objective) for objective in shown.course.objectives],
        impact=queries.get_impact(session(), shown.course, now=clock.now()),
    )


@bp.get("/studio/<slug:course>/preview/<slug:lesson>/")
@open_to("author", "admin")
def preview_lesson(course: str, lesson: str) -> ResponseReturnValue:
    """Show a lesson as it would be read."""
    shown = _read(course)
    if shown.course is None:
        return _to_findings(shown, lesson)
    return _lesson_page(shown, shown.course, _lesson(shown.course, lesson))


@bp.post("/studio/<slug:course>/preview/<slug:lesson>/practice/<slug:question>")
@open_to("author", "admin")
def preview_practice(course: str, lesson: str, question: str) -> ResponseReturnValue:
    """Answer a practice question of the next version; nothing is kept."""
    shown = _read(course)
    if shown.course is None:
        return _to_findings(shown, lesson)
    found = _lesson(shown.course, lesson)
    if question not in found.practice:
        raise NotFound("There is no practice question of that name in this lesson.")
    asked = found.practice[question]
    tried = _try_out(asked)
    status = 422 if tried and tried.is_empty else 200
    if not wants_json():
        return _lesson_page(shown, shown.course, found, tried), status
    html = fragment(
        "learning/_practice.html",
        question=tried.asked if tried else rules.ask_practice(asked),
        lesson_href=url_for(".preview_lesson", course=course, lesson=lesson),
        tried=tried,
    )
    return with_media(html, shown.bench, shown.reading.media.values()), status


@bp.route("/studio/<slug:course>/preview/quiz/", methods=["GET", "POST"])
@open_to("author", "admin")
def preview_quiz(course: str) -> ResponseReturnValue:
    """Ask the quiz of the next version on one page, and mark it; nothing is counted, nothing is kept."""
    shown = _read(course)
    if shown.course is None:
        return redirect(url_for(".preview", course=course), code=303)
    seed = request.form.get("seed", "")[:LONGEST_SEED] or secrets.token_hex(8)
    drawn = _draw(shown.course, seed)
    given: Sequence[GivenAnswer] = ()
    if request.method == "POST":
        fields = request.form.to_dict(flat=False)
        given = rules.read_answers(fields, drawn, shown.course.question_by_id)
    answers = {one.question: one.given for one in given}
    if request.form.get("goto") == "mark":
        return _result_page(shown, shown.course, drawn, answers)
    saved = {one.question: SavedAnswer(given=one.given, is_flagged=one.is_flagged) for one in given}
    questions = ask(shown.course.question_by_id, drawn, saved)
    return _page(
        "studio/preview_quiz.html", shown, shown.course, seed=seed, questions=questions, marking=None
    )


def _result_page(
    shown: _Next, course: Course, drawn: Sequence[DrawnQuestion], answers: dict[str, tuple[str, ...]]
) -> str:
    marking = mark(course.question_by_id, drawn, answers)
    return _page(
        "studio/preview_quiz.html",
        shown,
        course,
        marking=marking,
        to_pass=needed(marking.drawn_count, course.pass_mark),
        explained=explain(course.question_by_id, drawn, answers),
    )


def _read(slug: str) -> _Next:
    here = bench(slug)
    return _Next(here, services.read_drafts(content(), slug, here.drafts))


def _to_findings(shown: _Next, lesson: str) -> ResponseReturnValue:
    """Lead to what keeps the course from being shown; raises ``NotFound`` for a lesson without a file."""
    drafted = {draft.path for draft in shown.bench.drafts if not draft.is_removal}
    if f"{lesson}.md" not in drafted.union(shown.bench.folder.names()):
        raise NotFound(NO_LESSON)
    return redirect(url_for(".preview", course=shown.bench.slug), code=303)


def _lesson(course: Course, slug: str) -> Lesson:
    if slug not in course.lesson_by_slug:
        raise NotFound(NO_LESSON)
    return course.lesson_by_slug[slug]


def _lesson_page(shown: _Next, course: Course, lesson: Lesson, tried: Tried | None = None) -> str:
    place = course.lessons.index(lesson)
    return _page(
        "studio/preview_lesson.html",
        shown,
        course,
        lesson=lesson,
        number=place + 1,
        after=course.lessons[place + 1] if place + 1 < len(course.lessons) else None,
        practice={id_: rules.ask_practice(question) for id_, question in lesson.practice.items()},
        tried=tried,
        lesson_href=url_for(".preview_lesson", course=course.slug, lesson=lesson.slug),
        outline=_outline(course, here=lesson.slug),
    )


def _page(template: str, shown: _Next, course: Course, **values: Any) -> str:  # noqa: ANN401 -- what it shows
    values = {"outline": _outline(course), **values}
    html = fragment(template, bench=shown.bench, course=course, **values)
    return with_media(html, shown.bench, shown.reading.media.values())


def _outline(course: Course, here: str = "") -> Outline:
    """The lessons and the quiz of the preview, none of them done."""
    modules: Outline = [
        (
            module.title,
            [
                (
                    lesson.title,
                    url_for(".preview_lesson", course=course.slug, lesson=lesson.slug),
                    "here" if lesson.slug == here else "open",
                    lesson.minutes,
                )
                for lesson in module.lessons
            ],
        )
        for module in course.modules
    ]
    words = f"Quiz, {course.drawn_count} questions"
    quiz = (words, url_for(".preview_quiz", course=course.slug), "open", None)
    return [*modules, ("Quiz", [quiz])]


def _draw(course: Course, seed: str) -> Sequence[DrawnQuestion]:
    if course.draw_by_tag:
        return draw_by_tag(course.quiz, course.draw_by_tag, seed)
    return draw(course.quiz, course.draw, seed)


def _try_out(question: Question) -> Tried | None:
    """What the form says to a practice question; nothing when it asks to begin a drill again."""
    if "again" in request.form:
        return None
    sent = request.form.getlist(f"answer-{question.id}")
    return rules.try_out(question, sent, request.form.getlist(f"choice-{question.id}"))
