"""One's own page: who the company thinks one is, where one is signed in, and the password."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.people import queries, services
from university.people.forms import ChangePasswordForm
from university.people.models import Employee
from university.people.queries import token_digest
from university.people.views.blueprint import bp
from university.people.views.passwords import cost, has_sound_password
from university.web import db
from university.web.access import actor, open_to
from university.web.settings import settings

WRONG = "That is not your current password."


@bp.get("/me/")
@open_to("employee")
def me() -> ResponseReturnValue:
    """Show the signed-in person their own entry and their sign-ins."""
    idle = timedelta(minutes=settings().session_idle_minutes)
    return render_template(
        "people/me.html",
        employee=queries.get_employee(db.session(), current_user.id),
        sign_ins=queries.list_sign_ins(db.session(), current_user.id, now=clock.now(), idle=idle),
        this_one=token_digest(current_user.token),
    )


@bp.post("/me/sign-ins/end-others")
@open_to("employee")
def end_other_sign_ins() -> ResponseReturnValue:
    """Sign out every other browser of this person."""
    with db.transaction() as current:
        services.close_sign_ins(current, current_user.id, keep=current_user.token)
    flash("You are signed out everywhere else.")
    return redirect(url_for("people.me"), code=303)


@bp.get("/me/password")
@open_to("employee")
def change_password() -> ResponseReturnValue:
    """Show the form for a new password."""
    return render_template("people/change_password.html", form=ChangePasswordForm())


@bp.post("/me/password")
@open_to("employee")
def keep_new_password() -> ResponseReturnValue:
    """Change the password of whoever knows the current one; all other sign-ins end."""
    form = ChangePasswordForm()
    employee = queries.get_employee(db.session(), current_user.id)
    if not has_sound_password(form, name=employee.name, email=employee.email):
        return render_template("people/change_password.html", form=form), 422
    before = employee.password_hash
    if not _is_current(employee, form.password_now.data):
        if services.is_right(before, form.password_new.data, cost()):
            # The same form once more: the first press has done it.
            flash("Your new password counts already.")
            return redirect(url_for("people.me"), code=303)
        form.password_now.errors = [WRONG]
        return render_template("people/change_password.html", form=form), 422
    after = services.hash_password(form.password_new.data, cost())
    with db.transaction() as current:
        services.change_password(
            current,
            current_user.id,
            before=before,
            after=after,
            keep=current_user.token,
            by=actor(),
            now=clock.now(),
        )
    flash("Your password is changed, and you are signed out everywhere else.")
    return redirect(url_for("people.me"), code=303)


def _is_current(employee: Employee, password: str) -> bool:
    """Whether it is the current password; a guess here counts like one at the door."""
    hashed = employee.password_hash
    with db.transaction() as current:
        services.begin_try(current, employee.employee_number, request.remote_addr or "", now=clock.now())
    return services.is_right(hashed, password, cost())
