"""What one gets by mail, and when."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.outbox import queries, services
from university.outbox.forms import ChoicesForm
from university.outbox.models import Delivery
from university.outbox.rules import ALWAYS_SENT, KINDS, MUTABLE
from university.outbox.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session, transaction
from university.web.settings import settings


@bp.get("/me/messages")
@open_to("employee")
def choices() -> ResponseReturnValue:
    """Show what comes by mail, and when."""
    choice = queries.find_choice(session(), current_user.id)
    muted = set(choice.muted) if choice else set()
    form = ChoicesForm(
        delivery=(choice.delivery if choice else Delivery.DAILY).name,
        wanted=[kind.name for kind in MUTABLE if kind.name not in muted],
    )
    return _page(form)


@bp.post("/me/messages")
@open_to("employee")
def choose() -> ResponseReturnValue:
    """Keep what was chosen."""
    form = ChoicesForm()
    if not form.validate():
        return _page(form), 422
    with transaction() as current:
        services.choose(
            current,
            current_user.id,
            delivery=Delivery[form.delivery.data],
            muted={kind.name for kind in MUTABLE} - set(form.wanted.data or ()),
            now=clock.now(),
        )
    flash("Kept. It counts from the next message on.")
    return redirect(url_for("outbox.choices"), code=303)


def _page(form: ChoicesForm) -> str:
    return render_template(
        "outbox/choices.html",
        form=form,
        always=[kind for kind in KINDS if kind.is_mandatory],
        why=ALWAYS_SENT,
        is_mailed=settings().mail_server is not None,
    )
