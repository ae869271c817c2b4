"""Two tabs begin and hand in the same attempt at the same moment, with different answers, again and again."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import databases
from tests.factories import attempts, certification, content, people
from tests.factories.attempts import RIGHT
from tests.storming import size
from university.certification.models import Certificate
from university.learning import queries
from university.learning.models import Attempt, Completion
from university.people.models import Employee
from university.records.models import Fact, FactPayload

ALL_RIGHT = dict(RIGHT)
ONE_WRONG = RIGHT | {"who": "a"}
SCORES = {100, 66}
ONE_EACH = (
    "attempt.started",
    "attempt.submitted",
    "quiz.passed",
    "course.completed",
    "certificate.issued",
)


@contextmanager
def two_tabs(url: str) -> Iterator[Callable[[int, datetime], list[int]]]:
    """Two threads, each with a connection of its own, that do every step at the same moment."""
    engine, together = databases.open_engine(url), Barrier(2, timeout=60)

    def sit(person: Employee, chosen: dict[str, str], now: datetime) -> int:
        with Session(engine, expire_on_commit=False) as own:
            together.wait()
            attempt = attempts.start(own, person, now)
            together.wait()
            attempts.submit(own, attempt, chosen, now)
            return attempt.id

    with ThreadPoolExecutor(2) as pool:
        yield lambda person, now: list(pool.map(sit, [person] * 2, [ALL_RIGHT, ONE_WRONG], [now] * 2))
    engine.dispose()


def count(session: Session, what: type) -> int:
    return session.scalar(select(func.count()).select_from(what)) or 0


def storm(session: Session, url: str, now: datetime, *, rounds: int) -> Counter[int]:
    """Let so many people sit in two tabs; gives how often each score came out, once all is proved."""
    course = attempts.course(pass_mark=60)
    content.live(session, course, content.policy(), content.certification(pass_mark=60))
    with two_tabs(url) as sit:
        for _ in range(rounds):
            person = people.employee(session)
            certification.sign(session, person, "principles", now=now)
            attempts.mark_done(session, person, ["hats", "share"], now)
            session.rollback()
            assert len(set(sit(person, now))) == 1

    session.expire_all()
    kept = session.scalars(select(Attempt.id)).all()
    scores: Counter[int] = Counter()
    for attempt_id, employee_id in session.execute(select(Attempt.id, Attempt.employee_id)).all():
        attempt = queries.get_own_attempt(session, attempt_id, employee_id)
        assert attempt.score == queries.get_marking(session, attempt).score
        scores[attempt.score or 0] += 1
    facts = Counter(session.scalars(select(Fact.kind)))
    assert {kind: facts[kind] for kind in ONE_EACH} == dict.fromkeys(ONE_EACH, rounds)
    assert (len(kept), count(session, Completion), count(session, Certificate)) == (rounds, rounds, rounds)
    assert told(session) == scores
    assert scores.keys() <= SCORES
    return scores


def told(session: Session) -> Counter[int]:
    """The scores as the facts of handing in have them."""
    numbers = select(Fact.number).where(Fact.kind == "attempt.submitted")
    payloads = session.scalars(select(FactPayload.payload).where(FactPayload.fact_number.in_(numbers)))
    return Counter(payload["score"] for payload in payloads)


def test_two_tabs_that_hand_in_together_have_one_effect(session, database_url, now):
    scores = storm(session, database_url, now, rounds=24)

    assert scores.total() == 24


@pytest.mark.storm
def test_a_thousand_rounds_of_two_tabs_have_one_effect_each(session, database_url, now):
    rounds = size(whole=1000, short=60)

    scores = storm(session, database_url, now, rounds=rounds)

    print(f"{rounds} rounds of two tabs: {dict(scores)}")
    assert scores.total() == rounds
