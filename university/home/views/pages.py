"""The doors of home: my learning, and the search over everything."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.home import queries, rules
from university.home.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session
from university.web.filters import zone_of_reader

LONGEST_SEARCH = 200


@bp.get("/")
@open_to("employee")
def my_learning() -> ResponseReturnValue:
    """Say how things stand, show the one next step, then everything else."""
    now = clock.now()
    mine = queries.get_my_learning(session(), current_user.id, zone=zone_of_reader(), now=now)
    return render_template(
        "home/my_learning.html",
        mine=mine,
        step=mine.step,
        certificate_words=rules.certificate_words,
        now=now,
    )


@bp.get("/archive/")
@open_to("employee")
def archive() -> ResponseReturnValue:
    """Show what is over: earlier rounds, courses offered no longer, certificates that hold no longer."""
    now = clock.now()
    return render_template(
        "home/archive.html", archive=queries.get_archive(session(), current_user.id, now=now), now=now
    )


@bp.get("/search")
@open_to("employee")
def search() -> ResponseReturnValue:
    """Find courses, lessons, policies and certifications."""
    text = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    found = queries.search_everything(session(), text)
    return render_template("home/search.html", text=text, found=found)


@bp.get("/about/")
@open_to("public")
def about() -> ResponseReturnValue:
    """Say where the model comes from, and what of it is fact, claim or our own."""
    return render_template("home/about.html")


@bp.get("/help/")
@open_to("public")
def guide() -> ResponseReturnValue:
    """Answer what people ask first, and say who helps."""
    return render_template("home/guide.html")
