"""Many at once, on both databases: a request, a decision and a lock each have one effect."""

import pytest
from sqlalchemy import func, select

from tests.factories import attempts, content, people, waivers
from tests.learning.test_attempts_parallel import THREADS, at_once, count
from university.base.errors import Closed, NotEarned
from university.learning.models import Enrollment, LessonDone, Waiver, WaiverState


@pytest.fixture
def hr(session):
    content.live(session, attempts.course())
    return people.employee(session, "hr")


@pytest.fixture
def person(session, hr):
    return people.employee(session)


def test_parallel_requests_are_one(app, session, person, hr, now):
    ids = at_once(app, lambda own: waivers.ask(own, person, hr, now).id)

    assert len(set(ids)) == 1
    assert count(session, "waiver.asked") == [1]


def test_parallel_yeses_cover_the_lessons_once(app, session, person, hr, now):
    asked = waivers.ask(session, person, hr, now)

    at_once(app, lambda own: waivers.decide(own, asked, hr, now).id)

    assert count(session, "waiver.approved", "lesson.waived", "enrollment.started") == [1, 2, 1]
    assert session.scalar(select(func.count()).select_from(LessonDone)) == 2


def test_of_a_yes_and_a_no_at_once_one_counts(app, session, person, hr, now):
    asked, turns = waivers.ask(session, person, hr, now), iter([True, False] * THREADS)

    def decide(own):
        try:
            return waivers.decide(own, asked, hr, now, yes=next(turns)).state
        except Closed:
            return None

    states = set(at_once(app, decide)) - {None}

    session.expire_all()
    assert states == {session.get_one(Waiver, asked.id).state}
    assert sum(count(session, "waiver.approved", "waiver.declined")) == 1


def test_a_withdrawal_beside_a_yes_leaves_one_of_the_two(app, session, person, hr, now):
    asked, turns = waivers.ask(session, person, hr, now), iter([True, False] * THREADS)

    def act(own):
        try:
            return waivers.decide(own, asked, hr, now) if next(turns) else waivers.withdraw(own, person, now)
        except Closed:
            return None

    at_once(app, act)

    session.expire_all()
    is_approved = session.get_one(Waiver, asked.id).state is WaiverState.APPROVED
    done = session.scalar(select(func.count()).select_from(LessonDone))
    assert done == (2 if is_approved else 0)
    assert count(session, "waiver.approved", "waiver.withdrawn") == ([1, 0] if is_approved else [0, 1])


def test_a_locked_course_stays_locked_under_any_number_of_tabs(app, session, person, now):
    content.live(
        session, content.course("smu-0"), attempts.course(prerequisites=("smu-0",), note="It builds on.")
    )

    def begin(own):
        try:
            attempts.start(own, person, now)
        except NotEarned:
            return "locked"
        return "open"

    assert set(at_once(app, begin)) == {"locked"}
    assert session.scalar(select(func.count()).select_from(Enrollment)) == 0
