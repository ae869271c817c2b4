"""The doors by which learners tell authors of a mistake, and what they think of a course."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import NotEarned
from university.learning import queries, services
from university.learning.forms import MistakeForm, RatingForm
from university.learning.forms.voices import NAMED, UNNAMED
from university.learning.queries import voices
from university.learning.services import Said
from university.learning.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session, transaction

WRONG = 422


@bp.get("/courses/<slug:course>/<slug:lesson>/mistake")
@open_to("employee")
def mistake(course: str, lesson: str) -> ResponseReturnValue:
    """Ask what is wrong in a lesson, and show what its reader reported before, with the answers."""
    return _mistake_page(course, lesson, MistakeForm(formdata=None))


@bp.post("/courses/<slug:course>/<slug:lesson>/mistake")
@open_to("employee")
def report_mistake(course: str, lesson: str) -> ResponseReturnValue:
    """Tell the owners of the course."""
    form = MistakeForm()
    if not form.validate_on_submit():
        return _mistake_page(course, lesson, form), WRONG
    with transaction() as current:
        services.report_mistake(
            current,
            current_user.id,
            course,
            lesson,
            form.words.data or "",
            is_named=form.named.data == NAMED,
            now=clock.now(),
        )
    flash("Thank you. The owner of the course was told, and you will get an answer.")
    return redirect(url_for(".lesson", course=course, lesson=lesson, _anchor="own"), code=303)


def _mistake_page(course: str, lesson: str, form: MistakeForm) -> str:
    shown = queries.get_lesson_page(session(), current_user.id, course, lesson, now=clock.now())
    reports = voices.list_own_reports(session(), current_user.id, course, lesson)
    return render_template(
        "learning/mistake.html", course=shown.course, lesson=shown.lesson, form=form, reports=reports
    )


@bp.get("/courses/<slug:course>/rating")
@open_to("employee")
def rating(course: str) -> ResponseReturnValue:
    """Ask somebody who completed a course what they think of it."""
    return _rating_page(course, rating_form(course))


@bp.post("/courses/<slug:course>/rating")
@open_to("employee")
def rate(course: str) -> ResponseReturnValue:
    """Keep what they think; saying it again changes it."""
    form = RatingForm()
    if not form.validate_on_submit():
        return _rating_page(course, form), WRONG
    said = Said(stars=form.stars.data, comment=form.comment.data or "", is_named=form.named.data == NAMED)
    with transaction() as current:
        services.rate(current, current_user.id, course, said, now=clock.now())
    flash("Thank you. The authors of the course read it in the Studio.")
    return redirect(url_for(".course", course=course), code=303)


def rating_form(course: str) -> RatingForm:
    """What its reader thinks of a course, as it was said last."""
    kept = voices.find_rating(session(), current_user.id, course)
    if kept is None:
        return RatingForm(formdata=None)
    named = NAMED if kept.is_named else UNNAMED
    return RatingForm(formdata=None, stars=kept.stars, comment=kept.comment, named=named)


def _rating_page(course: str, form: RatingForm) -> str:
    shown = queries.get_course_page(session(), current_user.id, course, now=clock.now())
    if not shown.standing.completions:
        raise NotEarned("Complete the course first; then you can tell its authors what you think of it.")
    return render_template("learning/rating.html", course=shown.course, form=form)
