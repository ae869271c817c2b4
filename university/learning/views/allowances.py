"""The desk of allowances: who has more time or more attempts, give it, end it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Refusal
from university.courses.queries import get_catalog
from university.learning import services
from university.learning.forms.allowances import AllowanceForm
from university.learning.queries.allowances import list_allowances
from university.learning.rules import Allowed
from university.learning.views.persons import person_of
from university.web.access import actor, open_to
from university.web.db import session, transaction

bp = Blueprint("allowances", __name__, url_prefix="/allowances")


@bp.get("/")
@open_to("hr")
def allowances() -> ResponseReturnValue:
    """List what was given, what still holds first."""
    return render_template("learning/allowances.html", rows=list_allowances(session()))


@bp.route("/new", methods=["GET", "POST"])
@open_to("hr")
def new_allowance() -> ResponseReturnValue:
    """Give somebody more time or more attempts in one course."""
    form = AllowanceForm()
    form.offer([course for course in get_catalog(session()).courses.values() if course.quiz])
    if form.validate_on_submit() and (person := person_of(form)):
        allowed = Allowed(extra_minutes=form.minutes.data or 0, extra_attempts=form.attempts.data or 0)
        try:
            with transaction() as current:
                services.give_allowance(
                    current,
                    person.id,
                    form.course.data,
                    allowed,
                    reason=form.reason.data or "",
                    given_by_id=current_user.id,
                    by=actor(),
                    now=clock.now(),
                )
            flash(f"{person.name} has {allowed.words}, and is told.")
            return redirect(url_for(".allowances"), code=303)
        except Refusal as refusal:
            form.form_errors.append(str(refusal))
    page = render_template("learning/new_allowance.html", form=form)
    return page, 422 if form.errors else 200


@bp.post("/<id:allowance_id>/end")
@open_to("hr")
def end(allowance_id: int) -> ResponseReturnValue:
    """End what was given; attempts that were started keep it."""
    with transaction() as current:
        services.end_allowance(current, allowance_id, by=actor(), now=clock.now())
    flash("Ended. Attempts that were started before keep what they had.")
    return redirect(url_for(".allowances"), code=303)
