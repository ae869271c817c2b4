"""The desk of one course, and a new course."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Clash
from university.learning.queries.voids import list_voids
from university.studio import queries, services
from university.studio.forms import NewCourseForm
from university.studio.views.blueprint import bp
from university.studio.views.places import bench, checked, content
from university.web.access import open_to
from university.web.db import session, transaction


@bp.get("/studio/<slug:course>/")
@open_to("author", "admin")
def course(course: str) -> ResponseReturnValue:
    """Show the files of a course with their drafts and findings, and everything one can do with them."""
    here = bench(course)
    reading = checked(here)
    desk = queries.get_desk(session(), here, reading)
    reviews = queries.list_reviews(session(), course, here.drafts)
    voided = list_voids(session(), course)
    return render_template("studio/course.html", desk=desk, bench=here, reviews=reviews, voided=voided)


@bp.route("/studio/new", methods=["GET", "POST"])
@open_to("author", "admin")
def new() -> ResponseReturnValue:
    """Begin a course with drafts that the checker takes as they are."""
    form = NewCourseForm()
    if not form.validate_on_submit():
        return render_template("studio/new.html", form=form), 422 if form.errors else 200
    folder = queries.get_folder(content(), form.slug.data or "")
    try:
        with transaction() as current:
            title, owner = form.title.data or "", current_user.employee_number
            services.begin_course(current, folder, title, owner, by_id=current_user.id, now=clock.now())
    except Clash as clash:
        form.slug.errors = [str(clash)]
        return render_template("studio/new.html", form=form), 422
    flash("Your course has its first drafts. Nobody else sees it before you publish it.")
    return redirect(url_for(".course", course=folder.course), code=303)
