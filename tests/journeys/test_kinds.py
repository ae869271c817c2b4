"""Every kind of question by mouse, by keyboard alone and without script, from the lesson with every element."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.audit import findings, overflow
from tests.screens.hands import Mouse
from tests.screens.learning import AttemptPage, QuizStart, ResultPage, ReviewPage
from tests.screens.settled import settle
from university.base import clock
from university.base.actor import COMMAND
from university.learning.models import Answer, Attempt
from university.learning.queries import drawn_of
from university.storage import work
from university.studio import services as studio

CONTENT = Path(__file__).resolve().parents[1] / "content"
COURSE = "every-element"
ORDER = ("A cracked valve", "I am Efua", "Our safety team", "Please do not fit")
PARTNERS = {
    "A reader says that smoke came out of a socket": "The Listening Desk",
    "A reporter asks for a comment on a recall": "Group Communications",
    "A stranger insults you by name under a post": "Your manager",
    "A neighbor asks when your store opens": "Nobody, you answer",
}


@pytest.fixture(scope="module")
def every_element(site):
    """The fixture course, beside the real ones."""
    with work.transaction(site.session) as session:
        studio.load_content(session, studio.read_content(CONTENT), by=COMMAND, now=clock.now())


def start(page, hand) -> AttemptPage:
    QuizStart(page, hand).open(course=COURSE).press("Start the quiz")
    attempt = AttemptPage(page, hand)
    attempt.wait()
    return attempt


def drawn(site, attempt: AttemptPage) -> list[str]:
    return [one.id for one in drawn_of(site.session.get_one(Attempt, attempt.number))]


def address_of(site, attempt: AttemptPage, question: str) -> str:
    return f"/attempts/{attempt.number}/?question={drawn(site, attempt).index(question) + 1}"


def put_in_order(attempt: AttemptPage) -> None:
    for place, item in enumerate(ORDER, start=1):
        attempt.put(item, place)


def match_all(attempt: AttemptPage) -> None:
    for left, right in PARTNERS.items():
        attempt.match(left, right)


def keep_them_safe(attempt: AttemptPage) -> None:
    attempt.decide("Tell her what to do now, in public")
    attempt.decide("Call the desk and tell her who writes next")


#: The right answer to each question.
ANSWERS: dict[str, Callable[[AttemptPage], None]] = {
    "loud-but-warm": lambda attempt: attempt.choose_words("A remark"),
    "matter-for-the-desk": lambda attempt: attempt.choose_words(
        "It says that somebody got burned", "It is the third of its kind today"
    ),
    "when-the-hour-begins": lambda attempt: attempt.choose_words("False"),
    "parts-in-order": put_in_order,
    "who-hears-first": match_all,
    "the-word-that-counts": lambda attempt: attempt.write("Scalded!"),
    "minutes-past-ten": lambda attempt: attempt.write("5,0"),
    "smell-of-gas": keep_them_safe,
}


def answer_all(site, attempt: AttemptPage) -> None:
    for number, question in enumerate(drawn(site, attempt), start=1):
        attempt.expect_question(number)
        ANSWERS[question](attempt)
        attempt.page.locator("[data-next]").click()
    ReviewPage(attempt.page).expect_words("All 8 questions are answered")
    ReviewPage(attempt.page).press("Hand in")
    ResultPage(attempt.page).expect_heading("You passed: 8 of 8 right.")


def test_every_kind_is_answered_and_handed_in(site, every_element, page_for, hand):
    answer_all(site, start(page_for(site.person()), hand))


def test_every_kind_needs_no_script(site, every_element, page_for):
    answer_all(site, start(page_for(site.person(), java_script_enabled=False), Mouse))


def test_all_on_one_page_every_kind_saves_itself(site, every_element, page_for):
    attempt = start(page_for(site.person()), Mouse)
    page = attempt.page
    attempt.press("All on one page")
    attempt.expect_heading("All 8 questions")
    settle(page)

    attempt.choose_words("A remark", "It says that somebody got burned", "False")
    attempt.match("A reporter asks for a comment on a recall", "Group Communications")
    page.locator("#answer-minutes-past-ten").fill("5")
    attempt.decide("Ask for the order number")
    page.locator(".placing__item", has_text="I am Efua").get_by_role("button", name="Up").click()

    expect(page.locator(".quiz-strip__link[data-state=answered]")).to_have_count(5)
    assert site.session.query(Answer).filter_by(attempt_id=attempt.number).count() == 7


def test_a_number_in_words_is_answered_with_how_to_write_it_and_digits_are_taken(
    site, every_element, page_for
):
    attempt = start(page_for(site.person()), Mouse)
    page = attempt.page
    page.goto(address_of(site, attempt, "minutes-past-ten"))
    page.wait_for_load_state("networkidle")
    field, saved = page.locator("#answer-minutes-past-ten"), page.locator("[data-saved]")

    attempt.write("five")
    expect(saved).to_contain_text("Write it in digits alone, such as 12 or 1.5.")
    expect(field).to_have_value("five")

    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".field__error")).to_be_visible()
    assert findings(page) == []

    attempt.write("5")
    expect(page.locator(".field__error")).to_have_count(0)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(saved).not_to_contain_text("digits")


def test_moving_items_keeps_focus_and_places_apart(site, every_element, page_for):
    attempt = start(page_for(site.person()), Mouse)
    attempt.page.goto(address_of(site, attempt, "parts-in-order"))
    settle(attempt.page)
    items = attempt.page.locator(".placing__item")
    moved = items.nth(2).locator(".placing__words").inner_text()

    items.nth(2).get_by_role("button", name="Up").focus()
    attempt.page.keyboard.press("Enter")
    attempt.page.keyboard.press("Enter")

    expect(items.first.locator(".placing__words")).to_have_text(moved)
    assert attempt.page.evaluate("document.activeElement.textContent") == "Up"
    places = attempt.page.locator(".placing__item select").evaluate_all(
        "all => all.map(one => one.selectedIndex)"
    )
    assert places == [1, 2, 3, 4]


def test_a_choice_made_in_another_tab_is_final(site, every_element, open_context):
    context = open_context(site.person())
    one = start(context.new_page(), Mouse)
    drill = address_of(site, one, "smell-of-gas")
    two = AttemptPage(context.new_page())
    for tab in (one, two):
        tab.page.goto(drill)
        settle(tab.page)

    one.decide("Tell her what to do now, in public")
    two.choose_words("Ask for the order number")
    two.press("Choose and go on")

    two.expect_words("a choice in a decision drill is final")
    two.page.reload()
    expect(two.page.locator(".drill__choice")).to_have_text(re.compile("Tell her what to do now, in public"))


@pytest.mark.parametrize("width", [360, 1440])
def test_pages_of_every_kind_are_sound(site, every_element, page_for, width):
    page = page_for(site.person(), viewport={"width": width, "height": 900})
    attempt = start(page, Mouse)
    attempt.press("All on one page")
    attempt.expect_heading("All 8 questions")
    page.wait_for_load_state("networkidle")
    attempt.decide("Ask for the order number")
    # So tall that no question lies half under a bar that stays: which one would depends on the draw.
    page.set_viewport_size({"width": width, "height": page.evaluate("document.body.scrollHeight")})
    asked = findings(page) + (overflow(page) if width == 360 else [])
    attempt.press("Look over and hand in")
    ReviewPage(page).press("Hand in")
    ResultPage(page).expect_words("Your answers, and why")
    page.locator("summary").first.click()

    assert asked == []
    assert findings(page) == []
