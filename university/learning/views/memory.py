"""The doors of practice to remember a course by: nothing in it is counted, and no answer is kept."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import NotFound
from university.learning import rules, services
from university.learning.queries.memory import get_recall_page
from university.learning.views.blueprint import bp
from university.web.access import open_to
from university.web.db import session, transaction

WRONG = 422


@bp.get("/courses/<slug:course>/practice/")
@open_to("employee")
def memory(course: str) -> ResponseReturnValue:
    """Ask a few questions of a course that its reader completed some time ago."""
    page = get_recall_page(session(), current_user.id, course, now=clock.now())
    return render_template(
        "learning/memory.html", page=page, course=page.course, asked=rules.ask_recall(page.questions)
    )


@bp.post("/courses/<slug:course>/practice/")
@open_to("employee")
def recall(course: str) -> ResponseReturnValue:
    """Answer one of the questions, with feedback; once all were tried, that alone is noted."""
    page = get_recall_page(session(), current_user.id, course, now=clock.now())
    fields = request.form.to_dict(flat=False)
    pressed = {*fields.get("check", ()), *fields.get("again", ())}
    if not pressed <= {one.question.id for one in page.questions} or not page.questions:
        raise NotFound("These questions have changed since you opened the page. Open the practice again.")
    asked = rules.try_recall(page.questions, fields)
    if all(one.is_done for one in asked) and page.done_at is None:
        with transaction() as current:
            services.finish_practice(current, current_user.id, course, now=clock.now())
        page = get_recall_page(session(), current_user.id, course, now=clock.now())
    is_empty = any(one.is_checked and one.tried and one.tried.is_empty for one in asked)
    html = render_template("learning/memory.html", page=page, course=page.course, asked=asked)
    return html, WRONG if is_empty else 200
