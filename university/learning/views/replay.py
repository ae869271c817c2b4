"""HR's page on the draw of one attempt."""

from flask import render_template
from flask.typing import ResponseReturnValue

from university.learning import queries
from university.learning.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session


@bp.get("/attempts/<id:attempt_id>/replay")
@open_to("hr")
def replay(attempt_id: int) -> ResponseReturnValue:
    """Draw the questions of an attempt once more from the key, and say whether they are the same."""
    return render_template("learning/replay.html", found=queries.get_replay(session(), attempt_id))
