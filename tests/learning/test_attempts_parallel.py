"""Many at once: starts and submits by threads have one effect, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.attempts import RIGHT
from university.base.actor import Actor
from university.base.errors import Closed
from university.learning import services
from university.learning.models import Answer, Attempt, Completion
from university.people.models import Employee
from university.records.models import Fact
from university.storage import work
from university.web.db import db

THREADS = 6


@pytest.fixture
def robin(session: Session) -> Employee:
    content.live(session, attempts.course())
    return people.employee(session)


def at_once(app: Flask, act: Callable[[Session], object]) -> list[object]:
    """Run an act in several threads, each with a session of its own."""

    def run(_: int) -> object:
        with app.app_context(), Session(db.engine, expire_on_commit=False) as own:
            return act(own)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def count(session: Session, *facts: str) -> list[int]:
    """How many facts there are of each kind."""
    session.rollback()
    number = select(func.count()).select_from(Fact)
    return [session.scalar(number.where(Fact.kind == kind)) or 0 for kind in facts]


def test_parallel_starts_make_one_attempt(app, session, robin, now: datetime):
    def start(own: Session) -> object:
        return attempts.start(own, robin, now).id

    ids = at_once(app, start)

    assert len(set(ids)) == 1
    assert count(session, "attempt.started", "enrollment.started") == [1, 1]


def test_parallel_submits_hand_in_once(app, session, robin, now: datetime):
    attempts.mark_done(session, robin, ["hats", "share"], now)
    attempt = attempts.start(session, robin, now)
    session.rollback()

    def submit(own: Session) -> object:
        with work.transaction(own):
            by = Actor.employee(robin.id)
            given = attempts.given(RIGHT)
            return services.submit_attempt(own, attempt.id, robin.id, given, by=by, now=now).score

    scores = at_once(app, submit)

    assert scores == [100] * THREADS
    facts = ("attempt.submitted", "quiz.passed", "course.completed")
    assert count(session, *facts) == [1, 1, 1]
    assert session.scalar(select(func.count()).select_from(Completion)) == 1


def test_saving_beside_handing_in_is_kept_before_or_refused_after(app, session, robin, now: datetime):
    attempt = attempts.start(session, robin, now)
    session.rollback()
    turns = iter([True, False] * THREADS)

    def act(own: Session) -> object:
        if next(turns):
            attempts.submit(own, attempt, {}, now)
            return None
        try:
            attempts.save(own, attempt, {"who": "b"}, now)
        except Closed:
            return "refused"
        return "kept"

    said = set(at_once(app, act)) - {None}

    row = session.scalars(select(Attempt)).one()
    answers = session.scalars(select(Answer)).all()
    assert (row.score, len(answers)) == ((33, 1) if "kept" in said else (0, 0))
