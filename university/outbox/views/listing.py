"""The outbox at the desk of administrators: what was sent, what waits, what failed and why."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from university.base import clock
from university.outbox import queries, services
from university.outbox.models import MessageState
from university.outbox.queries import LAST_PAGE
from university.outbox.rules import ANY_KIND
from university.outbox.views.blueprint import desk as bp
from university.web.access import open_to
from university.web.db import session, transaction
from university.web.filters import label
from university.web.settings import settings


@bp.get("/outbox/")
@open_to("admin")
def outbox() -> ResponseReturnValue:
    """List messages by state and kind, a page at a time."""
    now = clock.now()
    state = _state(request.args.get("state", ""))
    kind = request.args.get("kind", "")
    kind = kind if kind in ANY_KIND else ""
    counts = queries.count_by_state(session())
    page = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    return render_template(
        "outbox/outbox.html",
        found=queries.list_message_page(session(), state=state, kind=kind or None, page=page),
        states=_chips(counts, state, kind),
        failed=counts[MessageState.FAILED],
        kinds=ANY_KIND,
        state=state,
        kind=kind,
        page=page,
        now=now,
        server=settings().mail_server,
    )


@bp.post("/outbox/<id:message_id>/retry")
@open_to("admin")
def retry(message_id: int) -> ResponseReturnValue:
    """Let one failed message wait again."""
    with transaction() as current:
        services.try_again(current, message_id, now=clock.now())
    flash("It waits again, and goes out with the worker's next run.")
    return redirect(url_for("mail.outbox"), code=303)


@bp.post("/outbox/retry")
@open_to("admin")
def retry_all() -> ResponseReturnValue:
    """Let everything that failed within a week wait again."""
    with transaction() as current:
        services.try_all_again(current, now=clock.now())
    flash("What failed within a week waits again, and goes out with the worker's next run.")
    return redirect(url_for("mail.outbox"), code=303)


def _chips(
    counts: Mapping[MessageState, int], state: MessageState | None, kind: str
) -> list[tuple[str, str, bool, int]]:
    of_kind = urlencode({"kind": kind})
    every = ("All", f"?state=&{of_kind}", state is None, sum(counts.values()))
    return [every] + [
        (label(one), f"?state={one}&{of_kind}", one is state, count) for one, count in counts.items()
    ]


def _state(word: str) -> MessageState | None:
    return MessageState(word) if word in set(MessageState) else None
