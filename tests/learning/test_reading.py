"""Catalog, course, lesson, practice and "done", as a reader meets them."""

import pytest
from sqlalchemy import func, select

from tests.factories import content, people
from tests.factories.questions import question
from tests.page import text
from tests.statements import count_statements
from university.engines.catalog.model import Module
from university.learning.models import Enrollment, LessonDone

HOSTILE = '<script>alert(1)</script>"onclick="'


@pytest.fixture
def robin(session, now):
    content.live(session, content.course())
    return people.employee(session)


@pytest.fixture
def browser(robin, page_of):
    return page_of(robin)


def test_the_catalog_tells_the_state_of_each_course_in_words(session, browser):
    content.live(session, content.course(), content.course("smu-2"))
    browser.post("/courses/smu-2/enroll")

    words = text(browser.get("/courses/"))

    assert "Course smu-1 What a person in a hurry must know. 10 min 2 lessons and a quiz" in words
    assert "Not started" in words
    assert "0 of 2 done" in words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=cuorse+smu2", ["smu-2"]),
        ("?state=in-progress", ["smu-2"]),
        ("?state=done", []),
        ("?state=odd", ["smu-1", "smu-2"]),
    ],
    ids=["a typing error", "in progress", "done", "an unknown state"],
)
def test_the_catalog_is_searched_and_filtered(session, browser, query, found):
    content.live(session, content.course(), content.course("smu-2"))
    browser.post("/courses/smu-2/enroll")

    answer = browser.get(f"/courses/{query}").get_data(as_text=True)

    assert [slug for slug in ("smu-1", "smu-2") if f'href="/courses/{slug}/"' in answer] == found


def test_a_script_gets_the_results_alone(browser):
    answer = browser.get("/courses/?q=smu", headers={"X-Requested-With": "fetch"}).get_data(as_text=True)

    assert answer.strip().startswith('<section id="results"')


def test_a_search_without_an_answer_says_what_to_try(browser):
    assert "Try fewer or shorter words" in text(browser.get("/courses/?q=zzzzzz"))


def test_a_course_page_says_promise_rules_version_and_owner(session, browser):
    people.employee(session, employee_number="LG-0011", name="Amara Okafor")

    words = text(browser.get("/courses/smu-1/"))

    assert "On Monday you will know whom to ask." in words
    assert "2 of 2 questions right" in words
    assert "3 attempts; after that you wait 24 hours" in words
    assert "AO Amara Okafor" in words
    assert "1, since 5 January 2026" in words
    assert "31 May 2027" in words
    assert "Start the course" in words
    assert "What you will be able to do Explain the hats." in words


def test_starting_a_course_twice_is_starting_it_once(session, browser):
    first = browser.post("/courses/smu-1/enroll").headers["Location"]
    again = browser.post("/courses/smu-1/enroll").headers["Location"]

    assert first == again == "/courses/smu-1/hats/"
    assert session.scalar(select(func.count(Enrollment.id))) == 1


def test_reading_needs_no_enrollment_and_leaves_none(session, browser):
    words = text(browser.get("/courses/smu-1/hats/"))

    assert "A lesson is done when you say so." in words
    assert session.scalar(select(func.count(Enrollment.id))) == 0


def test_a_lesson_says_when_it_counts_as_done(session, browser):
    browser.post("/courses/smu-1/enroll")

    answer = browser.get("/courses/smu-1/hats/")

    button = answer.get_data(as_text=True).partition('<p class="actions">')[2].partition("</p>")[0]
    assert "Done" in button
    assert "A lesson is done when you say so." in button
    assert session.scalar(select(func.count(LessonDone.id))) == 0


def test_done_begins_the_course_and_leads_to_the_next_lesson_then_to_the_quiz(browser):
    assert browser.post("/courses/smu-1/hats/done").headers["Location"] == "/courses/smu-1/share/"
    assert browser.post("/courses/smu-1/share/done").headers["Location"] == "/courses/smu-1/quiz/"


def test_done_twice_is_done_once_and_gives_the_same_page(session, browser):
    first = browser.post("/courses/smu-1/hats/done").headers["Location"]
    again = browser.post("/courses/smu-1/hats/done").headers["Location"]

    assert first == again
    assert session.scalar(select(func.count(LessonDone.id))) == 1
    assert "You marked this lesson as done on" in text(browser.get("/courses/smu-1/hats/"))


def test_after_the_last_lesson_an_earlier_open_one_is_next(browser):
    assert browser.post("/courses/smu-1/share/done").headers["Location"] == "/courses/smu-1/hats/"


def test_continue_leads_to_the_exact_place(browser):
    browser.post("/courses/smu-1/enroll")
    browser.get("/courses/smu-1/share/")

    answer = browser.get("/courses/smu-1/").get_data(as_text=True)

    assert 'class="button button--main" href="/courses/smu-1/share/"' in answer


@pytest.mark.parametrize(
    "path",
    [
        "/courses/nothing/",
        "/courses/smu-1/nothing/",
        "/courses/nothing/hats/",
        "/courses/SMU-1/",
        "/courses/-1/",
    ],
)
def test_an_unknown_course_or_lesson_is_not_found_in_words(browser, path):
    answer = browser.get(path, status=404)

    assert "We cannot find that page" in text(answer)


@pytest.mark.parametrize(
    "path",
    ["/courses/nothing/enroll", "/courses/smu-1/nothing/done", "/courses/smu-1/hats/practice/counted-hats"],
)
def test_acts_on_unknown_things_are_not_found_and_leave_nothing(session, browser, path):
    browser.post(path, status=404)

    assert session.scalar(select(func.count(Enrollment.id))) == 0


def test_a_wrong_practice_answer_tells_why_without_telling_the_right_one(browser):
    words = text(
        browser.post(
            "/courses/smu-1/hats/practice/practice-hats", status=200, **{"answer-practice-hats": "B"}
        )
    )

    assert "Not quite. Read why, and try again." in words
    assert "Not this one why b" in words
    assert "why a" not in words


def test_a_right_practice_answer_explains_every_option(browser):
    words = text(
        browser.post(
            "/courses/smu-1/hats/practice/practice-hats", status=200, **{"answer-practice-hats": "A"}
        )
    )

    assert "That is right." in words
    assert ("why a" in words, "why b" in words, "why c" in words) == (True, True, True)


def test_an_empty_practice_answer_asks_to_choose(browser):
    answer = browser.post("/courses/smu-1/hats/practice/practice-hats", status=422)

    assert "Choose an answer first" in text(answer)


def test_an_option_that_is_not_there_is_refused(browser):
    browser.post("/courses/smu-1/hats/practice/practice-hats", status=422, **{"answer-practice-hats": "Z"})


def test_practice_with_script_gives_the_question_alone_and_keeps_nothing(session, browser):
    path = "/courses/smu-1/hats/practice/practice-hats"
    answer = browser.post(path, status=200, json=True, **{"answer-practice-hats": "A"}).get_data(as_text=True)

    assert answer.strip().startswith("<form")
    assert session.scalar(select(func.count(Enrollment.id))) == 0


def test_hostile_titles_are_words_only(session, browser):
    hostile = content.lesson("odd", title=HOSTILE, objective=HOSTILE)
    module = Module(title=HOSTILE, lessons=(hostile,))
    content.live(
        session,
        content.course(
            "odd-1",
            title=HOSTILE,
            summary=HOSTILE,
            audience=HOSTILE,
            objectives=(HOSTILE,),
            modules=(module,),
        ),
    )

    for path in ("/courses/", "/courses/odd-1/", "/courses/odd-1/odd/", f"/courses/?q={HOSTILE}"):
        answer = browser.get(path).get_data(as_text=True)
        assert "<script>alert" not in answer
        assert '"onclick="' not in answer


def test_no_key_of_the_quiz_is_on_any_page_of_reading(session, browser):
    secret = question("counted-hats", options="ab", lesson="hats")
    content.live(session, content.course("smu-3", quiz=(secret,)))

    for path in ("/courses/", "/courses/smu-3/", "/courses/smu-3/hats/"):
        answer = browser.get(path).get_data(as_text=True)
        assert "counted-hats" not in answer


def test_no_practice_key_is_on_the_page_before_an_answer(browser):
    answer = browser.get("/courses/smu-1/hats/").get_data(as_text=True)

    assert "why a" not in answer
    assert "option--right" not in answer


def test_a_lesson_past_its_review_date_says_so(session, browser, now):
    old = content.lesson("old", review_by=now.date().replace(year=2025))
    content.live(session, content.course("smu-4", old))

    assert "Waiting for review" in text(browser.get("/courses/smu-4/old/"))


def test_invented_names_and_sources_are_told(session, browser):
    content.live(session, content.course("smu-5", content.lesson("tale", invented="people and posts")))

    words = text(browser.get("/courses/smu-5/tale/"))

    assert "Invented here: people and posts." in words
    assert "House rules (2026-01-01)" in words


def test_a_lesson_takes_four_statements_however_far_one_is(session, browser):
    browser.post("/courses/smu-1/hats/done")
    browser.get("/courses/smu-1/share/")
    browser.get("/courses/smu-1/share/")

    with count_statements(session) as counter:
        browser.get("/courses/smu-1/share/")

    assert counter.count == 4


def test_the_catalog_takes_the_same_statements_for_one_course_and_for_three(session, browser):
    browser.get("/courses/")
    with count_statements(session) as one:
        browser.get("/courses/")
    content.live(session, *(content.course(f"smu-{number}") for number in (1, 2, 3)))
    for number in (1, 2, 3):
        browser.post(f"/courses/smu-{number}/hats/done")

    with count_statements(session) as three:
        browser.get("/courses/")

    assert (one.count, three.count) == (3, 3)


def test_a_course_page_takes_six_statements(session, browser):
    browser.post("/courses/smu-1/hats/done")
    browser.get("/courses/smu-1/")

    with count_statements(session) as counter:
        browser.get("/courses/smu-1/")

    assert counter.count == 6


def test_two_readers_of_one_lesson_see_their_own_ticks(session, browser, page_of):
    browser.post("/courses/smu-1/hats/done")
    other = page_of(people.employee(session))

    assert "About hats 5 min (done)" in text(browser.get("/courses/smu-1/share/"))
    assert "(done)" not in text(other.get("/courses/smu-1/share/"))
