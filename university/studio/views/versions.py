"""The versions of a course: all of them, one as it was, its sources, and what differs between two."""

import io

from flask import render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from university.base.errors import NotFound
from university.learning.rules import ask_practice
from university.studio import queries
from university.studio.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session


@bp.get("/studio/<slug:course>/versions/")
@open_to("author", "admin")
def versions(course: str) -> ResponseReturnValue:
    """List every version with its level, its note, who loaded it and how many people are on it."""
    return render_template("studio/versions.html", page=queries.get_versions(session(), course))


@bp.get("/studio/<slug:course>/versions/<id:version_id>/")
@open_to("author", "admin")
def version(course: str, version_id: int) -> ResponseReturnValue:
    """Show one version as it was: its rules, its lessons, its sources."""
    page = queries.get_version(session(), course, version_id)
    return render_template("studio/version.html", page=page, course=page.course)


@bp.get("/studio/<slug:course>/versions/<id:version_id>/lessons/<slug:lesson>/")
@open_to("author", "admin")
def version_lesson(course: str, version_id: int, lesson: str) -> ResponseReturnValue:
    """Show a lesson as its readers had it in one version; nothing in it can be pressed."""
    page = queries.get_version(session(), course, version_id)
    if lesson not in page.course.lesson_by_slug:
        raise NotFound("This version has no lesson of that name.")
    shown = page.course.lesson_by_slug[lesson]
    return render_template(
        "studio/version_lesson.html",
        page=page,
        course=page.course,
        lesson=shown,
        practice={id_: ask_practice(question) for id_, question in shown.practice.items()},
        lesson_href=url_for(".version_lesson", course=course, version_id=version_id, lesson=lesson),
    )


@bp.get("/studio/<slug:course>/versions/<id:version_id>.zip")
@open_to("author", "admin")
def sources(course: str, version_id: int) -> ResponseReturnValue:
    """Give the very files of a version, as they were loaded."""
    page = queries.get_version(session(), course, version_id)
    body = queries.get_sources(session(), course, version_id)
    name = f"{course}-version-{page.row.version.number}-{page.row.short_digest}.zip"
    return send_file(io.BytesIO(body), mimetype="application/zip", as_attachment=True, download_name=name)


@bp.get("/studio/<slug:course>/versions/<id:before>/<id:after>/")
@open_to("author", "admin")
def difference(course: str, before: int, after: int) -> ResponseReturnValue:
    """Show what readers of one version would see changed in another, with the quiz and its key."""
    page = queries.get_version_difference(session(), course, before, after)
    return render_template("studio/difference.html", page=page, difference=page.difference)
