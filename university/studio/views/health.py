"""The door of the authors: how their courses stand, and what the last load said."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.studio import queries
from university.studio.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session
from university.web.filters import zone_of_reader


@bp.get("/studio/")
@open_to("author", "admin")
def studio() -> ResponseReturnValue:
    """Show every live course with its health, the findings of the last load, and how to write."""
    today = clock.now().astimezone(zone_of_reader()).date()
    shown = queries.get_studio(session(), current_user, today=today)
    return render_template("studio/studio.html", studio=shown)
