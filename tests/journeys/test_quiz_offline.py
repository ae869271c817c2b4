"""A quiz while the line is down, the browser dies, or time runs out: nothing that was given is lost unsaid."""

from datetime import timedelta

import pytest
from playwright.sync_api import Dialog, Page, expect
from sqlalchemy import func, select

from tests.factories import certification
from tests.journeys.answers import right_keys
from tests.screens.learning import AttemptPage, QuizStart, ResultPage, ReviewPage
from tests.screens.settled import settle
from university.base import clock
from university.learning.models import Answer, Attempt
from university.storage import work

#: Its questions are all answered by letters; it builds on the first course.
FIRST, COURSE = "smu-101", "smu-110"
OFFLINE = "Not saved: no connection. Keep this page open; it is saved as soon as the connection is back."
STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])"


@pytest.fixture
def person(site):
    person = site.person()
    certification.complete(site.session, person, FIRST, now=clock.now())
    return person


@pytest.fixture
def attempt(page_for, person) -> AttemptPage:
    """An attempt that has just begun, with all its questions on one page."""
    page = page_for(person)
    panel = QuizStart(page).open(course=COURSE)
    panel.press("Start the quiz")
    attempt = AttemptPage(page)
    attempt.wait()
    attempt.press("All on one page")
    attempt.wait()
    return attempt


def saved(page: Page, number: int):
    """What is said beside a question."""
    return page.locator("[data-saved]").nth(number - 1)


def choose(attempt: AttemptPage, number: int, keys: str) -> None:
    """Choose options of one of the questions on the page."""
    for key in keys:
        attempt.page.locator(f"#question-{number} input[data-key='{key.lower()}']").check()


def count_answers(site, attempt: AttemptPage) -> int:
    return site.session.scalar(select(func.count()).select_from(Answer).filter_by(attempt_id=attempt.number))


def test_minutes_without_a_connection_lose_no_answer(site, attempt):
    page, answers = attempt.page, right_keys(site, attempt.number)
    page.clock.install()
    choose(attempt, 1, answers[0])
    page.clock.run_for(1000)
    expect(saved(page, 1)).to_contain_text("Saved")

    page.context.set_offline(True)
    for number, keys in enumerate(answers[1:], start=2):
        choose(attempt, number, keys)
        page.clock.run_for(60_000)
    for number in range(2, len(answers) + 1):
        expect(saved(page, number)).to_have_text(OFFLINE)
    kept = page.evaluate(STORED)
    before = count_answers(site, attempt)
    page.context.set_offline(False)

    page.clock.run_for(1000)
    for number in range(2, len(answers) + 1):
        expect(saved(page, number)).to_contain_text("Saved")
    assert "answer" not in kept
    assert (before, count_answers(site, attempt)) == (1, len(answers))


def test_no_button_leads_away_from_what_is_not_saved(site, attempt):
    page, answers = attempt.page, right_keys(site, attempt.number)
    page.context.set_offline(True)
    choose(attempt, 1, answers[0])

    attempt.press("Look over and hand in")
    expect(saved(page, 1)).to_have_text(f"{OFFLINE} Then press again.")
    page.context.set_offline(False)
    expect(saved(page, 1)).to_contain_text("Saved")
    attempt.press("Look over and hand in")

    ReviewPage(page).expect_words("5 of 6 questions are still open.")


def test_a_button_pressed_before_the_save_is_through_saves_first(site, attempt):
    choose(attempt, 2, right_keys(site, attempt.number)[1])

    attempt.press("Look over and hand in")

    ReviewPage(attempt.page).expect_words("5 of 6 questions are still open.")


def test_without_a_connection_a_button_says_that_it_waits(attempt):
    page = attempt.page
    page.context.set_offline(True)

    attempt.press("Look over and hand in")
    expect(saved(page, 1)).to_contain_text("this button cannot lead on yet")
    page.context.set_offline(False)

    expect(saved(page, 1)).to_have_text("The connection is back.")


def test_handing_in_without_a_connection_says_so_and_keeps_all(site, attempt):
    page, answers = attempt.page, right_keys(site, attempt.number)
    for number, keys in enumerate(answers, start=1):
        choose(attempt, number, keys)
    expect(saved(page, len(answers))).to_contain_text("Saved")
    attempt.press("Look over and hand in")
    review = ReviewPage(page)
    review.expect_heading("Look over your answers")
    settle(page)

    page.context.set_offline(True)
    review.press("Hand in")
    review.expect_words("No connection. Nothing is handed in yet, and all that you gave is kept.")
    page.context.set_offline(False)
    review.expect_words("The connection is back. You can hand in now.")
    review.press("Hand in")

    ResultPage(page).expect_heading(f"You passed: {len(answers)} of {len(answers)} right.")


def test_leaving_with_something_unsaved_is_asked_about(site, attempt):
    page, asked = attempt.page, []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.context.set_offline(True)
    choose(attempt, 1, right_keys(site, attempt.number)[0])
    expect(saved(page, 1)).to_have_text(OFFLINE)
    page.close(run_before_unload=True)

    page.context.set_offline(False)
    expect(saved(page, 1)).to_contain_text("Saved")
    assert asked == ["beforeunload"]


def test_after_the_browser_died_the_attempt_goes_on_where_it_stopped(site, attempt, page_for, person):
    keys = right_keys(site, attempt.number)[2]
    choose(attempt, 3, keys)
    expect(saved(attempt.page, 3)).to_contain_text("Saved")
    attempt.page.context.close()

    page = page_for(person)
    QuizStart(page).open(course=COURSE).follow("Go on with the quiz")
    again = AttemptPage(page)
    again.wait()
    again.press("All on one page")

    expect(page.locator(f"#question-3 input[data-key='{keys[0].lower()}']")).to_be_checked()
    assert again.number == site.session.scalar(select(Attempt.id).filter_by(employee_id=person.id))


def test_what_comes_after_handing_in_elsewhere_is_refused_and_says_what_to_do(site, attempt):
    page = attempt.page
    other = page.context.new_page()
    ReviewPage(other).open(attempt=attempt.number).press("Hand in")
    ResultPage(other).expect_heading("Not passed yet: 0 of 6 right.")

    choose(attempt, 1, right_keys(site, attempt.number)[0])

    expect(saved(page, 1)).to_contain_text("was not saved. Reload the page to see the result.")
    page.reload()
    ResultPage(page).expect_heading("Not passed yet: 0 of 6 right.")


def limit(site, attempt: AttemptPage, minutes: float) -> None:
    """Let this attempt end so many minutes from now, and show that on its page."""
    with work.transaction(site.session) as session:
        session.get_one(Attempt, attempt.number).deadline_at = clock.now() + timedelta(minutes=minutes)
    attempt.page.reload()
    attempt.wait()


def test_the_time_left_is_told_can_be_hidden_and_ends_with_a_way_on(site, attempt):
    page = attempt.page
    page.clock.install()
    limit(site, attempt, 12)
    words, told = page.locator("[data-words]"), page.locator("[data-told]")

    expect(words).to_have_text("12 minutes left")
    attempt.press("Hide time")
    expect(words).to_be_hidden()
    page.clock.run_for(7 * 60_000 + 2000)
    expect(told).to_have_text("5 minutes left")
    attempt.press("Show time")
    page.clock.run_for(5 * 60_000)

    expect(words).to_have_text("Time is up; what you saved is handed in")
    expect(page.get_by_role("link", name="See your result")).to_be_visible()


def test_what_is_typed_in_the_last_seconds_is_still_saved_and_handed_in_by_itself(site, attempt):
    page = attempt.page
    limit(site, attempt, 4 / 60)
    choose(attempt, 1, right_keys(site, attempt.number)[0])
    expect(saved(page, 1)).to_contain_text("Saved")

    page.get_by_role("link", name="See your result").click()

    result = ResultPage(page)
    result.expect_heading("Not passed yet: 1 of 6 right.")
    result.expect_words("Time was up. The answers saved by then count.")
