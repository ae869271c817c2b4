"""Sign in, sign out, and come back to where one was; nothing that was being written is lost."""

from datetime import timedelta

from flask import flash, jsonify, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import NotAllowed, NotFound, TooMany
from university.people import queries, services
from university.people.forms import NewPasswordForm, SignInForm
from university.people.views import kept
from university.people.views.blueprint import bp
from university.people.views.entering import enter
from university.people.views.passwords import cost, has_sound_password
from university.web import db, redirects
from university.web.access import open_to
from university.web.errors import wants_json

RENEWED_EVERY = timedelta(minutes=5)
LONGEST_NEXT = 2000
WRONG = "That e-mail or number and password do not belong together. Check both and try again."


@bp.get("/sign-in")
@open_to("public")
def sign_in() -> ResponseReturnValue:
    """The door; whoever is inside already is led on."""
    if current_user.is_authenticated:
        return redirects.onward(redirects.wanted())
    return _door(SignInForm(next=redirects.wanted()))


@bp.post("/sign-in")
@open_to("public")
def try_sign_in() -> ResponseReturnValue:
    """Look at the password, slowly and outside any transaction, and open a new session."""
    form = SignInForm()
    if not form.validate():
        return _door(form, 422)
    try:
        employee_id, renewed = _prove(form.account.data, form.password.data)
        enter(employee_id, renewed=renewed)
    except NotFound:
        return _refuse(form, WRONG, 422)
    except NotAllowed as refusal:
        return _refuse(form, str(refusal), 403)
    except TooMany as refusal:
        answer = make_response(_refuse(form, str(refusal), 429))
        answer.headers["Retry-After"] = str(refusal.retry_after)
        return answer
    if writing := kept.unpack(form.kept.data):
        return render_template("people/send_again.html", writing=writing)
    return redirects.onward(form.next.data)


def _prove(account: str, password: str) -> tuple[int, services.Rehash | None]:
    """Who it is, if the password fits, and its hash if that was renewed.

    An unknown account costs the same work and gets the same answer.

    Raises ``NotFound`` if it does not fit, ``TooMany`` during a wait.
    """
    employee = queries.find_account(db.session(), account)
    counted_as, hashed = (employee.employee_number, employee.password_hash) if employee else (account, None)
    with db.transaction() as current:
        services.begin_try(current, counted_as, request.remote_addr or "", now=clock.now())
    if not services.is_right(hashed, password, cost()) or employee is None:
        raise NotFound(WRONG)
    return employee.id, services.renew_hash(hashed or "", password, cost())


def _door(form: SignInForm, status: int = 200, *, was_writing: bool = False) -> ResponseReturnValue:
    was_writing = was_writing or bool(form.kept.data)
    return render_template("people/sign_in.html", form=form, was_writing=was_writing), status


def _refuse(form: SignInForm, words: str, status: int) -> ResponseReturnValue:
    form.form_errors.append(words)
    return _door(form, status)


def ask_to_sign_in() -> ResponseReturnValue:
    """Answer a stranger at a private page: the door, which leads back here with whatever was sent."""
    if wants_json():
        return jsonify(
            error="Please sign in first", reason="You are signed out. Sign in again to go on."
        ), 401
    if request.method in {"GET", "HEAD"}:
        target = redirects.here() if len(redirects.here()) <= LONGEST_NEXT else None
        return redirect(url_for("people.sign_in", next=target), code=303)
    if request.endpoint == "people.sign_out":
        return redirect(url_for("people.sign_in"), code=303)
    form = SignInForm(formdata=None, kept=kept.pack() or "")
    return _door(form, 401, was_writing=True)


@bp.post("/sign-out")
@open_to("employee")
def sign_out() -> ResponseReturnValue:
    """End this sign-in; the pages kept by this browser are dropped, its choice of colors is not."""
    with db.transaction() as current:
        services.close_sign_in(current, current_user.token)
    session.clear()
    answer = redirect(url_for("people.sign_in"), code=303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.get("/set-password/<token>")
@open_to("public")
def set_password(token: str) -> ResponseReturnValue:
    """Choose a password by a link that was sent; raises ``NotFound`` for a link that is over."""
    employee = queries.get_employee_by_link(db.session(), token, now=clock.now())
    return render_template("people/set_password.html", form=NewPasswordForm(), employee=employee)


@bp.post("/set-password/<token>")
@open_to("public")
def keep_password(token: str) -> ResponseReturnValue:
    """Set the password, which uses up the link and ends every sign-in of the person."""
    employee = queries.get_employee_by_link(db.session(), token, now=clock.now())
    form = NewPasswordForm()
    if not has_sound_password(form, name=employee.name, email=employee.email):
        return render_template("people/set_password.html", form=form, employee=employee), 422
    hashed = services.hash_password(form.password_new.data, cost())
    with db.transaction() as current:
        services.set_password_by_link(current, token, hashed, now=clock.now())
    session.clear()
    flash("Your password is set. Sign in with it.")
    return redirect(url_for("people.sign_in"), code=303)


@bp.before_app_request
def renew() -> None:
    """Note now and then that the person is still here, before the page reads anything."""
    if request.endpoint in {None, "static"} or not current_user.is_authenticated:
        return
    token, now = current_user.token, clock.now()
    if current_user.seen_at + RENEWED_EVERY <= now:
        db.write_if_free(lambda current: services.renew_sign_in(current, token, now=now))
