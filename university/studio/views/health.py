"""The door of the authors: how their courses stand, and what the last load said."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.studio import queries
from university.studio.views.blueprint import bp
from university.studio.views.places import today
from university.web.access import open_to
from university.web.db import session


@bp.get("/studio/")
@open_to("author", "admin")
def studio() -> ResponseReturnValue:
    """Show every live course with its health, the findings of the last load, and how to write."""
    shown = queries.get_studio(session(), current_user, today=today())
    return render_template("studio/studio.html", studio=shown)
