"""Assign many at once: the same form, the worker twice, a completion in the same moment; each has one effect."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import NOW
from tests.factories import assignments, attempts, content, people
from university.base.actor import Actor
from university.base.errors import Invalid
from university.learning import services
from university.learning.models import Assignment, AssignmentRule
from university.learning.rules.audiences import Audience
from university.outbox.models import Message
from university.storage import work
from university.web.db import db

THREADS = 6


@pytest.fixture(autouse=True)
def course(session):
    """The course "smu-1" is live."""
    content.live(session, attempts.course())


@pytest.fixture
def at_once(app):
    """Run acts in several threads, each with a session of its own."""

    def run_all(*acts):
        def run(number):
            with app.app_context(), Session(db.engine, expire_on_commit=False) as own:
                return acts[number % len(acts)](own)

        with ThreadPoolExecutor(THREADS) as pool:
            return [*pool.map(run, range(THREADS))]

    return run_all


def test_the_same_form_sent_in_parallel_makes_one_rule(session, at_once):
    hr, _ada = people.employee(session, "hr"), people.employee(session)
    hr_id = hr.id
    session.rollback()

    def send(own):
        with work.transaction(own):
            by = Actor.employee(hr_id)
            return services.assign(own, assignments.values(), key="one form", by=by, now=NOW).id

    assert len(set(at_once(send))) == 1
    assert len(session.scalars(select(AssignmentRule)).all()) == 1
    assert len(session.scalars(select(Message)).all()) == 2


def test_workers_side_by_side_ask_and_remind_everybody_once(session, at_once):
    rule_id = assignments.assign(session, keeps_up=True, now=NOW).id
    for _ in range(3):
        people.employee(session)
    session.rollback()

    def keep_up(own):
        with work.transaction(own):
            services.keep_up(own, rule_id, now=NOW)

    at_once(keep_up)

    rows = session.scalars(select(Assignment)).all()
    assert sorted(one.round for one in rows) == [1, 1, 1, 1]
    assert len({one.employee_id for one in rows}) == 4


def test_what_is_completed_while_it_is_assigned_ends_up_done(session, at_once):
    ada, hr = people.employee(session), people.employee(session, "hr")
    attempts.mark_done(session, ada, ["hats", "share"], NOW)
    attempt = attempts.start(session, ada, NOW)
    values = assignments.values(audience=Audience.PERSON, audience_key=ada.employee_number)
    hr_id, attempt_id, ada_id = hr.id, attempt.id, ada.id
    session.rollback()

    def assign(own):
        # Whichever of the two comes first: then there is nothing left to ask.
        with suppress(Invalid), work.transaction(own):
            services.assign(own, values, key="one form", by=Actor.employee(hr_id), now=NOW)

    def submit(own):
        with work.transaction(own):
            given = attempts.given(attempts.RIGHT)
            by = Actor.employee(ada_id)
            services.submit_attempt(own, attempt_id, ada_id, given, by=by, now=NOW)

    at_once(assign, submit)
    with work.transaction(session):
        services.settle(session, now=NOW)

    rows = session.scalars(select(Assignment)).all()
    assert all(one.met_at == NOW for one in rows)
