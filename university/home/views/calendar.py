"""The doors of one's due dates in another calendar: a secret address, made, shown once, and ended."""

from urllib.parse import urlsplit

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.home import documents, queries
from university.home.views.blueprint import bp
from university.people import queries as people
from university.people import services as keeping
from university.web.access import actor, open_to
from university.web.db import session, transaction, write_if_free
from university.web.settings import settings

NAME = "Due dates"


@bp.get("/me/calendar")
@open_to("employee")
def calendar() -> ResponseReturnValue:
    """Say what the calendar holds, and whether it has an address."""
    return render_template("home/calendar.html", feed=people.find_feed(session(), current_user.id))


@bp.post("/me/calendar/make")
@open_to("employee")
def make_calendar() -> ResponseReturnValue:
    """Make a new secret address, and show it this once; the one before ends."""
    with transaction() as current:
        token = keeping.make_feed(current, current_user.id, by=actor(), now=clock.now())
    # The site's own address: what the browser calls the site must not end up in a secret link.
    link = settings().address + url_for(".calendar_feed", token=token)
    return render_template("home/make_calendar.html", link=link)


@bp.post("/me/calendar/end")
@open_to("employee")
def end_calendar() -> ResponseReturnValue:
    """Let the address stop working."""
    with transaction() as current:
        keeping.end_feed(current, current_user.id, by=actor(), now=clock.now())
    flash("The address works no longer. You can take the calendar out of your program.")
    return redirect(url_for(".calendar"), code=303)


@bp.get("/calendar/<token>.ics")
@open_to("public")
def calendar_feed(token: str) -> ResponseReturnValue:
    """The due dates of whoever made this address, for calendar programs; they cannot sign in."""
    now = clock.now()
    feed, employee = people.get_feed(session(), token, now=now)
    dates = queries.list_dates(session(), employee.id, zone=employee.zone, now=now)
    body = documents.calendar(f"{NAME}, {settings().name}", [_entry(one) for one in dates])
    if people.is_read_anew(feed, now):
        digest = feed.token_digest
        write_if_free(lambda current: keeping.note_read(current, digest, now=now))
    headers = {"Content-Disposition": 'attachment; filename="due-dates.ics"', "Cache-Control": "no-store"}
    return Response(body, mimetype="text/calendar", headers=headers)


def _entry(one: queries.DatedThing) -> documents.DayEntry:
    site = settings().address
    return documents.DayEntry(
        uid=f"{one.name}@{urlsplit(site).hostname}",
        title=one.title,
        on=one.on,
        words=one.words,
        address=site + one.path,
        made_at=one.since,
    )
