"""The doors of an employee's own prior learning: ask that it counts, and take the request back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.learning import services
from university.learning.forms.waivers import PriorLearningForm
from university.learning.models import WaiverReason
from university.learning.queries.waivers import PriorLearning, get_prior_learning
from university.learning.views.blueprint import bp
from university.web.access import actor, open_to
from university.web.db import session, transaction


@bp.get("/courses/<slug:course>/prior-learning")
@open_to("employee")
def prior_learning(course: str) -> ResponseReturnValue:
    """Ask how somebody learned what a course teaches, or say where the request stands."""
    mine = _mine(course)
    form = PriorLearningForm()
    form.offer(mine.approvers)
    return _page(mine, form)


@bp.post("/courses/<slug:course>/prior-learning")
@open_to("employee")
def ask_waiver(course: str) -> ResponseReturnValue:
    """Ask the chosen approver; asking again changes nothing."""
    mine = _mine(course)
    form = PriorLearningForm()
    form.offer(mine.approvers)
    if not form.validate():
        return _page(mine, form), 422
    claim = services.Claim(
        employee_id=current_user.id,
        course=course,
        reason=WaiverReason(form.reason.data),
        evidence=form.evidence.data or "",
    )
    with transaction() as current:
        services.ask_waiver(current, claim, approver_id=form.approver.data, by=actor(), now=clock.now())
    flash("Your request is on its way. You are told as soon as it is decided.")
    return redirect(url_for(".prior_learning", course=course), code=303)


@bp.post("/courses/<slug:course>/prior-learning/withdraw")
@open_to("employee")
def withdraw_request(course: str) -> ResponseReturnValue:
    """Take one's own request back while nobody has decided."""
    with transaction() as current:
        services.withdraw_request(current, current_user.id, course, by=actor(), now=clock.now())
    flash("Your request is taken back. Nobody is asked to decide any more.")
    return redirect(url_for(".prior_learning", course=course), code=303)


def _mine(course: str) -> PriorLearning:
    return get_prior_learning(session(), current_user.id, course, today=clock.now().date())


def _page(mine: PriorLearning, form: PriorLearningForm) -> str:
    return render_template("learning/prior_learning.html", mine=mine, course=mine.course, form=form)
