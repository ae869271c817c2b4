"""My learning, and the search over everything."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import certification as certified
from tests.factories import content, people
from tests.page import text
from tests.statements import count_statements
from university.courses.models import ContentKind, ContentVersion
from university.home.rules import greeting
from university.learning.models import Attempt, Enrollment
from university.storage import work


@pytest.fixture
def robin(session, now):
    content.live(session, content.course(), content.policy(), content.certification())
    return people.employee(session)


@pytest.fixture
def browser(robin, page_of):
    return page_of(robin)


def pass_quiz(session, now):
    with work.transaction(session):
        enrollment = session.scalars(select(Enrollment)).one()
        session.add(
            Attempt(
                enrollment_id=enrollment.id,
                employee_id=enrollment.employee_id,
                version_id=enrollment.version_id,
                number=1,
                seed="s",
                draw=[],
                pass_mark=80,
                started_at=now,
                submitted_at=now,
                score=90,
                is_passed=True,
            )
        )


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 0, 0, 0), "Nothing is asked of you just now. Look around, and begin whatever helps you."),
        ((1, 0, 0, 0), "One course is under way."),
        ((2, 1, 0, 3), "Two courses are under way and one more waits to be started."),
        ((0, 3, 1, 0), "Three courses wait to be started and one policy waits for your signature."),
        ((0, 0, 0, 1), "Everything asked of you is done. One course completed."),
        ((12, 0, 0, 0), "12 courses are under way."),
    ],
)
def test_the_greeting_says_how_things_stand(counts, words):
    running, to_start, to_sign, done = counts

    assert greeting(running=running, to_start=to_start, to_sign=to_sign, done=done) == words


def test_a_newcomer_is_asked_to_start_and_to_sign(browser):
    words = text(browser.get("/"))

    assert "One course waits to be started and one policy waits for your signature." in words
    assert "Your next step Start Course smu-1" in words
    assert "The principles A policy to read and to sign" in words
    assert "No course is under way" in words


def test_the_next_step_follows_the_reader_to_the_exact_place(browser):
    browser.post("/courses/smu-1/enroll")
    browser.get("/courses/smu-1/share/")

    answer = browser.get("/")

    assert 'class="button button--main" href="/courses/smu-1/share/"' in answer.get_data(as_text=True)
    assert "Begin with About share" in text(answer)


def test_after_the_lessons_comes_the_quiz_then_the_signature_then_nothing(session, browser, now):
    browser.post("/courses/smu-1/hats/done")
    browser.post("/courses/smu-1/share/done")
    assert "Take the quiz of Course smu-1" in text(browser.get("/"))

    pass_quiz(session, now)
    with work.transaction(session):
        session.scalars(select(Enrollment)).one().completed_at = now
    words = text(browser.get("/"))
    assert "Read and sign The principles" in words
    assert "Completed 22 November 2026, quiz 90%" in words

    version = session.scalars(
        select(ContentVersion.id).where(ContentVersion.kind == ContentKind.POLICY)
    ).one()
    browser.post("/policies/principles/acknowledge", version=version)
    assert "Nothing is waiting for you" in text(browser.get("/"))


def test_an_empty_house_says_what_will_come(session, page_of, now):
    words = text(page_of(people.employee(session)).get("/"))

    assert "Nothing is asked of you just now." in words


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("smu1", ["Courses"]),
        ("abuot shrae", ["Lessons"]),
        ("principels", ["Policies"]),
        ("permission", ["Certifications"]),
        ("zzzzzz", []),
    ],
)
def test_the_search_finds_things_of_every_kind_and_forgives(browser, words, kinds):
    answer = browser.get(f"/search?q={words}").get_data(as_text=True)

    assert re.findall(r'<h2 id="results-\d">(\w+)</h2>', answer) == kinds


def test_a_search_without_an_answer_keeps_the_words_and_says_what_to_try(browser):
    answer = browser.get("/search?q=<b>zzzzzz")

    assert "Nothing answers to “<b>zzzzzz”" in text(answer)


def test_an_empty_search_says_what_is_searched(browser):
    assert "Courses, lessons, policies and certifications are searched." in text(browser.get("/search"))


def test_my_learning_takes_the_same_statements_for_one_course_and_for_three(session, browser):
    browser.post("/courses/smu-1/hats/done")
    browser.get("/")
    browser.get("/")
    with count_statements(session) as one:
        browser.get("/")
    content.live(session, *(content.course(f"smu-{number}") for number in (2, 3)))
    browser.post("/courses/smu-2/hats/done")
    browser.post("/courses/smu-3/hats/done")
    browser.get("/")
    browser.get("/")

    with count_statements(session) as three:
        browser.get("/")

    assert (one.count, three.count) == (5, 5)


def test_each_certification_says_how_far_one_is(session, browser, now):
    assert "You may share approved posts. 0 of 2 steps done" in text(browser.get("/"))

    version = session.scalars(
        select(ContentVersion.id).where(ContentVersion.kind == ContentKind.POLICY)
    ).one()
    browser.post("/policies/principles/acknowledge", version=version)

    assert "You may share approved posts. 1 of 2 steps done" in text(browser.get("/"))


def test_the_greeting_says_until_when_one_is_certified(session, robin, browser, now):
    certified.certificate(session, robin, now=now)

    assert "You hold Certification cert-1 until 22 November 2027." in text(browser.get("/"))


def test_a_certificate_that_has_ended_is_no_reason_for_an_all_clear(session, robin, browser, now):
    certified.certificate(session, robin, now=now - timedelta(days=400))

    words = text(browser.get("/"))
    assert "Certification cert-1 ended on 18 October 2026, and its permission with it." in words
    assert "All clear" not in words
    assert "See how you stand with Certification cert-1" in words
