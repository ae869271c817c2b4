"""Compare drafts with what is live, and publish them."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Busy, Clash, Closed, Invalid, Refusal, Unavailable
from university.courses.queries import list_widths
from university.engines.catalog.model import ChangeLevel
from university.studio import queries, services
from university.studio.forms import PublishForm
from university.studio.queries import Publishing, Workbench
from university.studio.services import Author, Change
from university.studio.views.blueprint import bp
from university.studio.views.places import bench, checked, own_bench
from university.web.access import actor, open_to
from university.web.db import session, transaction
from university.web.settings import settings

QUEUE = "publishing"
UNTOLD = "Not told yet."
UNSEEN = "You chose “{level}”. Look at what it does to people, then publish."
STATUS: dict[type[Refusal], int] = {Invalid: 422, Clash: 409, Closed: 409, Unavailable: 503, Busy: 503}


@bp.get("/studio/<slug:course>/compare/")
@open_to("author", "admin")
def compare(course: str) -> ResponseReturnValue:
    """Show what differs between the drafts and the folder, file by file."""
    here = bench(course)
    files = queries.list_differences(session(), here)
    return render_template("studio/compare.html", bench=here, files=files)


@bp.get("/studio/<slug:course>/publish")
@open_to("author", "admin")
def publish(course: str) -> ResponseReturnValue:
    """Show what would go live: what must be mended first, how much is new, and what reviewers said."""
    here = own_bench(course)
    shown = _shown(here)
    # What broke off after its files were written goes on with what they declare.
    is_begun = shown.course is not None and all(file.is_same for file in shown.files)
    first = {"level": shown.least, "note": shown.course.note if shown.course and is_begun else ""}
    return _page(here, shown, PublishForm(formdata=None, data=first))


@bp.post("/studio/<slug:course>/publish")
@open_to("author", "admin")
def publish_now(course: str) -> ResponseReturnValue:
    """Write the drafts into the content folder and make them live; on any trouble nothing has changed."""
    here, form = own_bench(course), PublishForm()
    if not here.drafts:
        flash("There is nothing left to publish: readers see what is here.")
        return redirect(url_for(".course", course=course), code=303)
    if form.look.data:
        return _page(here, _shown(here), form)
    if not form.validate_on_submit():
        return _page(here, _shown(here), form), STATUS[Invalid]
    if request.form.get("shown") != form.level.data:
        form.form_errors = [UNSEEN.format(level=form.level.data)]
        return _page(here, _shown(here), form), STATUS[Invalid]
    try:
        _publish(here, Change(ChangeLevel(form.level.data), form.note.data or ""))
    except (Invalid, Clash, Closed, Unavailable, Busy) as refusal:
        form.form_errors = [str(refusal)]
        here = own_bench(course)
        return _page(here, _shown(here), form), STATUS[type(refusal)]
    flash(f"{here.title} is live with your changes.")
    return redirect(url_for(".course", course=course), code=303)


def _publish(here: Workbench, change: Change) -> None:
    kept = set(list_widths(session()))
    edition = services.prepare(here.folder, here.drafts, here.live, change, kept)
    author = Author(current_user.name, current_user.email)
    queue = settings().data_folder / QUEUE
    with services.written(edition, author, queue=queue) as commit, transaction() as current:
        services.make_live(current, edition, commit, by=actor(), now=clock.now())


def _shown(here: Workbench) -> Publishing:
    return queries.get_publishing(session(), here, checked(here))


def _page(here: Workbench, shown: Publishing, form: PublishForm) -> str:
    impact = None
    if shown.course and form.level.data in list(ChangeLevel):
        note = form.note.data or UNTOLD
        course = replace(shown.course, change=ChangeLevel(form.level.data), note=note)
        impact = queries.get_impact(session(), course, now=clock.now())
    return render_template("studio/publish.html", bench=here, shown=shown, form=form, impact=impact)
