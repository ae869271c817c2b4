"""A quiz may have a time limit: copied in at the start, kept by the server, longer for whom HR says so."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.attempts import RIGHT, WRONG, fields
from tests.page import Page, text
from university.base import clock
from university.base.errors import Closed
from university.engines.catalog.model import ChangeLevel
from university.learning import queries, rules, services
from university.learning.models import Allowance
from university.people.models import Employee
from university.storage import work

MINUTE = timedelta(minutes=1)
DAY = timedelta(hours=24)
QUIZ = "/courses/smu-1/quiz/"
NOON = datetime(2026, 10, 25, 0, 30, tzinfo=content.LOADED.tzinfo)
MOMENTS = st.integers(-(10**6), 10**6).map(lambda seconds: NOON + timedelta(seconds=seconds))


@pytest.fixture
def robin(session: Session, now: datetime) -> Employee:
    content.live(session, attempts.course(quiz_minutes=20))
    return people.employee(session)


def allow(session: Session, person: Employee, now: datetime, **more: Any) -> None:
    """Write down what HR gave; the act itself is tested beside its service."""
    values = {"extra_minutes": 0, "extra_attempts": 0} | more
    with work.transaction(session):
        session.add(
            Allowance(
                employee_id=person.id,
                course="smu-1",
                reason="Reads with a screen reader.",
                given_by_id=person.id,
                given_at=now,
                **values,
            )
        )


def page_at(app: Any, session: Session, person: Employee, at: datetime, monkeypatch: Any) -> Page:
    monkeypatch.setattr(clock, "now", lambda: at)
    return Page(app, people.sign_in(session, person, now=at))


def test_an_attempt_ends_so_many_minutes_after_its_start(session, robin, now):
    assert attempts.start(session, robin, now).deadline_at == now + 20 * MINUTE


def test_without_a_limit_an_attempt_has_no_end(session, now):
    content.live(session, attempts.course())

    assert attempts.start(session, people.employee(session), now).deadline_at is None


def test_the_time_of_a_running_attempt_does_not_move_with_a_new_version(session, robin, now):
    attempt = attempts.start(session, robin, now)
    content.live(session, attempts.course(quiz_minutes=5, change=ChangeLevel.CLARIFY, note="Shorter."))

    assert attempts.start(session, robin, now + MINUTE).deadline_at == now + 20 * MINUTE
    assert attempts.start(session, robin, now + MINUTE).id == attempt.id


def test_whoever_was_given_more_minutes_has_them_and_is_told(session, robin, page_of, now):
    allow(session, robin, now, extra_minutes=10)

    words = text(page_of(robin).get(QUIZ))
    attempt = attempts.start(session, robin, now)

    assert attempt.deadline_at == now + 30 * MINUTE
    assert "Time 30 min. When time is up, what you saved is handed in by itself" in words
    assert "For you You have 10 more minutes" in words


def test_minutes_given_where_there_is_no_limit_are_not_spoken_of(session, page_of, now):
    content.live(session, attempts.course())
    robin = people.employee(session)
    allow(session, robin, now, extra_minutes=10)

    words = text(page_of(robin).get(QUIZ))

    assert "As long as you like" in words
    assert "For you" not in words


def test_the_limit_is_said_before_the_start_and_while_an_attempt_is_open(session, robin, page_of, now):
    browser = page_of(robin)

    before = text(browser.get(QUIZ))
    attempts.start(session, robin, now)
    while_open = text(browser.get(QUIZ))

    assert "Once you start you have 20 min ; leaving the page does not stop the clock." in before
    assert "It is handed in by itself Sun 22 Nov 2026, 10:20 (Berlin)." in while_open


def test_my_learning_says_when_an_open_attempt_is_handed_in_by_itself(session, robin, page_of, now):
    attempts.start(session, robin, now)

    words = text(page_of(robin).get("/"))

    assert "Go on with your quiz in Course smu-1 It is handed in by itself at 10:20." in words


def test_a_course_says_how_long_an_attempt_may_take(robin, page_of):
    assert "20 min for an attempt; then it is handed in by itself." in text(
        page_of(robin).get("/courses/smu-1/")
    )


def test_a_late_answer_is_refused_and_what_was_saved_is_handed_in(app, session, robin, now, monkeypatch):
    attempt = attempts.start(session, robin, now)
    attempts.save(session, attempt, {"who": "b"}, now + MINUTE)
    late = page_at(app, session, robin, now + 20 * MINUTE, monkeypatch)

    told = late.post(
        f"/attempts/{attempt.id}/answers", status=409, json=True, **fields(attempt, {"when": "c"})
    )
    kept = queries.get_own_attempt(session, attempt.id, robin.id)

    assert "closed" in told.get_json()["reason"]
    assert (kept.submitted_at, kept.score) == (now + 20 * MINUTE, 33)


def test_one_more_attempt_comes_before_the_wait(session, robin, page_of, now):
    for _ in range(3):
        attempts.sit(session, robin, WRONG, now)
    allow(session, robin, now, extra_attempts=1)
    words = text(page_of(robin).get(QUIZ))

    fourth = attempts.sit(session, robin, WRONG, now)
    with pytest.raises(Closed):
        attempts.start(session, robin, now)

    assert "You have 1 attempt left" in words
    assert "You have 1 more attempt" in words
    assert fourth.number == 4
    assert "You have used 4 attempts" in text(page_of(robin).get(QUIZ))


def test_after_an_extra_attempt_the_missed_lessons_can_be_done_again(session, robin, now):
    for _ in range(3):
        attempts.sit(session, robin, WRONG, now)
    attempts.mark_done(session, robin, ["hats", "share"], now + MINUTE)
    allow(session, robin, now + 2 * MINUTE, extra_attempts=1)
    attempts.sit(session, robin, WRONG, now + 3 * MINUTE)

    attempts.mark_done(session, robin, ["hats", "share"], now + 4 * MINUTE)

    assert attempts.start(session, robin, now + 3 * MINUTE + DAY).number == 5


@pytest.mark.parametrize(
    ("handed_in", "place"),
    [(0, (1, 0, 4)), (3, (1, 3, 4)), (4, (2, 0, 3)), (6, (2, 2, 3)), (7, (3, 0, 3))],
)
def test_extra_attempts_widen_the_first_round_only(handed_in, place):
    assert rules.place_in_rounds(handed_in, 3, 1) == place


@given(started=MOMENTS, ends=st.none() | MOMENTS, now=MOMENTS)
def test_an_attempt_is_handed_in_between_its_start_and_its_deadline_wherever_the_clock_jumps(
    started, ends, now
):
    ends = max(started, ends) if ends else None

    at = rules.handed_in_at(started, ends, now)

    assert started <= at <= (ends or max(started, now))


def test_a_clock_set_back_closes_nothing_and_loses_nothing(session, robin, now):
    attempt = attempts.start(session, robin, now)
    attempts.save(session, attempt, {"who": "b"}, now + 10 * MINUTE)

    attempts.save(session, attempt, {"when": "c"}, now - DAY)
    handed_in = attempts.submit(session, attempt, {"both": "ac"}, now - DAY)

    assert (handed_in.score, handed_in.submitted_at) == (100, now)


def test_a_clock_that_ran_ahead_for_a_moment_keeps_what_was_saved(session, robin, now):
    attempt = attempts.start(session, robin, now)
    attempts.save(session, attempt, RIGHT, now)
    with work.transaction(session):
        services.close_overdue(session, now=now + DAY)

    kept = queries.get_own_attempt(session, attempt.id, robin.id)

    assert (kept.score, kept.submitted_at) == (100, now + 20 * MINUTE)


def test_after_a_clock_set_back_the_last_attempt_still_decides_the_wait(session, robin, now):
    for at in (now, now + MINUTE, now - DAY):
        attempts.sit(session, robin, WRONG, at)

    verdict = queries.get_quiz(session, robin.id, "smu-1", now=now).verdict

    assert verdict.opens_at == now


@given(minutes=st.none() | st.integers(1, 240), extra=st.integers(0, 600))
def test_a_deadline_is_the_limit_and_what_was_given_beside_it(minutes, extra):
    ends = rules.deadline(NOON, minutes, extra)

    assert ends == (None if minutes is None else NOON + timedelta(minutes=minutes + extra))
