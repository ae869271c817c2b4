"""What learners say of a course, for its owners: mistakes to answer, and ratings."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.learning import services as learning
from university.studio.forms import MistakeAnswerForm
from university.studio.queries import Workbench
from university.studio.queries.voices import get_voices
from university.studio.views.blueprint import bp
from university.studio.views.places import own_bench
from university.web.access import open_to
from university.web.db import session, transaction

WRONG = 422


@bp.get("/studio/<slug:course>/voices")
@open_to("author", "admin")
def voices(course: str) -> ResponseReturnValue:
    """Show the owners what readers reported, and how the course is rated."""
    return _page(own_bench(course), MistakeAnswerForm(formdata=None))


@bp.post("/studio/<slug:course>/voices/<id:report_id>/answer")
@open_to("author", "admin")
def answer_mistake(course: str, report_id: int) -> ResponseReturnValue:
    """Answer a report; its reader is told."""
    here, form = own_bench(course), MistakeAnswerForm()
    if not form.validate_on_submit():
        return _page(here, form, report_id), WRONG
    answer = form.said.data or ""
    with transaction() as current:
        learning.answer_mistake(current, course, report_id, answer, by_id=current_user.id, now=clock.now())
    flash("Answered. The reader finds your words under Notices.")
    return redirect(url_for(".voices", course=course), code=303)


def _page(here: Workbench, form: MistakeAnswerForm, answering: int | None = None) -> str:
    shown = get_voices(session(), here.slug, here.live)
    return render_template("studio/voices.html", bench=here, shown=shown, form=form, answering=answering)
