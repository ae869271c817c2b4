"""The doors of the quiz: start, answer, look over, hand in, read the result."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from university.base import clock
from university.base.errors import Closed, NotEarned
from university.courses.queries import get_catalog, get_course_of_version
from university.engines.catalog.model import Display
from university.engines.quiz.mark import needed
from university.learning import queries, rules, services
from university.learning.models import Attempt
from university.learning.queries.voids import map_voids
from university.learning.views import ways
from university.learning.views.blueprint import bp
from university.learning.views.choosing import choosing
from university.web.access import actor, open_to
from university.web.db import session, transaction
from university.web.errors import wants_json
from university.web.filters import clock_time

CLOSED = "This attempt is closed; nothing of it can change any more. This is its result."


@bp.get("/courses/<slug:course>/quiz/")
@open_to("employee")
def quiz(course: str) -> ResponseReturnValue:
    """Say what the quiz asks, what counts, and whether it may be started now."""
    now = clock.now()
    state = queries.get_quiz(session(), current_user.id, course, now=now)
    running = state.attempts[-1] if state.attempts and state.verdict.open_attempt_id else None
    if running and queries.is_overdue(session(), running, now):
        _own(running.id)
        state = queries.get_quiz(session(), current_user.id, course, now=now)
    return render_template(
        "learning/quiz.html",
        state=state,
        course=state.course,
        to_pass=needed(state.drawn_count, state.course.pass_mark),
        afterward=rules.AFTERWARD[state.course.display],
    )


@bp.post("/courses/<slug:course>/quiz/")
@open_to("employee")
def start(course: str) -> ResponseReturnValue:
    """Start an attempt, or go on with the open one; a refusal is explained on the quiz's own page."""
    try:
        with transaction() as current:
            attempt = services.start_attempt(current, current_user.id, course, by=actor(), now=clock.now())
    except (Closed, NotEarned) as refusal:
        flash(str(refusal), "warn")
        return redirect(url_for(".quiz", course=course), code=303)
    return redirect(url_for(".attempt", attempt_id=attempt.id), code=303)


@bp.get("/attempts/<id:attempt_id>/")
@open_to("employee")
def attempt(attempt_id: int) -> ResponseReturnValue:
    """Ask one question, or all of them on one page."""
    own = _own(attempt_id)
    if own.submitted_at is not None:
        return redirect(url_for(".result", attempt_id=attempt_id), code=303)
    questions = queries.get_asked(session(), own)
    number = ways.number_asked(request.args.get("question"), most=len(questions))
    shows_all = request.args.get("view") == "all"
    return render_template(
        "learning/attempt.html",
        attempt=own,
        course=get_course_of_version(session(), own.version_id),
        questions=questions,
        shown=questions if shows_all else questions[number - 1 : number],
        number=number,
        shows_all=shows_all,
        now=clock.now(),
    )


@bp.post("/attempts/<id:attempt_id>/answers")
@open_to("employee")
def save_answers(attempt_id: int) -> ResponseReturnValue:
    """Save what was chosen on a page, then lead to where its button says."""
    own, now = _own(attempt_id), clock.now()
    given = _given(own)
    try:
        with transaction() as current:
            saved = services.save_answers(current, attempt_id, current_user.id, given, now=now)
    except Closed as refusal:
        if wants_json():
            raise
        if _own(attempt_id).submitted_at is None:
            flash(str(refusal), "warn")
            return redirect(ways.page_of(own, given, ways.here_of(own, given)), code=303)
        flash(CLOSED, "warn")
        return redirect(url_for(".result", attempt_id=attempt_id), code=303)
    asked = queries.get_asked(session(), saved)
    if wants_json():
        words = f"Saved {clock_time(now)}"
        notes = {one.id: f"{words}. {choosing(one.kind).unreadable}" for one in asked if one.is_unreadable}
        return jsonify(saved_at_words=words, states=[one.state for one in asked], notes=notes)
    ways.ask_for_choice(given)
    unreadable = ways.tell_unreadable(asked, given)
    return redirect(ways.onward(saved, given, unreadable), code=303)


@bp.get("/attempts/<id:attempt_id>/review")
@open_to("employee")
def review(attempt_id: int) -> ResponseReturnValue:
    """Show what is unanswered or flagged before handing in."""
    own = _own(attempt_id)
    if own.submitted_at is not None:
        return redirect(url_for(".result", attempt_id=attempt_id), code=303)
    questions = queries.get_asked(session(), own)
    course = get_course_of_version(session(), own.version_id)
    return render_template(
        "learning/review.html",
        attempt=own,
        course=course,
        questions=questions,
        unanswered=[question for question in questions if not question.is_answered],
        flagged=[question for question in questions if question.is_flagged],
        afterward=rules.AFTERWARD[Display(own.display)],
        now=clock.now(),
    )


@bp.post("/attempts/<id:attempt_id>/submit")
@open_to("employee")
def submit(attempt_id: int) -> ResponseReturnValue:
    """Hand in an attempt, then show its result on a page that can be reloaded."""
    own = _own(attempt_id)
    if own.submitted_at is None:
        given = _given(own)
        with transaction() as current:
            services.submit_attempt(current, attempt_id, current_user.id, given, by=actor(), now=clock.now())
    return redirect(url_for(".result", attempt_id=attempt_id), code=303)


@bp.get("/attempts/<id:attempt_id>/result")
@open_to("employee")
def result(attempt_id: int) -> ResponseReturnValue:
    """Show how it went, why each option is right or wrong, and what to do next."""
    own = _own(attempt_id)
    if own.submitted_at is None:
        flash("Hand in your answers first; then there is a result.", "warn")
        return redirect(url_for(".review", attempt_id=attempt_id), code=303)
    course = get_course_of_version(session(), own.version_id)
    marking = queries.get_marking(session(), own)
    missed = queries.get_missed_lessons(session(), own)
    state = queries.get_quiz(session(), current_user.id, course.slug, now=clock.now())
    return render_template(
        "learning/result.html",
        attempt=own,
        course=course,
        marking=marking,
        to_pass=needed(marking.drawn_count, own.pass_mark),
        told=queries.get_explained(session(), own, state.standing),
        missed=[course.lesson_by_slug[slug] for slug in missed],
        voids=map_voids(session(), course.slug, own.voided),
        state=state,
        certifications=[
            one for one in get_catalog(session()).certifications.values() if course.slug in one.required
        ],
    )


def _own(attempt_id: int) -> Attempt:
    """The reader's own attempt, closed by now if its deadline has passed; raises ``NotFound``."""
    now = clock.now()
    own = queries.get_own_attempt(session(), attempt_id, current_user.id)
    if not queries.is_overdue(session(), own, now):
        return own
    with transaction() as current:
        return services.close_if_overdue(current, attempt_id, current_user.id, now=now)


def _given(attempt: Attempt) -> tuple[rules.GivenAnswer, ...]:
    """The answers that the form holds; raises ``Invalid`` for those that do not belong."""
    course = get_course_of_version(session(), attempt.version_id)
    return rules.read_answers(
        request.form.to_dict(flat=False), queries.drawn_of(attempt), course.question_by_id
    )
