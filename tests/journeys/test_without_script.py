"""Everything that counts works in a browser that runs no script."""

from tests.screens.learning import AttemptPage, CoursePage, LessonPage, QuizStart, ResultPage, ReviewPage
from tests.screens.unconference import BreakoutPage
from university.courses.queries import get_catalog


def test_a_lesson_a_quiz_and_a_seat_need_no_script(site, page_for):
    person = site.person()
    page = page_for(person, java_script_enabled=False)
    course = get_catalog(site.session).course("smu-110")

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
    attempt = AttemptPage(page)
    for number in range(1, len(course.quiz) + 1):
        attempt.expect_question(number)
        attempt.choose("A")
        attempt.page.locator("[data-next]").click()
    review = ReviewPage(page)
    review.expect_words(f"All {len(course.quiz)} questions are answered")
    review.press("Hand in")
    ResultPage(page).expect_words("Your answers, and why")

    event = site.event()
    breakout = site.breakout(event, site.person())
    seat = BreakoutPage(page)
    seat.open(event=event.slug, breakout=breakout.id)
    seat.press("Sign up")
    seat.expect_part("Your seat")
    seat.press("Leave this session")
    seat.expect_part("Take a seat")
