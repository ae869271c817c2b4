"""What one was told: the list of notices."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.outbox import queries, services
from university.outbox.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session, transaction


@bp.get("/notices/")
@open_to("employee")
def notices() -> ResponseReturnValue:
    """Show the newest notices, those not read yet marked in words."""
    messages = queries.list_messages(session(), current_user.id)
    new = sum(message.read_at is None for message in messages)
    return render_template("outbox/notices.html", messages=messages, new=new)


@bp.post("/notices/read")
@open_to("employee")
def mark_read() -> ResponseReturnValue:
    """Mark all notices as read."""
    with transaction() as current:
        services.mark_read(current, current_user.id, now=clock.now())
    flash("All notices are marked as read.")
    return redirect(url_for("outbox.notices"), code=303)
