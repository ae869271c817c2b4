"""Everything that counts works in a browser that runs no script."""

from playwright.sync_api import expect

from tests.factories import certification
from tests.journeys.answers import right_keys
from tests.screens.learning import AttemptPage, CoursePage, LessonPage, QuizStart, ResultPage, ReviewPage
from tests.screens.unconference import BreakoutPage
from university.base import clock
from university.courses.queries import get_catalog


def test_a_lesson_a_quiz_and_a_seat_need_no_script(site, page_for):
    person = site.person()
    page = page_for(person, java_script_enabled=False)
    course = get_catalog(site.session).course("smu-110")
    certification.complete(site.session, person, "smu-101", now=clock.now())

    CoursePage(page).open(course=course.slug).press("Start the course")
    lesson = LessonPage(page)
    lesson.press("Done")
    lesson.expect_heading(course.lessons[1].title)
    practiced = next(one for one in course.lessons if any(hasattr(block, "options") for block in one.blocks))
    lesson.open(course=course.slug, lesson=practiced.slug)
    lesson.try_practice(0)
    lesson.expect_words("Practice, not counted.")
    assert lesson.page.locator(".option__feedback").count() >= 1

    QuizStart(page).open(course=course.slug).press("Start the quiz")
    hand_in(page, ["A"] * course.drawn_count)
    result = ResultPage(page)
    result.expect_answers("Your answers")
    expect(page.locator(".option--right")).to_have_count(0)
    result.press("Try again")
    AttemptPage(page).expect_question(1)
    hand_in(page, right_keys(site, AttemptPage(page).number))
    result.expect_answers("Your answers, and why")
    expect(page.locator(".option--right")).not_to_have_count(0)

    event = site.event()
    breakout = site.breakout(event, site.person())
    seat = BreakoutPage(page)
    seat.open(event=event.slug, breakout=breakout.id)
    seat.press("Sign up")
    seat.expect_part("Your seat")
    seat.press("Leave this session")
    seat.expect_part("Take a seat")


def hand_in(page, answers) -> None:
    """Answer the questions of the open attempt one by one, look them over, hand them in."""
    attempt, review = AttemptPage(page), ReviewPage(page)
    for number, keys in enumerate(answers, start=1):
        attempt.expect_question(number)
        attempt.choose(keys)
        attempt.page.locator("[data-next]").click()
    review.expect_words(f"All {len(answers)} questions are answered")
    review.press("Hand in")
