"""The page on which a counted question is voided: first what will happen to whom, then the act."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Closed
from university.learning import services
from university.studio import queries
from university.studio.forms import VoidForm
from university.studio.views.blueprint import bp
from university.web.access import actor, open_to
from university.web.db import session, transaction


@bp.get("/studio/<slug:course>/questions/<slug:counted>/void")
@open_to("author", "hr")
def void(course: str, counted: str) -> ResponseReturnValue:
    """Show what voiding a question would do to attempts, scores and people, and ask why."""
    return _page(course, counted, VoidForm())


@bp.post("/studio/<slug:course>/questions/<slug:counted>/void")
@open_to("author", "hr")
def void_now(course: str, counted: str) -> ResponseReturnValue:
    """Void the question for good, and tell those whose score rose."""
    queries.get_voidable(session(), course, current_user)
    form = VoidForm()
    if not form.validate_on_submit():
        return _page(course, counted, form), 422
    try:
        with transaction() as current:
            services.void_question(
                current, course, counted, form.reason.data or "", by=actor(), now=clock.now()
            )
    except Closed as refusal:
        form.form_errors = [str(refusal)]
        return _page(course, counted, form), 409
    flash("The question is voided. It counts as right for whoever was asked it.")
    return redirect(url_for(".void", course=course, counted=counted), code=303)


def _page(course: str, counted: str, form: VoidForm) -> str:
    shown = queries.get_voiding(session(), course, counted, current_user, now=clock.now())
    return render_template("studio/void.html", shown=shown, form=form)
