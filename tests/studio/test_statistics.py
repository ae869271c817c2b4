"""How questions work, from real attempts: figures of first attempts, of one version, without a name."""

from datetime import timedelta

import pytest

from tests.factories import attempts, content, people
from tests.page import text
from tests.statements import count_statements
from university.engines.catalog.model import ChangeLevel
from university.studio.queries import get_statistics


@pytest.fixture
def sat(session, now):
    """Six people who sat the quiz, one of them twice."""
    content.live(session, attempts.course())
    readers = [people.employee(session) for _ in range(6)]
    for number, reader in enumerate(readers):
        attempts.sit(session, reader, attempts.RIGHT if number < 4 else attempts.WRONG, now)
    attempts.sit(session, readers[5], attempts.RIGHT, now)
    return readers


def test_first_attempts_count_and_later_ones_do_not(session, sat):
    shown = get_statistics(session, "smu-1")

    assert shown.attempts == 6
    assert {one.question.id: one.percent_right for one in shown.questions} == {
        "who": 66,
        "when": 66,
        "both": 66,
    }


def test_an_older_version_keeps_its_own_figures(session, sat, now):
    old = get_statistics(session, "smu-1").version
    content.live(session, attempts.course(pass_mark=90, note="Second.", change=ChangeLevel.MATERIAL), now=now)

    new = get_statistics(session, "smu-1").versions[0]

    assert get_statistics(session, "smu-1", new.id).attempts == 0
    assert get_statistics(session, "smu-1", old.id).attempts == 6
    assert get_statistics(session, "smu-1").version == old


def test_the_page_names_questions_and_nobody(session, sat, page_of):
    shown = text(page_of(people.employee(session, "author")).get("/studio/smu-1/statistics/"))

    assert "version 1 that were handed in: 6" in shown
    assert "66%" in shown
    assert not [reader for reader in sat if reader.name in shown]


def test_below_five_answers_no_figure_is_told(session, page_of, now):
    content.live(session, attempts.course())
    attempts.sit(session, people.employee(session), attempts.RIGHT, now)
    shown = text(page_of(people.employee(session, "author")).get("/studio/smu-1/statistics/"))

    assert "Fewer than five answers, so nothing is told" in shown
    assert "As soon as a question has five answers" in shown
    assert "100%" not in shown


def test_without_attempts_the_page_says_so(session, page_of):
    content.live(session, attempts.course())

    assert "No attempts yet" in text(
        page_of(people.employee(session, "author")).get("/studio/smu-1/statistics/")
    )


def test_more_attempts_need_no_more_statements(session, sat, now):
    def statements():
        with count_statements(session) as counted:
            get_statistics(session, "smu-1")
        return counted.count

    before = statements()
    attempts.sit(session, people.employee(session), attempts.RIGHT, now)

    assert statements() <= before


def test_time_is_told_only_for_answers_that_were_saved_one_by_one(session, now):
    content.live(session, attempts.course())
    apart, at_once = people.employee(session), people.employee(session)
    attempt = attempts.start(session, apart, now)
    attempts.save(session, attempt, {"who": attempts.RIGHT["who"]}, now + timedelta(seconds=40))
    attempts.submit(session, attempt, attempts.RIGHT, now + timedelta(seconds=100))
    attempts.submit(
        session, attempts.start(session, at_once, now), attempts.RIGHT, now + timedelta(seconds=90)
    )
    shown = {one.question.id: one.median_seconds for one in get_statistics(session, "smu-1").questions}

    assert shown == {"who": 40, "when": None, "both": None}
