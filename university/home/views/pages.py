"""The doors of home: my learning, and the search over everything."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.home import queries, rules
from university.home.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session

LONGEST_SEARCH = 200


@bp.get("/")
@open_to("employee")
def my_learning() -> ResponseReturnValue:
    """Say how things stand, show the one next step, then everything else."""
    mine = queries.get_my_learning(session(), current_user.id, now=clock.now())
    return render_template(
        "home/my_learning.html", mine=mine, step=mine.step, certificate_words=rules.certificate_words
    )


@bp.get("/search")
@open_to("employee")
def search() -> ResponseReturnValue:
    """Find courses, lessons, policies and certifications."""
    text = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    found = queries.search_everything(session(), text)
    return render_template("home/search.html", text=text, found=found)


@bp.get("/help/")
@open_to("public")
def guide() -> ResponseReturnValue:
    """Answer what people ask first, and say who helps."""
    return render_template("home/guide.html")
