"""What one gets by mail, and when."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.outbox import queries, services
from university.outbox.forms import ChoicesForm
from university.outbox.models import Delivery
from university.outbox.rules import ALWAYS_SENT, KINDS, Kind, offered
from university.outbox.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session, transaction
from university.web.settings import settings


@bp.get("/me/messages")
@open_to("employee")
def choices() -> ResponseReturnValue:
    """Show what comes by mail, and when."""
    choice, muted = queries.find_choice(session(), current_user.id), _muted()
    form = ChoicesForm(
        delivery=(choice.delivery if choice else Delivery.DAILY).name,
        wanted=[kind.name for kind in _offered() if kind.name not in muted],
    )
    return _page(form)


@bp.post("/me/messages")
@open_to("employee")
def choose() -> ResponseReturnValue:
    """Keep what was chosen."""
    form = ChoicesForm()
    form.offer(_offered())
    if not form.validate():
        return _page(form), 422
    asked = {kind.name for kind in _offered()}
    # What was not asked about stays as it was chosen before.
    muted = (asked - set(form.wanted.data or ())) | (_muted() - asked)
    with transaction() as current:
        services.choose(
            current,
            current_user.id,
            delivery=Delivery[form.delivery.data],
            muted=muted,
            now=clock.now(),
        )
    flash("Kept. It counts from the next message on.")
    return redirect(url_for("outbox.choices"), code=303)


def _offered() -> Sequence[Kind]:
    return offered(current_user.roles)


def _muted() -> set[str]:
    choice = queries.find_choice(session(), current_user.id)
    return set(choice.muted) if choice else set()


def _page(form: ChoicesForm) -> str:
    form.offer(_offered())
    return render_template(
        "outbox/choices.html",
        form=form,
        always=[kind for kind in KINDS if kind.is_mandatory],
        why=ALWAYS_SENT,
        is_mailed=settings().mail_server is not None,
    )
