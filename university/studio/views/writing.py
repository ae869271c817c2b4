"""Write one file: the editor, its saves, and its live preview."""

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.studio import queries, services
from university.studio.forms import TextForm
from university.studio.queries import Workbench
from university.studio.services import Stale
from university.studio.views import sheets
from university.studio.views.blueprint import bp
from university.studio.views.places import bench, own_bench
from university.web.access import open_to
from university.web.db import session, transaction
from university.web.errors import wants_json
from university.web.filters import clock_time
from university.web.fragments import fragment
from university.web.requests import takes_large_forms

CLASH = 409


@bp.get("/studio/<slug:course>/files/<file:name>")
@open_to("author", "admin")
def edit(course: str, name: str) -> ResponseReturnValue:
    """Open a file: to write for its owners, to read for other authors."""
    here = bench(course)
    file = queries.get_open_file(session(), here.folder, name)
    if file.is_overtaken and here.may_edit:
        seen = queries.digest(file.in_folder)
        return sheets.settle_page(
            here, file, theirs=file.folder_text, mine=file.text, seen=seen, is_folder=True
        )
    return sheets.edit_page(here, file)


@bp.post("/studio/<slug:course>/files/<file:name>")
@open_to("author", "admin")
@takes_large_forms
def save(course: str, name: str) -> ResponseReturnValue:
    """Save a draft; when somebody else saved meanwhile, show both texts and lose neither."""
    here, form = own_bench(course), TextForm()
    file = queries.get_open_file(session(), here.folder, name)
    try:
        with transaction() as current:
            services.save(current, sheets.typed(here, file, form), by_id=current_user.id, now=clock.now())
    except Stale as stale:
        return _stale(here, name, form, stale)
    if wants_json():
        return _saved(course, name)
    flash("Draft saved. Readers see it once you publish.")
    return redirect(url_for(".edit", course=course, name=name), code=303)


@bp.post("/studio/<slug:course>/files/<file:name>/preview")
@open_to("author", "admin")
@takes_large_forms
def file_preview(course: str, name: str) -> ResponseReturnValue:
    """Show how a text would look to readers; nothing is kept, and nothing in it runs."""
    here, form = bench(course), TextForm()
    file = queries.get_open_file(session(), here.folder, name)
    sheet = sheets.look(here, name, sheets.typed(here, file, form).body)
    if wants_json():
        return sheet
    return render_template("studio/file_preview.html", bench=here, file=file, sheet=sheet, form=form)


def _stale(here: Workbench, name: str, form: TextForm, stale: Stale) -> ResponseReturnValue:
    file = queries.get_open_file(session(), here.folder, name)
    if wants_json():
        who = f"{file.saved_by} saved this file" if file.saved_by else "This file changed"
        words = f"{who} since you opened it. Your text is safe here: press Save draft to see both."
        return jsonify(reason=words, error=str(stale)), CLASH
    mine = (form.body.data or "").replace("\r\n", "\n")
    page = sheets.settle_page(here, file, theirs=file.text, mine=mine, seen=file.seen, is_folder=False)
    return page, CLASH


def _saved(course: str, name: str) -> ResponseReturnValue:
    """What the editor's script needs after a save: which text is the newest, and what to mend in it."""
    here = own_bench(course)
    file = queries.get_open_file(session(), here.folder, name)
    findings = fragment("studio/_findings.html", findings=sheets.findings_of(here, name), name=name)
    state = fragment("studio/_file_state.html", file=file)
    words = f"Draft saved {clock_time(clock.now())}" if file.draft else "As in the folder"
    return jsonify(saved_at_words=words, seen=file.seen, findings=findings, state=state)
