"""What becomes of a draft: keep it, let it go, take its file out; and the pictures that drafts show."""

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import NotFound
from university.engines.catalog.media.forms import form_of
from university.studio import queries, rules, services
from university.studio.forms import SeenForm
from university.studio.views import sheets
from university.studio.views.blueprint import bp
from university.studio.views.places import bench, own_bench
from university.web.access import open_to
from university.web.db import session, transaction

ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


@bp.post("/studio/<slug:course>/files/<file:name>/settle")
@open_to("author", "admin")
def settle(course: str, name: str) -> ResponseReturnValue:
    """Go on with a draft although the file in the folder changed since it began."""
    here, form = own_bench(course), SeenForm()
    file = queries.get_open_file(session(), here.folder, name)
    with transaction() as current:
        text = sheets.seen(here, file, form.seen.data or "")
        services.keep_mine(current, text, by_id=current_user.id, now=clock.now())
    flash("Your draft goes on. Publishing it replaces the file in the folder.")
    return redirect(url_for(".edit", course=course, name=name), code=303)


@bp.route("/studio/<slug:course>/files/<file:name>/discard", methods=["GET", "POST"])
@open_to("author", "admin")
def discard(course: str, name: str) -> ResponseReturnValue:
    """Ask, and then let a draft go."""
    here, form = own_bench(course), SeenForm()
    file = queries.get_open_file(session(), here.folder, name, may_be_new=request.method == "POST")
    if request.method == "GET" and file.draft is None:
        raise NotFound("This file has no draft.")
    if not form.validate_on_submit():
        return render_template("studio/discard.html", bench=here, file=file)
    with transaction() as current:
        services.discard(current, sheets.seen(here, file, form.seen.data or ""))
    flash(f"The draft of {name} is gone.")
    return redirect(url_for(".studio" if here.live is None else ".course", course=course), code=303)


@bp.route("/studio/<slug:course>/files/<file:name>/remove", methods=["GET", "POST"])
@open_to("author", "admin")
def remove(course: str, name: str) -> ResponseReturnValue:
    """Ask, and then plan to take a file out of the course with the next publishing."""
    here, form = own_bench(course), SeenForm()
    file = queries.get_open_file(session(), here.folder, name)
    if not form.validate_on_submit():
        return render_template("studio/remove.html", bench=here, file=file)
    with transaction() as current:
        text = sheets.seen(here, file, form.seen.data or "")
        services.remove(current, text, by_id=current_user.id, now=clock.now())
    flash(f"{name} goes when you publish. Discard its draft to keep it.")
    return redirect(url_for(".course", course=course), code=303)


@bp.get("/studio/<slug:course>/files/<file:name>/picture")
@open_to("author", "admin")
def picture(course: str, name: str) -> ResponseReturnValue:
    """Give a picture of the folder or of a draft, as its author made it; a drawing cannot do anything."""
    file = queries.get_open_file(session(), bench(course).folder, name)
    form = form_of(name)
    if form is None or not rules.is_picture(name):
        raise NotFound("This is not a picture.")
    response: Response = make_response(file.body)
    response.mimetype = form.media_type
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Content-Disposition"] = "attachment"
    return response
