"""The doors of reading: catalog, course, lesson, practice, and the button that says "done"."""

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import NotFound
from university.engines.catalog.model import Question
from university.learning import queries, rules, services
from university.learning.queries import own
from university.learning.rules import CourseState
from university.learning.views.blueprint import bp
from university.learning.views.bodies import body
from university.learning.views.outlines import outline
from university.learning.views.voices import rating_form
from university.web.access import actor, open_to
from university.web.db import session, transaction, write_if_free
from university.web.errors import wants_json

STATES = {
    "to-do": CourseState.NOT_STARTED,
    "in-progress": CourseState.IN_PROGRESS,
    "done": CourseState.COMPLETED,
}
CHIPS = {"": "All", "to-do": "To do", "in-progress": "In progress", "done": "Done"}
LONGEST_SEARCH = 200


@bp.get("/courses/")
@open_to("employee")
def catalog() -> ResponseReturnValue:
    """List the courses, by search and by state; a page's script gets the results alone."""
    text = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    chosen = request.args.get("state", "")
    rows = queries.list_rows(session(), current_user.id, text=text)
    shown = [row for row in rows if STATES.get(chosen) in {None, row.standing.state}]
    template = "learning/_results.html" if wants_json() else "learning/catalog.html"
    return render_template(template, rows=shown, chips=_chips(rows, text, chosen), text=text, state=chosen)


def _chips(rows: Sequence[queries.CourseRow], text: str, chosen: str) -> list[tuple[str, str, bool, int]]:
    """The filters as links that keep the search."""
    here = url_for(".catalog")
    return [
        (
            words,
            f"{here}?{urlencode({'q': text, 'state': state})}",
            state == (chosen if chosen in STATES else ""),
            sum(STATES.get(state) in {None, row.standing.state} for row in rows),
        )
        for state, words in CHIPS.items()
    ]


@bp.get("/courses/<slug:course>/")
@open_to("employee")
def course(course: str) -> ResponseReturnValue:
    """Show what a course promises, asks for and holds, with one button to go on."""
    now = clock.now()
    shown = queries.get_course_page(session(), current_user.id, course, now=now)
    lessons = outline(shown.course, shown.standing.done, has_passed=shown.standing.has_passed)
    rating = rating_form(course) if shown.standing.completions else None
    return render_template(
        "learning/course.html", page=shown, course=shown.course, lessons=lessons, rating=rating, now=now
    )


@bp.post("/courses/<slug:course>/enroll")
@open_to("employee")
def enroll(course: str) -> ResponseReturnValue:
    """Begin a course, and open its first lesson."""
    with transaction() as current:
        services.enroll(current, current_user.id, course, by=actor(), now=clock.now())
    return _to_first_lesson(course)


@bp.post("/courses/<slug:course>/again")
@open_to("employee")
def take_again(course: str) -> ResponseReturnValue:
    """Begin a completed course once more, since it changed, and open its first lesson."""
    with transaction() as current:
        services.take_again(current, current_user.id, course, by=actor(), now=clock.now())
    return _to_first_lesson(course)


def _to_first_lesson(course: str) -> ResponseReturnValue:
    first = queries.get_course_page(session(), current_user.id, course, now=clock.now()).resume_at
    if first is None:
        return redirect(url_for(".course", course=course), code=303)
    return redirect(url_for(".lesson", course=course, lesson=first), code=303)


@bp.get("/courses/<slug:course>/<slug:lesson>/")
@open_to("employee")
def lesson(course: str, lesson: str) -> ResponseReturnValue:
    """Show a lesson; whoever is in the course will find this place again."""
    shown = queries.get_lesson_page(session(), current_user.id, course, lesson, now=clock.now())
    enrollment = shown.standing.enrollment_id
    if enrollment and not shown.standing.completed_at and shown.standing.last_lesson != lesson:
        write_if_free(lambda current: services.record_view(current, enrollment, lesson))
    return _lesson_page(shown)


def _lesson_page(shown: queries.LessonPage, tried: rules.Tried | None = None) -> str:
    """The lesson, with the feedback on one practice question if one was answered."""
    here, standing = shown.lesson.slug, shown.standing
    course_href = url_for(".course", course=shown.course.slug)
    return render_template(
        "learning/lesson.html",
        page=shown,
        course=shown.course,
        lesson=shown.lesson,
        body=body(shown.lesson, f"{course_href}{here}/", tried),
        course_href=course_href,
        lessons=outline(shown.course, standing.done, here=here, has_passed=standing.has_passed),
        is_overdue=shown.is_overdue(clock.now().date()),
        kept=own.get_kept(session(), current_user.id, shown.course.slug, here),
    )


@bp.post("/courses/<slug:course>/<slug:lesson>/practice/<slug:question>")
@open_to("employee")
def practice(course: str, lesson: str, question: str) -> ResponseReturnValue:
    """Answer a practice question with feedback; nothing is counted, nothing is kept."""
    shown = queries.get_lesson_page(session(), current_user.id, course, lesson, now=clock.now())
    if question not in shown.lesson.practice:
        raise NotFound("There is no practice question of that name in this lesson.")
    asked = shown.lesson.practice[question]
    tried = _try_out(asked)
    status = 422 if tried and tried.is_empty else 200
    if not wants_json():
        return _lesson_page(shown, tried), status
    href = url_for(".lesson", course=course, lesson=lesson)
    question_now = tried.asked if tried else rules.ask_practice(asked)
    return render_template(
        "learning/_practice.html", question=question_now, lesson_href=href, tried=tried
    ), status


def _try_out(question: Question) -> rules.Tried | None:
    """What the form says to a practice question; nothing when it asks to begin a drill again."""
    if "again" in request.form:
        return None
    sent = request.form.getlist(f"answer-{question.id}")
    return rules.try_out(question, sent, request.form.getlist(f"choice-{question.id}"))


@bp.post("/courses/<slug:course>/<slug:lesson>/done")
@open_to("employee")
def done(course: str, lesson: str) -> ResponseReturnValue:
    """Mark a lesson done, beginning the course where need be, and lead on to what comes next."""
    with transaction() as current:
        enrollment = services.enroll(current, current_user.id, course, by=actor(), now=clock.now())
        services.mark_done(current, enrollment, lesson, by=actor(), now=clock.now())
    shown = queries.get_lesson_page(session(), current_user.id, course, lesson, now=clock.now())
    return redirect(_onward(shown), code=303)


def _onward(shown: queries.LessonPage) -> str:
    """The next lesson; after the last one what is still open: a lesson, the quiz, or nothing."""
    slug = shown.course.slug
    if shown.standing.completed_at:
        flash(f"You have completed {shown.course.title}.")
        return url_for(".course", course=slug)
    flash(f"Done: {shown.lesson.title}.")
    if shown.after:
        return url_for(".lesson", course=slug, lesson=shown.after.slug)
    if shown.first_open:
        return url_for(".lesson", course=slug, lesson=shown.first_open)
    return url_for(".course", course=slug) if shown.standing.has_passed else url_for(".quiz", course=slug)
