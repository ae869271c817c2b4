"""HR's board of signs that attempts may not be somebody's own work; a person looks, nothing follows by itself."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.learning import services
from university.learning.forms.signals import ReviewSignalForm
from university.learning.queries.signals import MOST, find_review, get_board, get_signal_page
from university.web.access import actor, open_to
from university.web.db import session, transaction

LONGEST_COURSE = 80

bp = Blueprint("integrity", __name__, url_prefix="/integrity")


@bp.get("/")
@open_to("hr")
def integrity() -> ResponseReturnValue:
    """Show every sign with its reasons, and below those that somebody has looked at."""
    board = get_board(session(), _course())
    page = render_template("learning/integrity.html", board=board, most=MOST)
    _note(len(board.signals) + len(board.reviewed), board.course)
    return page


@bp.get("/<slug:signal>/")
@open_to("hr")
def signal(signal: str) -> ResponseReturnValue:
    """Show one sign: whose attempts, what is equal or how fast, and a place for what one found."""
    page = _signal_page(signal, ReviewSignalForm())
    _note(1, _course())
    return page


@bp.post("/<slug:signal>/")
@open_to("hr")
def review_signal(signal: str) -> ResponseReturnValue:
    """Keep what was found, and go back to the board."""
    form = ReviewSignalForm()
    if not form.validate_on_submit() and find_review(session(), signal) is None:
        return _signal_page(signal, form), 422
    with transaction() as current:
        services.review_signal(
            current, signal, form.words.data or "", course=_course(), by_id=current_user.id, now=clock.now()
        )
    flash("Noted. The sign now stands below, with what you found.")
    return redirect(url_for(".integrity", course=_course() or None), code=303)


def _signal_page(key: str, form: ReviewSignalForm) -> str:
    shown = get_signal_page(session(), key, _course())
    return render_template("learning/signal.html", shown=shown, course=_course(), form=form)


def _course() -> str:
    """The course that was asked for; empty for all of them."""
    return request.args.get("course", "")[:LONGEST_COURSE]


def _note(signals: int, course: str) -> None:
    # Who looked at signs about others is itself a fact.
    with transaction() as current:
        services.note_view(current, signals, course, by=actor(), now=clock.now())
