"""The desk where HR and managers assign courses: list, new one with its preview, one rule with its people."""

from functools import partial
from secrets import token_urlsafe
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Clash, Invalid, NotFound
from university.courses.queries import get_catalog
from university.learning import services
from university.learning.forms.assigning import AssignForm, DeskAssignForm, LineAssignForm
from university.learning.models import AssignmentRule
from university.learning.queries import assignment_desk as desk
from university.learning.queries.assignment_desk import RuleState
from university.learning.queries.assignment_preview import Preview, get_preview
from university.learning.queries.audiences import find_number, list_departments, list_parts
from university.learning.rules.assigning import AssignmentState
from university.learning.rules.audiences import AssignmentValues
from university.people.queries import get_employee, get_report, list_reports
from university.web.access import actor, open_to
from university.web.db import session, transaction

bp = Blueprint("assignments", __name__, url_prefix="/assignments")
LAST_PAGE = 100_000
LAST_ID = 10**9


def _line_of() -> int | None:
    """Whose line holds the reader: HR is held by none, a manager by the own."""
    return None if "hr" in current_user.roles else int(current_user.id)


@bp.get("/")
@open_to("hr", "manager")
def assignments() -> ResponseReturnValue:
    """List the rules: HR's whole, a manager's own."""
    asked = request.args.get("state", "")
    state = RuleState(asked) if asked in {*RuleState} else RuleState.CURRENT
    page = _page()
    found = desk.list_rules(session(), made_by_id=_line_of(), state=state, page=page, now=clock.now())
    return render_template(
        "learning/assignments.html",
        found=found,
        state=state,
        states=RuleState,
        page=page,
        is_hr=_line_of() is None,
    )


@bp.get("/new")
@open_to("hr", "manager")
def new_assignment() -> ResponseReturnValue:
    """Ask what to assign to whom; the address may name a course and a person."""
    form = _form()
    _prefill(form)
    return render_template("learning/new_assignment.html", form=form)


@bp.post("/new")
@open_to("hr", "manager")
def assignment_preview() -> ResponseReturnValue:
    """Say in words and names what a rule would do; nothing is written."""
    form = _form()
    if request.form.get("act") == "change":
        return render_template("learning/new_assignment.html", form=form)
    values = _read(form)
    shown = _preview(form, values) if values else None
    if shown is None:
        return render_template("learning/new_assignment.html", form=form), 422
    return _show(form, shown)


@bp.post("/")
@open_to("hr", "manager")
def make() -> ResponseReturnValue:
    """Make the rule that was shown; the same form sent twice makes it once."""
    form = _form()
    values = _read(form)
    if values:
        try:
            rule = _make(values, form)
        except Clash as refusal:
            if shown := _preview(form, values):
                return _show(form, shown, has_moved=str(refusal))
        except (Invalid, NotFound) as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash("It is assigned, and everybody concerned is told.")
            return redirect(url_for(".assignment", rule_id=rule.id), code=303)
    return render_template("learning/new_assignment.html", form=form), 422


@bp.get("/<id:rule_id>/")
@open_to("hr", "manager")
def assignment(rule_id: int) -> ResponseReturnValue:
    """One rule: who must do it, how each stands, and how to end it or take it back."""
    asked = request.args.get("state", "")
    state = AssignmentState(asked) if asked in {*AssignmentState} else None
    shown = desk.get_rule_page(
        session(), rule_id, made_by_id=_line_of(), state=state, page=_page(), now=clock.now()
    )
    return render_template(
        "learning/assignment.html",
        shown=shown,
        row=shown.row,
        state=state,
        states=AssignmentState,
        page=_page(),
    )


@bp.get("/<id:rule_id>/<any('undo', 'end'):step>")
@open_to("hr", "manager")
def assignment_step(rule_id: int, step: str) -> ResponseReturnValue:
    """Ask before a rule is taken back or ended, in words that say whom it touches."""
    shown = desk.get_rule_page(session(), rule_id, made_by_id=_line_of(), now=clock.now())
    return render_template("learning/assignment_step.html", shown=shown, row=shown.row, step=step)


@bp.post("/<id:rule_id>/<any('undo', 'end'):step>")
@open_to("hr", "manager")
def take_step(rule_id: int, step: str) -> ResponseReturnValue:
    """Take a rule back, or end it."""
    act = services.undo if step == "undo" else services.end
    with transaction() as current:
        act(current, rule_id, made_by_id=_line_of(), by=actor(), now=clock.now())
    flash("It is taken back." if step == "undo" else "It is ended: it asks nobody new.")
    return redirect(url_for(".assignment", rule_id=rule_id), code=303)


def _page() -> int:
    return min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)


def _form() -> AssignForm:
    courses = [(one.slug, f"{one.title} ({one.slug})") for one in get_catalog(session()).courses.values()]
    today = clock.now().date()
    if _line_of() is None:
        form = DeskAssignForm()
        parts = list_parts(session(), today=today)
        departments = list_departments(session(), today=today)
        form.offer(courses, parts, departments, partial(find_number, session()))
        return form
    own = LineAssignForm()
    reports = list_reports(session(), current_user.id, today=today, is_whole=True)
    people = [(one.employee_number, one.name) for one in reports]
    own.offer(courses, people, current_user.employee_number)
    return own


def _prefill(form: AssignForm) -> None:
    """Choose the course and the person that a link from another page names."""
    if (course := request.args.get("course", "")) in get_catalog(session()).courses:
        form.course.data = course
    if (person := request.args.get("person", 0, type=int)) and 0 < person <= LAST_ID:
        form.audience.data, form["person"].data = "person", _number_of(person)


def _number_of(employee_id: int) -> str:
    if _line_of() is None:
        return get_employee(session(), employee_id).employee_number
    own = get_report(session(), current_user.id, employee_id, today=clock.now().date())
    return own.employee_number


def _read(form: AssignForm) -> AssignmentValues | None:
    return form.read() if form.validate() else None


def _preview(form: AssignForm, values: AssignmentValues) -> Preview | None:
    example = request.form.get("example", type=int)
    options: dict[str, Any] = {"line_of": _line_of(), "example_id": example, "now": clock.now()}
    try:
        return get_preview(session(), values, **options)
    except (Invalid, NotFound) as refusal:
        form.form_errors.append(str(refusal))
        return None


def _show(form: AssignForm, shown: Preview, *, has_moved: str = "") -> ResponseReturnValue:
    form.key.data = form.key.data or token_urlsafe()
    form.shown.data = len(shown.plan.to_ask)
    return render_template("learning/assignment_preview.html", form=form, shown=shown, has_moved=has_moved)


def _make(values: AssignmentValues, form: AssignForm) -> AssignmentRule:
    key = form.key.data or token_urlsafe()
    with transaction() as current:
        return services.assign(
            current, values, key=key, line_of=_line_of(), shown=form.shown.data, by=actor(), now=clock.now()
        )
