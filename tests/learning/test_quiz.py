"""The pages of the quiz, by keyboard and without script: start, answer, look over, hand in, result."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.attempts import RIGHT, WRONG, fields
from tests.page import Page, text
from tests.statements import count_statements
from university.base import clock
from university.engines.catalog.model import ChangeLevel, Display, QuestionKind
from university.learning.models import Answer, Attempt
from university.people.models import Employee
from university.storage import work

QUIZ = "/courses/smu-1/quiz/"
DAY = timedelta(hours=24)


@pytest.fixture
def robin(session: Session, now: datetime) -> Employee:
    content.live(session, attempts.course())
    return people.employee(session)


@pytest.fixture
def browser(page_of: Callable[[Employee], Page], robin: Employee) -> Page:
    return page_of(robin)


@pytest.fixture
def attempt(session: Session, robin: Employee, now: datetime) -> Attempt:
    return attempts.start(session, robin, now)


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_kind_of_question_has_a_form_of_its_own(app, kind):
    form = app.jinja_env.filters["choosing"](kind)

    assert form.control in {"radio", "checkbox", "select", "text"}
    assert form.hint


def test_an_unknown_kind_of_question_is_no_page(app):
    with pytest.raises(KeyError):
        app.jinja_env.filters["choosing"]("dictation")


def saved(session: Session) -> dict[str, list[str]]:
    session.rollback()
    return {one.question: one.given for one in session.scalars(select(Answer))}


def page_at(app: Flask, session: Session, person: Employee, at: datetime, monkeypatch: Any) -> Page:
    """The browser of somebody who signs in at a later time, when the clock stands there."""
    monkeypatch.setattr(clock, "now", lambda: at)
    return Page(app, people.sign_in(session, person, now=at))


def place(attempt: Attempt, act: str = "") -> str:
    return f"/attempts/{attempt.id}/{act}"


def test_the_start_panel_says_the_rules_in_words(browser):
    words = text(browser.get(QUIZ))

    assert "Questions 3 To pass 3 of 3 right" in words
    assert "3, then 24 hours and the missed lessons again, then 3 more" in words
    assert "Each answer saves itself" in words
    assert "You have 3 attempts left" in words
    assert "Your best score; every attempt is kept" in words


def test_a_double_start_leads_to_one_attempt(browser, session):
    first = browser.post(QUIZ).headers["Location"]
    second = browser.post(QUIZ).headers["Location"]

    assert first == second == place(session.scalars(select(Attempt)).one())
    assert "Go on with the quiz" in text(browser.get(QUIZ))


def test_the_whole_way_goes_by_buttons_alone(browser, session, attempt):
    order = [question["id"] for question in attempt.draw]
    page = browser.get(place(attempt))
    assert "Question 1 of 3" in text(page)

    for number, id_ in enumerate(order, start=1):
        sent = browser.post(place(attempt, "answers"), **fields(attempt, {id_: RIGHT[id_]}, goto="next"))
        onward = place(attempt, f"?question={number + 1}") if number < 3 else place(attempt, "review")
        assert sent.headers["Location"] == onward
    review = text(browser.get(onward))
    result = text(browser.follow(place(attempt, "submit")))

    assert "All 3 questions are answered." in review
    assert "You passed: 3 of 3 right." in result
    assert "The course is completed once these lessons are done, too" in result
    assert "About hats" in result


@pytest.mark.parametrize(
    ("goto", "onward"),
    [
        ("next", "?question=3"),
        ("previous", "?question=1"),
        ("3", "?question=3"),
        ("review", "review"),
        ("all", "?view=all"),
    ],
)
def test_each_button_saves_and_leads_to_its_place(browser, session, attempt, goto, onward):
    second = attempt.draw[1]["id"]

    sent = browser.post(place(attempt, "answers"), **fields(attempt, {second: WRONG[second]}, goto=goto))

    assert sent.headers["Location"] == place(attempt, onward)
    assert saved(session) == {second: [WRONG[second]]}


@pytest.mark.parametrize("goto", ["https://elsewhere.example/", "0", "4", "-1", "/me/", ""])
def test_no_button_leads_out_of_the_attempt(browser, attempt, goto):
    browser.post(place(attempt, "answers"), status=422, **fields(attempt, {"who": "a"}, goto=goto))


def test_answers_are_still_there_after_a_reload(browser, attempt):
    browser.post(place(attempt, "answers"), **fields(attempt, {"both": "ac"}, **{"flag-both": "yes"}))

    page = browser.get(place(attempt, "?view=all")).get_data(as_text=True)

    assert page.count(" checked>") == 3
    assert "Saved 10:00" in page
    assert 'data-state="flagged"' in page


def test_unchecking_everything_is_an_empty_answer(browser, session, attempt):
    browser.post(place(attempt, "answers"), **fields(attempt, {"both": "ac"}))
    browser.post(place(attempt, "answers"), **fields(attempt, {"both": ""}))

    assert saved(session) == {"both": []}


def test_the_script_is_told_when_it_was_saved(browser, attempt):
    answer = browser.post(
        place(attempt, "answers"), status=200, json=True, **fields(attempt, {attempt.draw[1]["id"]: "a"})
    )

    assert answer.get_json() == {
        "saved_at_words": "Saved 10:00",
        "states": ["open", "answered", "open"],
        "notes": {},
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": ["nobody"]},
        {"question": ["who"], "answer-who": ["Z"]},
        {"question": ["who"], "answer-who": ["A", "B"]},
        {"question": ["who"], "answer-when": ["A"]},
        {"question": ["who"], "flag-nobody": "yes"},
        {"question": ["who"], "answer-who": ["b"]},
    ],
    ids=["no such question", "no such option", "two of one", "not on the page", "a strange flag", "an id"],
)
def test_answers_that_do_not_belong_are_refused_in_words(browser, session, attempt, wrong: dict[str, Any]):
    page = browser.post(place(attempt, "answers"), status=422, **wrong)

    assert "Reload the page" in text(page)
    assert saved(session) == {}


def test_the_other_tab_is_refused_after_handing_in_and_nothing_changes(browser, session, attempt):
    browser.post(place(attempt, "answers"), **fields(attempt, {"who": "b"}))
    browser.post(place(attempt, "answers"), **fields(attempt, {"when": "a"}))
    browser.post(place(attempt, "submit"))

    told = browser.post(
        place(attempt, "answers"), status=409, json=True, **fields(attempt, {"when": "c"})
    ).get_json()
    page = browser.follow(place(attempt, "answers"), **fields(attempt, {"when": "c"}))

    assert "not saved" in told["reason"]
    assert "nothing of it can change any more" in text(page)
    assert saved(session) == {"who": ["b"], "when": ["a"]}


def test_handing_in_twice_gives_the_same_result_page(browser, session, attempt):
    first = browser.post(place(attempt, "submit"), **fields(attempt, {"who": "b"}))
    once = browser.get(first.headers["Location"])
    second = browser.post(place(attempt, "submit"), **fields(attempt, RIGHT))

    assert second.headers["Location"] == first.headers["Location"]
    twice = browser.get(second.headers["Location"])
    assert text(twice).rpartition("Request")[0] == text(once).rpartition("Request")[0]
    assert "Not passed yet: 1 of 3 right." in text(once)


def test_the_review_names_what_is_open_and_flagged(browser, attempt):
    browser.post(place(attempt, "answers"), **fields(attempt, {"who": "b"}, **{"flag-who": "yes"}))

    words = text(browser.get(place(attempt, "review")))

    assert "2 of 3 questions are still open. An open question counts as not right." in words
    assert "Answered Flagged" in words


def test_a_running_attempt_leads_back_from_its_result_and_a_closed_one_on_to_it(browser, attempt):
    early = browser.get(place(attempt, "result"), status=303)
    browser.post(place(attempt, "submit"))

    assert early.headers["Location"] == place(attempt, "review")
    for path in ("", "review"):
        assert browser.get(place(attempt, path), status=303).headers["Location"] == place(attempt, "result")


def test_an_open_result_tells_why_for_every_option(browser, session, robin, now):
    open_course = attempts.course(display=Display.OPEN, change=ChangeLevel.CLARIFY, note="Open.")
    content.live(session, open_course)
    attempt = attempts.start(session, robin, now)
    browser.post(place(attempt, "submit"), **fields(attempt, WRONG))

    words = text(browser.get(place(attempt, "result")))

    assert all(words.count(f"why {letter}") == 3 for letter in "bcd")
    assert "Not right; you chose it" in words
    assert "Right; you did not choose it" in words
    assert "Right, and you chose it" in words
    assert "You have 2 attempts left" in words


def test_after_three_attempts_the_page_says_when_and_what_to_read(browser, session, robin, now):
    for _ in range(3):
        attempts.sit(session, robin, RIGHT | {"who": "a"}, now)

    waiting = text(browser.get(QUIZ))
    refused = text(browser.follow(QUIZ))

    assert "You may try again from Mon 23 Nov 2026, 10:00 (Berlin)" in waiting
    assert "About hats" in waiting
    assert "You have used your attempts" in refused


def test_once_the_lessons_are_read_again_there_are_three_more(app, session, robin, now, monkeypatch):
    for _ in range(3):
        attempts.sit(session, robin, RIGHT | {"who": "a"}, now)
    browser = page_at(app, session, robin, now + DAY, monkeypatch)

    before = text(browser.get(QUIZ))
    refused = text(browser.follow(QUIZ))
    attempts.mark_done(session, robin, ["hats"], now + DAY)
    after = text(browser.get(QUIZ))

    assert "A little reading, then 3 new attempts" in before
    assert "read and mark done once more: About hats" in refused
    assert "You have 3 attempts left" in after
    assert after.count("Not passed") == 3


def test_a_completed_course_leads_on_to_what_it_counts_toward(browser, session, robin, attempt, now):
    content.live(session, content.certification(), content.policy())
    attempts.mark_done(session, robin, ["hats", "share"], now)

    words = text(browser.follow(place(attempt, "submit"), **fields(attempt, RIGHT)))

    assert "You have completed Course smu-1." in words
    assert "Certification cert-1" in words
    assert "You passed this quiz with 100%" in text(browser.get(QUIZ))


def test_an_attempt_past_its_deadline_shows_its_result_and_says_so(
    browser, session, attempt, now, monkeypatch
):
    with work.transaction(session):
        session.get_one(Attempt, attempt.id).deadline_at = now + timedelta(minutes=5)
    running = text(browser.get(place(attempt)))
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=5))

    words = text(browser.follow(place(attempt, "answers"), **fields(attempt, RIGHT)))

    assert "Until Sun 22 Nov 2026, 10:05 (Berlin)" in running
    assert "Time was up." in words
    assert "Not passed yet: 0 of 3 right." in words


def test_an_expired_sign_in_keeps_the_answers(app, session, browser, robin, attempt, now, monkeypatch):
    browser.post(place(attempt, "answers"), **fields(attempt, {"who": "b"}))
    later = page_at(app, session, robin, now + DAY, monkeypatch)

    browser.post(place(attempt, "answers"), status=401, json=True, **fields(attempt, {"when": "c"}))
    again = later.get(place(attempt, "?view=all")).get_data(as_text=True)

    assert again.count(" checked>") == 1


@pytest.mark.parametrize("act", ["", "review", "result"])
def test_the_attempt_of_somebody_else_is_not_found(page_of, session, attempt, act):
    page_of(people.employee(session)).get(place(attempt, act), status=404)


@pytest.mark.parametrize("act", ["answers", "submit"])
def test_nobody_writes_into_the_attempt_of_somebody_else(page_of, session, attempt, act):
    page_of(people.employee(session)).post(place(attempt, act), status=404, **fields(attempt, RIGHT))

    assert saved(session) == {}


@pytest.mark.parametrize("id_", ["0", "-1", "99", "2147483648", "9" * 40, "one", "1e3", "%00"])
def test_an_unknown_attempt_is_not_found(browser, id_):
    browser.get(f"/attempts/{id_}/", status=404)
    browser.post(f"/attempts/{id_}/submit", status=404)


@pytest.mark.parametrize("course", ["smu-9", "-1", "a" * 90])
def test_the_quiz_of_an_unknown_course_is_not_found(browser, course):
    browser.get(f"/courses/{course}/quiz/", status=404)
    browser.post(f"/courses/{course}/quiz/", status=404)


@pytest.mark.parametrize("number", ["0", "-1", "4", "99999999999999", "two", "²", ""])
def test_an_unknown_number_shows_the_first_question(browser, attempt, number):
    assert "Question 1 of 3" in text(browser.get(place(attempt, f"?question={number}")))


@pytest.mark.parametrize(
    ("act", "most"), [("", 5), ("?view=all", 5), ("review", 5)], ids=["one", "all", "review"]
)
def test_a_page_of_an_attempt_takes_five_statements_at_most(browser, session, attempt, act, most):
    browser.post(place(attempt, "answers"), **fields(attempt, RIGHT))

    with count_statements(session) as counter:
        browser.get(place(attempt, act))

    assert counter.count <= most


def test_the_start_panel_takes_as_many_statements_for_one_attempt_as_for_three(browser, session, robin, now):
    counts = []
    for _ in range(3):
        attempts.sit(session, robin, WRONG, now)
        browser.get(QUIZ)
        with count_statements(session) as counter:
            browser.get(QUIZ)
        counts.append(counter.count)

    assert counts[0] == counts[1] == counts[2] <= 6


def test_the_result_takes_few_statements(browser, session, robin, now):
    done = attempts.sit(session, robin, WRONG, now)
    browser.get(place(done, "result"))

    with count_statements(session) as counter:
        browser.get(place(done, "result"))

    assert counter.count <= 10


def test_strangers_are_asked_to_sign_in(app: Flask, attempt):
    asked = Page(app).get(place(attempt), status=303)

    assert asked.headers["Location"] == f"/sign-in?next={place(attempt)}"
