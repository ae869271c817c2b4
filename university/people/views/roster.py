"""The employee file: shown as a plan first, then applied, all of it or nothing."""

from dataclasses import dataclass
from hashlib import sha256

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeTimedSerializer

from university.base import clock
from university.base.errors import Invalid
from university.people import services
from university.people.forms import ApplyForm, RosterForm
from university.people.rules import COLUMNS, ImportPlan, Outcome, PlannedRow, read_roster
from university.web import db
from university.web.access import actor, open_to
from university.web.requests import takes_large_forms

bp = Blueprint("roster", __name__, url_prefix="/records/employees/import")
LARGEST_FILE = 8 * 1024 * 1024
LASTS_SECONDS = 3600
SHOWN = 200


@dataclass(frozen=True)
class Part:
    """The rows of a plan with one outcome, as many as a page can show."""

    outcome: Outcome
    total: int
    rows: list[PlannedRow]


@bp.get("", endpoint="import")
@open_to("hr", "admin")
def show_import() -> ResponseReturnValue:
    """Ask for the file, and say what it must look like."""
    return render_template("people/import.html", form=RosterForm(), columns=COLUMNS)


@bp.post("/plan")
@open_to("hr", "admin")
def plan() -> ResponseReturnValue:
    """Show what the file would change; nothing is written."""
    form = RosterForm()
    try:
        if form.validate():
            return _show(_read(form.file.data.stream.read(LARGEST_FILE + 1)))
    except Invalid as refusal:
        form.file.errors = [str(refusal)]
    return render_template("people/import.html", form=form, columns=COLUMNS), 422


@bp.post("/apply")
@open_to("hr", "admin")
@takes_large_forms
def apply() -> ResponseReturnValue:
    """Write what was shown; if somebody changed records meanwhile, show the new plan instead."""
    form = ApplyForm()
    text, digest = _unpack(form.planned.data if form.validate() else "")
    rows = read_roster(text)
    with db.transaction() as current:
        current_plan = services.plan_roster(current, rows)
        is_done = _is_done(current_plan)
        is_as_shown = _digest(current_plan) == digest
        if is_as_shown and not is_done:
            services.apply_import(current, current_plan, by=actor(), now=clock.now())
    if not is_done and not is_as_shown:
        return _show(text, has_moved=True)
    flash("The employee file is applied. Everybody in it is as the file says.")
    return redirect(url_for("roster.import"), code=303)


def _read(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise Invalid("The file is larger than 8 MB. Send it in parts; whoever is not in a part stays as is.")
    read_roster(content)
    return content.decode("utf-8")


def _show(text: str, *, has_moved: bool = False) -> ResponseReturnValue:
    found = services.plan_roster(db.session(), read_roster(text))
    form = ApplyForm(formdata=None, planned=_pack(text, found))
    return render_template(
        "people/plan.html",
        plan=found,
        parts=_parts(found),
        is_done=_is_done(found),
        form=form,
        has_moved=has_moved,
    )


def _parts(found: ImportPlan) -> dict[str, Part]:
    return {
        outcome.value: Part(
            outcome, found.count(outcome), [row for row in found.rows if row.outcome is outcome][:SHOWN]
        )
        for outcome in Outcome
    }


def _is_done(found: ImportPlan) -> bool:
    return found.count(Outcome.UNCHANGED) == len(found.rows)


def _digest(found: ImportPlan) -> str:
    return sha256(repr(found.rows).encode()).hexdigest()


def _pack(text: str, found: ImportPlan) -> str:
    packed = _signer().dumps([current_user.id, text, _digest(found)])
    return packed if isinstance(packed, str) else packed.decode()


def _unpack(packed: str) -> tuple[str, str]:
    try:
        owner, text, digest = _signer().loads(packed, max_age=LASTS_SECONDS)
    except BadSignature:
        owner, text, digest = None, "", ""
    if owner != current_user.id:
        raise Invalid("The plan was made more than an hour ago, or by somebody else. Send the file again.")
    return text, digest


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="employee file")
