"""What everybody sees: events, the timetable, sessions and their seats, the calendar file."""

from urllib.parse import urlsplit

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import NotFound
from university.unconference import documents, queries, rules, services
from university.unconference.models import Unconference
from university.unconference.rules import Act, SignupState
from university.unconference.views.blueprint import bp
from university.unconference.views.reader import get_breakout, get_event, is_organizer, offers
from university.web.access import actor, open_to
from university.web.db import session, transaction
from university.web.filters import zone_of_reader
from university.web.settings import settings


@bp.get("/")
@open_to("employee")
def events() -> ResponseReturnValue:
    """The unconferences to come and the past ones."""
    today = clock.now().astimezone(zone_of_reader()).date()
    upcoming, past = queries.list_events(session(), is_organizer=is_organizer(), today=today)
    return render_template(
        "unconference/events.html", upcoming=upcoming, past=past, is_organizer=is_organizer()
    )


@bp.get("/<slug:event>/")
@open_to("employee")
def event(event: str) -> ResponseReturnValue:
    """What an unconference is, where it stands, and what one can do now."""
    shown = get_event(event)
    is_out = rules.is_open(Act.SEE_TIMETABLE, shown.phase)
    return render_template(
        "unconference/event.html",
        event=shown,
        words=rules.phase_words(shown.phase),
        own=queries.list_own(session(), shown, current_user.id) if is_out else [],
        phases=rules.phases_from(shown.phase),
        **offers(shown),
    )


@bp.get("/<slug:event>/timetable/")
@open_to("employee")
def timetable(event: str) -> ResponseReturnValue:
    """The grid: rooms as columns, times as rows; on a phone by time."""
    shown = get_event(event, with_grid=True)
    may = offers(shown)
    if not may["may_see_timetable"]:
        raise NotFound("The timetable is not out yet. It comes when the organizers publish it.")
    return render_template(
        "unconference/timetable.html",
        event=shown,
        timetable=queries.get_timetable(session(), shown, current_user.id),
        unplaced=queries.list_unplaced(session(), shown) if may["may_place"] else [],
        **may,
    )


@bp.get("/<slug:event>/breakouts/<id:breakout_id>/")
@open_to("employee")
def breakout(event: str, breakout_id: int) -> ResponseReturnValue:
    """One session: what, who, where, when, and one's own seat or place in the waiting list."""
    shown = get_event(event)
    row = queries.get_row(session(), get_breakout(shown, breakout_id), current_user.id)
    return render_template(
        "unconference/breakout.html",
        event=shown,
        row=row,
        breakout=row.breakout,
        why=queries.list_why_waiting(session(), row, current_user.id),
        has_started=row.breakout.slot.starts_at <= clock.now(),
        **offers(shown),
    )


@bp.post("/<slug:event>/breakouts/<id:breakout_id>/sign-up")
@open_to("employee")
def sign_up(event: str, breakout_id: int) -> ResponseReturnValue:
    """Take a seat, or the next number in the waiting list."""
    with transaction() as current:
        wanted = get_breakout(get_event(event), breakout_id)
        signup = services.sign_up(current, wanted, current_user.id, by=actor(), now=clock.now())
    if signup.state is SignupState.CONFIRMED:
        flash("You have a seat.")
    else:
        flash(f"You are in the waiting list. Your number is {signup.queue_number}.", "info")
    return redirect(url_for(".breakout", event=event, breakout_id=breakout_id), code=303)


@bp.post("/<slug:event>/breakouts/<id:breakout_id>/leave")
@open_to("employee")
def leave(event: str, breakout_id: int) -> ResponseReturnValue:
    """Give a seat or a number back."""
    with transaction() as current:
        left = get_breakout(get_event(event), breakout_id)
        services.leave(current, left, current_user.id, by=actor(), now=clock.now())
    flash("You have left this session, and your place is free for the next.")
    return redirect(url_for(".breakout", event=event, breakout_id=breakout_id), code=303)


@bp.get("/<slug:event>/agenda.ics")
@open_to("employee")
def agenda(event: str) -> ResponseReturnValue:
    """One's own sessions as a calendar file."""
    shown = get_event(event)
    rows = queries.list_agenda(session(), shown, current_user.id)
    body = documents.calendar(shown.title, [_entry(shown, row) for row in rows])
    name = f"{shown.slug}.ics"
    return Response(
        body, mimetype="text/calendar", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _entry(event: Unconference, row: queries.AgendaRow) -> documents.CalendarEntry:
    site = settings().address
    here = row.breakout
    return documents.CalendarEntry(
        uid=f"breakout-{here.id}@{urlsplit(site).hostname}",
        sequence=row.sequence,
        title=here.topic.title,
        starts_at=here.slot.starts_at,
        ends_at=here.slot.ends_at,
        place=f"{here.room.name}, {event.venue}",
        words="You host this session." if row.is_host else "You have a seat.",
        address=site + url_for(".breakout", event=event.slug, breakout_id=here.id),
        is_canceled=row.is_canceled,
        changed_at=row.changed_at,
    )
