"""The manager's desk: the team, one person of it, reminders, and the list to take along."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.home import queries, services
from university.home.forms import RemindForm, read_chosen, read_filters, read_people
from university.home.queries import Member, Team
from university.home.rules import TEAM_COLUMNS, Show, TeamFilters, to_remind_of
from university.records import documents
from university.web.access import actor, open_to
from university.web.db import session, transaction

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEARCHED_FROM = 10
REACHES = (("Direct reports", False), ("All reports", True))
SHOWS = {
    Show.ALL: "Everybody",
    Show.DUE: "With something due",
    Show.OVERDUE: "Overdue",
    Show.EXPIRED: "Expired",
}

bp = Blueprint("team", __name__, url_prefix="/team")


@bp.get("/")
@open_to("manager")
def team() -> ResponseReturnValue:
    """Everybody who reports to me, what is overdue or expired first."""
    filters = read_filters(request.args)
    found = queries.get_team(session(), current_user.id, filters, now=clock.now())
    page = min(max(1, request.args.get("page", 1, type=int)), found.pages)
    return render_template(
        "home/team.html",
        team=found,
        members=found.page(page),
        columns=TEAM_COLUMNS,
        filters=filters,
        asked=urlencode(filters.asked()),
        reaches=[
            (words, _here(replace(filters, is_whole=is_whole)), is_whole is filters.is_whole, None)
            for words, is_whole in REACHES
        ],
        shows=[
            (words, _here(replace(filters, show=show)), show is filters.show, found.counts[show])
            for show, words in SHOWS.items()
        ],
        all_href=_here(replace(filters, show=Show.ALL, q="")),
        is_searched=found.total > SEARCHED_FROM or filters.q,
        page=page,
    )


@bp.get("/<id:employee_id>/")
@open_to("manager")
def team_person(employee_id: int) -> ResponseReturnValue:
    """One person who reports to me or to somebody in my line."""
    now = clock.now()
    person = queries.get_person(session(), current_user.id, employee_id, now=now)
    return render_template("home/team_person.html", person=person, now=now)


@bp.get("/reminder")
@open_to("manager")
def team_reminder() -> ResponseReturnValue:
    """Show who will be reminded of what: the people chosen, or everybody whom the filters leave."""
    return _reminder_page(_chosen(), RemindForm())


@bp.post("/remind")
@open_to("manager")
def remind() -> ResponseReturnValue:
    """Remind people of what was chosen, and say how many were."""
    form, chosen = RemindForm(), read_chosen(request.form.getlist("chosen"))
    is_sound = form.validate()
    if not chosen:
        form.form_errors.append("Tick at least one course of at least one person.")
    if not chosen or not is_sound:
        members = queries.list_chosen(session(), current_user.id, chosen, now=clock.now())
        return _reminder_page(members or _chosen(), form), HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction() as current:
        reminded = services.remind(
            current, current_user.id, chosen, words=form.words.data or "", by=actor(), now=clock.now()
        )
    flash(reminded.words)
    return redirect(_back(request.form.get("person", type=int)), code=303)


@bp.get("/team.csv")
@open_to("manager")
def export_csv() -> ResponseReturnValue:
    """The list as it is shown, every page of it, as CSV."""
    found = _exported("csv")
    lines = documents.csv_lines(
        [[one.values for one in found.members]] if found.members else [], TEAM_COLUMNS
    )
    response = Response("".join(lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="team-{clock.now():%Y-%m-%d}.csv"'
    return response


@bp.get("/team.xlsx")
@open_to("manager")
def export_xlsx() -> ResponseReturnValue:
    """The same as a workbook with typed cells."""
    found = _exported("xlsx")
    # Without a name on the disk it goes with the answer, however that ends.
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by the answer
    documents.write_xlsx([[one.values for one in found.members]], file, TEAM_COLUMNS, title="Team")
    file.seek(0)
    name = f"team-{clock.now():%Y-%m-%d}.xlsx"
    return send_file(file, mimetype=XLSX, as_attachment=True, download_name=name)


def _here(filters: TeamFilters) -> str:
    asked = urlencode(filters.asked())
    return f"{url_for('.team')}?{asked}" if asked else url_for(".team")


def _chosen() -> Sequence[Member]:
    """The people named in the address; without one, the first of those whom the filters leave."""
    if people := read_people(request.values.getlist("person")):
        return queries.list_chosen(session(), current_user.id, people, now=clock.now())
    found = queries.get_team(session(), current_user.id, read_filters(request.args), now=clock.now())
    return found.members[: services.MOST_AT_ONCE]


def _reminder_page(members: Sequence[Member], form: RemindForm) -> str:
    now = clock.now()
    return render_template(
        "home/team_reminder.html",
        form=form,
        members=[one for one in members if one.owed],
        idle=[one for one in members if not one.owed],
        ticked={one.cause for member in members for one in to_remind_of(member.owed, now)},
        now=now,
    )


def _back(employee_id: int | None) -> str:
    return url_for(".team_person", employee_id=employee_id) if employee_id else url_for(".team")


def _exported(form: str) -> Team:
    filters, now = read_filters(request.args), clock.now()
    found = queries.get_team(session(), current_user.id, filters, now=now)
    # Who took which list out of the house is itself a fact.
    with transaction() as current:
        services.note_export(current, filters, form, rows=len(found.members), by=actor(), now=now)
    return found
