"""The page that tells authors how their questions work, without names."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.studio import queries, rules
from university.studio.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session


@bp.get("/studio/<slug:course>/statistics/")
@open_to("author", "hr")
def statistics(course: str) -> ResponseReturnValue:
    """Show for each question of a version how hard it was, how well it separates, and what was chosen."""
    version = request.args.get("version", type=int)
    shown = queries.get_statistics(session(), course, version)
    may_void = rules.may_void(current_user.employee_number, current_user.roles, shown.course.owners)
    return render_template("studio/statistics.html", shown=shown, course=shown.course, may_void=may_void)
