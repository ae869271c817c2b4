"""The wall of topics."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.unconference import forms, queries, services
from university.unconference.views.blueprint import bp
from university.unconference.views.reader import get_event, offers
from university.web.access import actor, open_to
from university.web.db import session, transaction


@bp.route("/<slug:event>/topics/", methods=["GET", "POST"])
@open_to("employee")
def topics(event: str) -> ResponseReturnValue:
    """The wall of topics; a POST puts one more on it."""
    form = forms.TopicForm()
    if form.validate_on_submit():
        with transaction() as current:
            shown = get_event(event)
            values = {"title": form.title.data, "why": form.why.data or ""}
            services.propose(current, shown, current_user.id, **values, by=actor(), now=clock.now())
        flash("Your topic is on the wall. If you want to host it, say so there.")
        return redirect(url_for(".topics", event=event), code=303)
    shown = get_event(event)
    page = render_template(
        "unconference/topics.html",
        event=shown,
        form=form,
        topics=queries.list_topics(session(), shown),
        **offers(shown),
    )
    return page, 422 if form.errors else 200


TOPIC_ACTS = {
    "host": (services.host, "You host this topic. Thank you."),
    "step-back": (
        services.step_back,
        "You no longer host this topic. It stays on the wall for somebody else.",
    ),
    "withdraw": (services.withdraw, "Your topic is off the wall."),
}


@bp.post("/<slug:event>/topics/<id:topic_id>/<any('host', 'step-back', 'withdraw'):act>")
@open_to("employee")
def act_on_topic(event: str, topic_id: int, act: str) -> ResponseReturnValue:
    """Offer to host a topic, step back from it, or withdraw one's own."""
    service, words = TOPIC_ACTS[act]
    with transaction() as current:
        topic = queries.get_topic(current, get_event(event), topic_id)
        service(current, topic, current_user.id, by=actor(), now=clock.now())
    flash(words)
    return redirect(url_for(".topics", event=event), code=303)
