"""The door to what changed in a course."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.learning.queries.changes import get_changes
from university.learning.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session

DIGITS = 9


@bp.get("/courses/<slug:course>/changes/")
@open_to("employee")
def changes(course: str) -> ResponseReturnValue:
    """Show what changed since the reader's own version, or since the one that `since` names."""
    asked = request.args.get("since", "")
    is_id = asked.isascii() and asked.isdecimal() and len(asked) <= DIGITS
    page = get_changes(session(), current_user.id, course, since_id=int(asked) if is_id else None)
    return render_template("learning/changes.html", page=page, course=page.course, difference=page.difference)
