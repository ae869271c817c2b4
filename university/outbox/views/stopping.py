"""The link in a mail that stops mails of its kind, for whoever holds it, signed in or not."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from university.base import clock
from university.base.errors import NotFound
from university.outbox import queries, services
from university.outbox.models import Message
from university.outbox.rules import ANY_KIND, Kind, read_stop_token, stopped_with
from university.outbox.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session, transaction
from university.web.settings import settings

BROKEN = "This link is not complete. Copy it from the mail as a whole, or choose on your own page what comes."
#: What a mail program sends in the person's name; it follows no further page (RFC 8058).
ONE_CLICK = ("List-Unsubscribe", "One-Click")


@bp.get("/unsubscribe/<token>")
@open_to("public")
def unsubscribe(token: str) -> ResponseReturnValue:
    """Say what the link stops, with one button; or that it is stopped."""
    return _page(_message(token), token)


@bp.post("/unsubscribe/<token>")
@open_to("signed")
def stop(token: str) -> ResponseReturnValue:
    """Stop mails of this kind; the token is signed by this site, and nothing else is needed."""
    message = _message(token)
    names = [kind.name for kind in stopped_with(ANY_KIND[message.kind])]
    with transaction() as current:
        services.mute(current, message.employee_id, names, now=clock.now())
    if ONE_CLICK in request.form.items():
        return _page(message, token)
    return redirect(url_for("outbox.unsubscribe", token=token), code=303)


def _message(token: str) -> Message:
    number = read_stop_token(token, settings().signing_key())
    if number is None:
        raise NotFound(BROKEN)
    return queries.get_message(session(), number)


def _page(message: Message, token: str) -> str:
    kinds: list[Kind] = stopped_with(ANY_KIND[message.kind])
    choice = queries.find_choice(session(), message.employee_id)
    muted = set(choice.muted) if choice else set()
    return render_template(
        "outbox/unsubscribe.html",
        kinds=kinds,
        is_stopped=all(kind.name in muted for kind in kinds),
        token=token,
    )
