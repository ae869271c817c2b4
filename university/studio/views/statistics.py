"""The page that tells authors how their questions work, without names."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from university.studio import queries
from university.studio.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session


@bp.get("/studio/<slug:course>/statistics/")
@open_to("author")
def statistics(course: str) -> ResponseReturnValue:
    """Show for each question of a version how hard it was, how well it separates, and what was chosen."""
    version = request.args.get("version", type=int)
    shown = queries.get_statistics(session(), course, version)
    return render_template("studio/statistics.html", shown=shown, course=shown.course)
