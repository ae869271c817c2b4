"""Ask a colleague to look at the drafts of a course, and answer."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Invalid
from university.studio import queries, services
from university.studio.forms import AnswerForm, AskForm
from university.studio.models import ReviewAnswer
from university.studio.queries import Workbench
from university.studio.views.blueprint import bp
from university.studio.views.places import bench, own_bench
from university.web.access import open_to
from university.web.db import session, transaction

WRONG = 422


@bp.get("/studio/<slug:course>/reviews")
@open_to("author", "admin")
def reviews(course: str) -> ResponseReturnValue:
    """Show who was asked and what they said; whoever owns the course asks, whoever was asked answers."""
    here = bench(course)
    return _page(here, _ask_form(), AnswerForm())


@bp.post("/studio/<slug:course>/reviews")
@open_to("author", "admin")
def ask_for_review(course: str) -> ResponseReturnValue:
    """Ask a colleague."""
    here, form = own_bench(course), _ask_form()
    if not form.validate_on_submit():
        return _page(here, form, AnswerForm(formdata=None)), WRONG
    with transaction() as current:
        review = services.ask_for_review(
            current,
            course,
            reviewer_id=form.reviewer.data,
            words=form.words.data or "",
            by_id=current_user.id,
            now=clock.now(),
        )
    name = next(choice.label for choice in form.reviewer.choices if choice.value == review.reviewer_id)
    flash(f"{name} was told, and finds your request in the Studio.")
    return redirect(url_for(".reviews", course=course), code=303)


@bp.post("/studio/<slug:course>/reviews/<id:review_id>/answer")
@open_to("author", "admin")
def answer_review(course: str, review_id: int) -> ResponseReturnValue:
    """Answer a review that one was asked for."""
    here, form = bench(course), AnswerForm()
    if not form.validate_on_submit():
        return _page(here, _ask_form(is_sent=False), form), WRONG
    answer = ReviewAnswer(form.answer.data)
    try:
        with transaction() as current:
            services.answer_review(
                current,
                course,
                review_id,
                answer=answer,
                words=form.said.data or "",
                by_id=current_user.id,
                now=clock.now(),
            )
    except Invalid as refusal:
        form.said.errors = [str(refusal)]
        return _page(here, _ask_form(is_sent=False), form), WRONG
    flash("Your answer is with the author.")
    return redirect(url_for(".reviews", course=course), code=303)


def _ask_form(*, is_sent: bool = True) -> AskForm:
    form = AskForm() if is_sent else AskForm(formdata=None)
    people = queries.list_reviewers(session(), but=current_user.id, today=clock.now().date())
    form.offer([(person.id, person.name) for person in people])
    return form


def _page(here: Workbench, ask: AskForm, answer: AnswerForm) -> str:
    rows = queries.list_reviews(session(), here.slug, here.drafts)
    return render_template("studio/reviews.html", bench=here, rows=rows, ask=ask, answer=answer)
