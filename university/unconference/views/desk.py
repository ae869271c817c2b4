"""What organizers do: make an event, move its phase, place, move and cancel sessions."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Clash, Invalid
from university.unconference import forms, queries, rules, services
from university.unconference.rules import Phase
from university.unconference.views.blueprint import bp
from university.unconference.views.reader import get_breakout, get_event, offers
from university.web.access import actor, open_to
from university.web.db import session, transaction
from university.web.filters import zone_of_reader


@bp.route("/new/", methods=["GET", "POST"])
@open_to("organizer")
def new() -> ResponseReturnValue:
    """Make an unconference."""
    form = forms.EventForm(zone=str(zone_of_reader())) if request.method == "GET" else forms.EventForm()
    if form.validate_on_submit():
        try:
            return redirect(url_for(".event", event=_create(form)), code=303)
        except (Invalid, Clash) as refusal:
            form.form_errors.append(str(refusal))
    return render_template("unconference/new.html", form=form), 422 if form.errors else 200


def _create(form: forms.EventForm) -> str:
    with transaction() as current:
        made = services.create(
            current,
            title=form.title.data,
            summary=form.summary.data,
            venue=form.venue.data,
            zone=form.zone.data,
            starts_on=form.starts_on.data,
            slots=[services.SlotPlan(*span) for span in form.spans()],
            rooms=[services.RoomPlan(*room) for room in form.rooms()],
            by=actor(),
            now=clock.now(),
        )
        return made.slug


@bp.post("/<slug:event>/phase")
@open_to("organizer")
def move_phase(event: str) -> ResponseReturnValue:
    """Move an unconference on or back by a phase."""
    with transaction() as current:
        shown = get_event(event)
        services.move_phase(
            current, shown, _phase(request.form.get("phase", "")), by=actor(), now=clock.now()
        )
        flash(f"The phase is now “{shown.phase.value}”. {rules.phase_words(shown.phase).now}")
    return redirect(url_for(".event", event=event), code=303)


def _phase(word: str) -> Phase:
    try:
        return Phase(word)
    except ValueError:
        raise Invalid("There is no such phase.") from None


@bp.route("/<slug:event>/topics/<id:topic_id>/place/", methods=["GET", "POST"])
@open_to("organizer")
def place(event: str, topic_id: int) -> ResponseReturnValue:
    """Put a topic into a free place of the grid."""
    shown = get_event(event, with_grid=True)
    topic = queries.get_topic(session(), shown, topic_id)
    grid = queries.get_timetable(session(), shown, current_user.id)
    form = forms.PlaceForm()
    # With the place it has already, so that a second press of the same form is no fault.
    forms.offer_cells(form.cell, grid.free_cells, shown.zone, grid.find_breakout(topic))
    if form.validate_on_submit():
        slot_id, room_id = forms.chosen_cell(form.cell)
        try:
            with transaction() as current:
                fresh = queries.get_topic(current, get_event(event), topic_id)
                services.place(
                    current,
                    fresh,
                    slot_id=slot_id,
                    room_id=room_id,
                    capacity=form.capacity.data,
                    by=actor(),
                    now=clock.now(),
                )
            flash(f"“{fresh.title}” is in the timetable.")
            return redirect(url_for(".timetable", event=event), code=303)
        except Clash as refusal:
            form.form_errors.append(str(refusal))
    page = render_template("unconference/place.html", event=shown, topic=topic, form=form, **offers(shown))
    return page, 422 if form.errors else 200


@bp.route("/<slug:event>/breakouts/<id:breakout_id>/change/", methods=["GET", "POST"])
@open_to("organizer")
def change(event: str, breakout_id: int) -> ResponseReturnValue:
    """Change a session: how many seats, where and when, or that it does not take place."""
    shown = get_event(event, with_grid=True)
    here = get_breakout(shown, breakout_id)
    form = forms.ChangeForms(
        here, shown.zone, queries.get_timetable(session(), shown, current_user.id).free_cells
    )
    posted = form.posted()
    if posted is not None and posted.validate():
        try:
            flash(*_change(event, breakout_id, posted))
            return redirect(url_for(".breakout", event=event, breakout_id=breakout_id), code=303)
        except Clash as refusal:
            posted.form_errors.append(str(refusal))
    row = queries.get_row(session(), here, current_user.id)
    page = render_template(
        "unconference/change.html", event=shown, row=row, breakout=here, forms=form, **offers(shown)
    )
    return page, 200 if posted is None else 422


def _change(event: str, breakout_id: int, form: forms.ChangeForm) -> tuple[str, str]:
    """Do what one of the three forms asks; gives the words for it and their kind."""
    with transaction() as current:
        here = get_breakout(get_event(event), breakout_id)
        now = clock.now()
        if isinstance(form, forms.CancelForm):
            services.cancel(current, here, form.reason.data, by=actor(), now=now)
            return "The session is canceled, and everybody concerned is told.", "ok"
        if isinstance(form, forms.MoveForm):
            slot_id, room_id = forms.chosen_cell(form.cell)
            services.move(current, here, slot_id=slot_id, room_id=room_id, by=actor(), now=now)
            return "The session has its new place, and everybody with a seat or a number is told.", "ok"
        services.set_capacity(current, here, form.capacity.data, by=actor(), now=now)
    if here.capacity > here.room.capacity:
        return f"{here.capacity} seats are set, but {here.room.name} has only {here.room.capacity}.", "warn"
    return f"The session has {here.capacity} seats now.", "ok"
