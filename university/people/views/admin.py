"""The desk of administrators: find a person, give and take roles, let go and take back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Invalid
from university.people import queries, services
from university.people.forms import ROLE_WORDS, RoleForm
from university.people.models import Role
from university.web import db
from university.web.access import actor, open_to
from university.web.settings import settings

bp = Blueprint("admin", __name__, url_prefix="/admin")
STATES = ("active", "left", "all")
LONGEST_SEARCH = 100
LAST_PAGE = 100_000


@bp.get("/")
@open_to("admin")
def employees() -> ResponseReturnValue:
    """List the employees that fit the words, a page at a time."""
    words = request.args.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    state = request.args.get("state", "active")
    state = state if state in STATES else "active"
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    today = clock.now().date()
    found = queries.list_employees(db.session(), words=words, state=state, page=page, today=today)
    return render_template(
        "people/employees.html", found=found, words=words, state=state, states=STATES, page=page, today=today
    )


@bp.get("/employees/<id:employee_id>/")
@open_to("admin")
def employee(employee_id: int) -> ResponseReturnValue:
    """One person, with the acts an administrator has."""
    person, today = queries.get_employee(db.session(), employee_id), clock.now().date()
    held = {grant.role for grant in person.roles}
    form = RoleForm()
    form.offer_without(held)
    return render_template(
        "people/employee.html",
        employee=person,
        form=form,
        held=[(role, words) for role, words in ROLE_WORDS.items() if role in held],
        today=today,
        has_left=person.has_left(today),
        is_me=person.id == current_user.id,
    )


@bp.post("/employees/<id:employee_id>/roles/give")
@open_to("admin")
def give_role(employee_id: int) -> ResponseReturnValue:
    """Give one role; the person signs in again to use it."""
    role = _role()
    with db.transaction() as current:
        services.give_role(current, employee_id, role, by=actor(), now=clock.now())
    flash(f"The role {role} is given. It counts from the next sign-in on.")
    return _back(employee_id)


@bp.post("/employees/<id:employee_id>/roles/take")
@open_to("admin")
def take_role(employee_id: int) -> ResponseReturnValue:
    """Take one role away; the person is signed out."""
    role = _role()
    with db.transaction() as current:
        services.take_role(current, employee_id, role, by=actor(), now=clock.now())
    flash(f"The role {role} is taken away, and the person is signed out.")
    return _back(employee_id)


@bp.get("/employees/<id:employee_id>/deactivate")
@open_to("admin")
def deactivation(employee_id: int) -> ResponseReturnValue:
    """Ask before letting somebody go, in words that say who is hit."""
    return render_template(
        "people/deactivation.html", employee=queries.get_employee(db.session(), employee_id)
    )


@bp.post("/employees/<id:employee_id>/deactivate")
@open_to("admin")
def deactivate(employee_id: int) -> ResponseReturnValue:
    """Let somebody go today."""
    now = clock.now()
    with db.transaction() as current:
        services.deactivate(current, employee_id, on=now.date(), by=actor(), now=now)
    flash("The person is deactivated and signed out. All records stay.")
    return _back(employee_id)


@bp.post("/employees/<id:employee_id>/reactivate")
@open_to("admin")
def reactivate(employee_id: int) -> ResponseReturnValue:
    """Take somebody back, with the whole history and no roles."""
    with db.transaction() as current:
        services.reactivate(current, employee_id, by=actor(), now=clock.now())
    flash("The person is active again. Roles have to be given anew.")
    return _back(employee_id)


@bp.post("/employees/<id:employee_id>/password-link")
@open_to("admin")
def password_link(employee_id: int) -> ResponseReturnValue:
    """Make a link by which the person sets a password, and show it this once."""
    with db.transaction() as current:
        token = services.make_password_link(current, employee_id, by=actor(), now=clock.now())
    return render_template(
        "people/password_link.html",
        employee=queries.get_employee(db.session(), employee_id),
        # The site's own address: what the browser calls the site must not end up in a secret link.
        link=settings().address + url_for("people.set_password", token=token),
    )


def _role() -> Role:
    form = RoleForm()
    if not form.validate():
        raise Invalid("That is not a role. Go back and choose one from the list.")
    return Role(form.role.data)


def _back(employee_id: int) -> ResponseReturnValue:
    return redirect(url_for("admin.employee", employee_id=employee_id), code=303)
