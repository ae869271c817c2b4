"""The desk of prior learning: what was asked, one request with its evidence, and a waiver by HR."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Refusal
from university.courses.queries import get_catalog
from university.learning import services
from university.learning.forms.waivers import APPROVE, DecisionForm, NewWaiverForm, TakeBackForm
from university.learning.models import WaiverReason, WaiverState
from university.learning.queries.waivers import WaiverPage, get_waiver_page, list_waivers
from university.learning.views.persons import person_of
from university.web.access import actor, open_to
from university.web.db import session, transaction

bp = Blueprint("waivers", __name__, url_prefix="/waivers")

#: What the filter of the list says in the address.
STATES = {state.value: state for state in WaiverState}


@bp.get("/")
@open_to("hr", "manager")
def waivers() -> ResponseReturnValue:
    """List what this reader decides about: for HR everything, for a manager what names them."""
    chosen = request.args.get("state", "")
    rows = list_waivers(session(), current_user.id, is_hr=_is_hr(), state=STATES.get(chosen))
    chips = [
        (words, f"?state={state}", state == (chosen if chosen in STATES else ""), None)
        for state, words in {"": "All", **{state: state.capitalize() for state in STATES}}.items()
    ]
    return render_template("learning/waivers.html", rows=rows, chips=chips, state=chosen, is_hr=_is_hr())


@bp.get("/<id:waiver_id>/")
@open_to("hr", "manager")
def waiver(waiver_id: int) -> ResponseReturnValue:
    """One request with its evidence, and what a decision would do."""
    return _page(_shown(waiver_id), DecisionForm(), TakeBackForm())


@bp.post("/<id:waiver_id>/")
@open_to("hr", "manager")
def decide(waiver_id: int) -> ResponseReturnValue:
    """Approve or decline, with words; deciding the same again changes nothing."""
    shown, form = _shown(waiver_id), DecisionForm()
    is_approved = form.decision.data == APPROVE
    if form.validate() and not is_approved and not form.words.data:
        form.words.errors = ["Say what is missing: they read it"]
    if form.errors:
        return _page(shown, form, TakeBackForm()), 422
    with transaction() as current:
        services.decide_waiver(
            current,
            waiver_id,
            current_user.id,
            is_approved=is_approved,
            words=form.words.data or "",
            by=actor(),
            now=clock.now(),
        )
    flash(f"{'Approved' if is_approved else 'Declined'}. {shown.row.name} is told.")
    return redirect(url_for(".waiver", waiver_id=waiver_id), code=303)


@bp.post("/<id:waiver_id>/withdraw")
@open_to("hr")
def withdraw(waiver_id: int) -> ResponseReturnValue:
    """Take back what was approved, while the quiz is not passed."""
    shown, form = _shown(waiver_id), TakeBackForm()
    if not form.validate():
        return _page(shown, DecisionForm(formdata=None), form), 422
    with transaction() as current:
        services.withdraw_waiver(current, waiver_id, words=form.words.data or "", by=actor(), now=clock.now())
    flash(f"Taken back: the lessons are open again, and {shown.row.name} is told.")
    return redirect(url_for(".waiver", waiver_id=waiver_id), code=303)


@bp.route("/new", methods=["GET", "POST"])
@open_to("hr")
def new_waiver() -> ResponseReturnValue:
    """Waive the lessons of a course for somebody, on one's own responsibility."""
    form = NewWaiverForm()
    form.offer(list(get_catalog(session()).courses.values()))
    if form.validate_on_submit() and (person := person_of(form)):
        claim = services.Claim(
            employee_id=person.id,
            course=form.course.data,
            reason=WaiverReason(form.reason.data),
            evidence=form.evidence.data or "",
        )
        try:
            with transaction() as current:
                kept = services.record_waiver(
                    current, claim, approver_id=current_user.id, by=actor(), now=clock.now()
                )
            flash(f"The lessons count as done for {person.name}, who is told.")
            return redirect(url_for(".waiver", waiver_id=kept.id), code=303)
        except Refusal as refusal:
            form.form_errors.append(str(refusal))
    page = render_template("learning/new_waiver.html", form=form)
    return page, 422 if form.errors else 200


def _is_hr() -> bool:
    return "hr" in current_user.roles


def _shown(waiver_id: int) -> WaiverPage:
    return get_waiver_page(session(), waiver_id, current_user.id, is_hr=_is_hr(), now=clock.now())


def _page(shown: WaiverPage, form: DecisionForm, back: TakeBackForm) -> str:
    return render_template(
        "learning/waiver.html", page=shown, row=shown.row, form=form, back=back, is_hr=_is_hr()
    )
