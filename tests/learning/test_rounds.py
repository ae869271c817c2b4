"""Taking a course again: who does is in progress everywhere, what was before stays, also without its course."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import attempts, content, people
from tests.factories.attempts import RIGHT
from tests.page import text
from university.engines.catalog.model import ChangeLevel
from university.learning.models import Attempt, Completion
from university.learning.queries import get_standing
from university.learning.rules import CourseState
from university.records.models import Record

DAY = timedelta(days=1)


@pytest.fixture
def robin(session, now):
    """Somebody who completed the course a day before it changed in a material way, and began it again."""
    content.live(session, attempts.course(), now=now - 3 * DAY)
    person = people.employee(session, manager_id=people.employee(session, name="Mona Manager").id)
    attempts.complete(session, person, now - 2 * DAY)
    changed = attempts.course(note="New rules.", change=ChangeLevel.MATERIAL, summary="Changed.")
    content.live(session, changed, now=now - DAY)
    attempts.take_again(session, person, now)
    return person


def test_whoever_takes_a_course_again_is_in_progress_everywhere_and_both_completions_stay(
    session, robin, page_of, now
):
    browser = page_of(robin)

    assert get_standing(session, robin.id, "smu-1").state is CourseState.IN_PROGRESS
    assert "0 of 2 done" in text(browser.get("/courses/"))
    attempts.complete(session, robin, now)

    assert get_standing(session, robin.id, "smu-1").state is CourseState.COMPLETED
    assert len(session.scalars(select(Completion)).all()) == 2
    rows = session.execute(select(Record.version, Record.ended_by).order_by(Record.id)).all()
    assert [tuple(row) for row in rows] == [(1, None), (2, None)]


def test_the_manager_sees_the_round_that_runs(session, robin, page_of):
    manager = session.get_one(people.Employee, robin.manager_id)

    words = text(page_of(manager).get("/team/"))

    assert "0 of 2 done" in words


def shrink(session, now):
    """Publish a version without the lesson "share" and the questions that were asked."""
    new = content.course(
        "smu-1", content.lesson("hats"), change=ChangeLevel.MATERIAL, note="Shorter.", summary="Short."
    )
    content.live(session, new, now=now)


def test_an_old_result_shows_the_questions_that_were_asked_after_they_are_gone(session, robin, page_of, now):
    shrink(session, now)
    first = session.scalars(select(Attempt)).one()
    browser = page_of(robin)

    words = text(browser.get(f"/attempts/{first.id}/result"))

    assert "100%" in words
    assert f"/attempts/{first.id}/result" in browser.get("/archive/").text
    browser.get("/courses/smu-1/share/", status=404)
    browser.get("/")


def test_a_running_attempt_is_handed_in_after_its_questions_are_gone(session, robin, page_of, now):
    attempt = attempts.start(session, robin, now)
    shrink(session, now)
    browser = page_of(robin)

    browser.get(f"/attempts/{attempt.id}/")
    attempts.submit(session, attempt, RIGHT, now)

    assert "100%" in text(browser.get(f"/attempts/{attempt.id}/result"))
