"""The quiz: started, answered, saved, looked over, handed in; and what must not get lost on the way."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, func, select

from tests.factories import certification
from tests.factories.people import PASSWORD
from tests.journeys.answers import right_keys
from tests.screens.hands import Mouse
from tests.screens.learning import AttemptPage, QuizStart, ResultPage, ReviewPage
from tests.screens.people import SignIn
from university.base import clock
from university.courses.queries import get_course_of_version
from university.learning.models import Answer, Attempt
from university.people.models import SignIn as SignInRow
from university.storage import work

#: Its questions are all answered by letters; it builds on the first course.
FIRST, COURSE = "smu-101", "smu-110"


@pytest.fixture
def person(site):
    person = site.person()
    certification.complete(site.session, person, FIRST, now=clock.now())
    return person


def start(page, hand) -> AttemptPage:
    panel = QuizStart(page, hand)
    panel.open(course=COURSE)
    panel.press("Start the quiz")
    attempt = AttemptPage(page, hand)
    attempt.wait()
    return attempt


def count(site, what, **kept) -> int:
    return site.session.scalar(select(func.count()).select_from(what).filter_by(**kept))


def test_a_quiz_is_passed_by_letters_saved_and_handed_in(site, page_for, person, hand):
    attempt = start(page_for(person), hand)
    answers = right_keys(site, attempt.number)

    for number, keys in enumerate(answers, start=1):
        attempt.expect_question(number)
        attempt.type_letters(keys)
        attempt.expect_saved()
        attempt.page.keyboard.press("Enter")
    review = ReviewPage(attempt.page, hand)
    review.expect_heading("Look over your answers")
    review.expect_words(f"All {len(answers)} questions are answered")
    review.press("Hand in")

    ResultPage(attempt.page, hand).expect_heading(f"You passed: {len(answers)} of {len(answers)} right.")


def test_answers_are_chosen_with_what_is_at_hand_and_seen_in_the_strip(site, page_for, person, hand):
    attempt = start(page_for(person), hand)

    attempt.choose(right_keys(site, attempt.number)[0])
    attempt.expect_saved()
    expect(attempt.page.locator(".quiz-strip__link").first).to_have_attribute("data-state", "answered")
    attempt.press("Save and go on")

    attempt.expect_question(2)


def test_nothing_tells_right_from_wrong_before_handing_in(site, page_for, person):
    attempt = start(page_for(person), Mouse)
    body = attempt.page.content()
    course = get_course_of_version(site.session, site.session.get_one(Attempt, attempt.number).version_id)

    assert [
        o.id for q in course.quiz for o in q.options if o.feedback and str(o.feedback)[3:60] in body
    ] == []


def test_a_sign_in_that_ends_in_the_middle_loses_no_answer(site, page_for, person, hand):
    attempt = start(page_for(person), hand)
    number = attempt.number
    keys = right_keys(site, number)
    attempt.type_letters(keys[0])
    attempt.expect_saved()
    attempt.press("Save and go on")
    attempt.expect_question(2)

    with work.transaction(site.session) as session:
        session.execute(delete(SignInRow).where(SignInRow.employee_id == person.id))
    attempt.type_letters(keys[1])
    attempt.expect_words("You were signed out. Your answers stay here")
    attempt.press("Save and go on")
    SignIn(attempt.page, hand).enter(person.email, PASSWORD)
    attempt.press("Send what you wrote")

    attempt.expect_question(3)
    assert count(site, Answer, attempt_id=number) == 2


def test_two_tabs_of_one_quiz_are_one_attempt(site, open_context, person):
    context = open_context(person)
    one, two = start(context.new_page(), Mouse), AttemptPage(context.new_page())
    two.open(attempt=one.number)
    keys = right_keys(site, one.number)

    one.choose(keys[0])
    one.expect_saved()
    two.press("Save and go on")
    two.expect_question(2)
    two.choose(keys[1])
    two.expect_saved()
    one.page.reload()

    expect(one.option(keys[0][0])).to_be_checked()
    one.press("Look over and hand in")
    ReviewPage(one.page).press("Hand in")
    ResultPage(one.page).expect_heading(re.compile("2 of 6 right"))
    two.press("Save and go on")
    ResultPage(two.page).expect_heading(re.compile("2 of 6 right"))
    assert count(site, Attempt, employee_id=person.id) == 1


def test_double_clicks_start_one_attempt_and_hand_it_in_once(site, page_for, person):
    page = page_for(person)
    panel = QuizStart(page)
    panel.open(course=COURSE)

    panel.button("Start the quiz").dblclick()
    attempt = AttemptPage(page)
    attempt.wait()
    attempt.press("Look over and hand in")
    ReviewPage(page).button("Hand in").dblclick()

    ResultPage(page).expect_heading("Not passed yet: 0 of 6 right.")
    assert count(site, Attempt, employee_id=person.id) == 1
