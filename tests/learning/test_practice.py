"""Practice of every kind: feedback at once, nothing counted, nothing kept, and no key before an answer."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import content, people
from tests.factories.questions import RIGHT, WRONG, one_of_each
from tests.page import Page, text
from university.learning.models import Enrollment
from university.learning.rules import ask_practice, try_out
from university.people.models import Employee

LESSON = "/courses/smu-1/hats/"
KINDS = {one.id: one for one in one_of_each()}


@pytest.fixture
def browser(session: Session, page_of: Callable[[Employee], Page]) -> Page:
    content.live(session, content.course("smu-1", content.lesson("hats", blocks=one_of_each())))
    return page_of(people.employee(session))


def sent(id_: str, given: tuple[str, ...]) -> dict[str, list[str]]:
    """An answer as the page of the lesson sends it, found by its words."""
    asked, one = ask_practice(KINDS[id_]), KINDS[id_]
    text_of = {option.id: option.text for option in one.options}
    partner_of = {option.id: option.partner for option in one.options}
    if asked.scene:
        steps = [tuple(choice.split(":")) for choice in given]
        path = ["ABC"["abc".index(option)] for _, option in steps]
        return {f"answer-{id_}": path[:-1], f"choice-{id_}": path[-1:]}
    if asked.items:
        key = {item.text: item.key for item in asked.items}
        return {f"answer-{id_}": [f"{key[text_of[item]]}{n}" for n, item in enumerate(given, start=1)]}
    if asked.lefts:
        key = {right.text: right.key for right in asked.options}
        pairs = [pair.split("=") for pair in given]
        lefts = {left.text: left.number for left in asked.lefts}
        return {f"answer-{id_}": [f"{lefts[text_of[one]]}{key[partner_of[two]]}" for one, two in pairs]}
    if asked.options:
        return {f"answer-{id_}": [one.upper() for one in given]}
    return {f"answer-{id_}": list(given)}


def practice(browser: Page, id_: str, given: tuple[str, ...], status: int = 200) -> str:
    return text(browser.post(f"{LESSON}practice/{id_}", status=status, **sent(id_, given)))


@pytest.mark.parametrize("id_", KINDS)
def test_a_right_answer_is_told_so(browser, id_):
    words = practice(browser, id_, RIGHT[id_])

    assert "That is right." in words or "You came through with 4 points, and 3 were needed." in words


@pytest.mark.parametrize("id_", [id_ for id_ in KINDS if id_ != "both"])
def test_a_wrong_answer_is_told_so_with_its_own_feedback_alone(browser, id_):
    words = practice(browser, id_, WRONG[id_])

    assert (
        "Not quite. Read why, and try again." in words or "One choice on this way must never happen." in words
    )
    assert "reason paid partnership" not in words
    assert "reason 48" not in words


def test_half_of_choose_all_is_right_so_far(browser):
    assert "Right so far, but something is still missing." in practice(browser, "both", ("a",))


@pytest.mark.parametrize("id_", KINDS)
def test_no_answer_is_asked_for_kindly(browser, id_):
    words = text(browser.post(f"{LESSON}practice/{id_}", status=422))

    assert "first, then" in words
    assert "reason" not in words


def test_a_number_in_words_is_asked_for_in_digits_and_stays(browser):
    page = browser.post(f"{LESSON}practice/hours", status=422, **{"answer-hours": "five"})

    assert "Write it in digits alone, such as 12 or 1.5." in text(page)
    assert "Write a number in digits first, then check it." in text(page)
    assert 'value="five"' in page.get_data(as_text=True)
    assert "reason" not in text(page)


def test_items_in_their_place_are_told_apart_from_the_others(browser):
    words = practice(browser, "steps", ("b", "a", "c"))

    assert (words.count("Not this place"), words.count("Right place")) == (2, 1)
    assert "reason Write" in words
    assert "reason Stop" not in words


def test_a_drill_goes_on_step_by_step_with_feedback_and_begins_again(browser):
    first = practice(browser, "storm", ("complaint:b",))
    second = practice(browser, "storm", ("complaint:b", "answer:b"))
    again = text(
        browser.post(f"{LESSON}practice/storm", status=200, again="yes", **{"answer-storm": ["B", "B"]})
    )

    assert "You chose: Wait reason Wait +1 empathy" in first
    assert "Title of answer" in first
    assert "reason Listen" not in first
    assert "Empathy 1 Privacy 1 All together 2 (3 needed)" in second
    assert "Not quite: 2 points, and 3 were needed. Start again." in second
    assert "Wait reason" not in again


def test_nothing_tells_right_from_wrong_before_an_answer(browser):
    answer = browser.get(LESSON).get_data(as_text=True)

    for secret in (
        "reason",
        "partnership",
        "#ad</code>",
        "48 ±",
        "empathy",
        "Title of answer",
        "option--right",
    ):
        assert secret not in answer


def test_nothing_is_kept(session, browser):
    for id_ in KINDS:
        practice(browser, id_, RIGHT[id_])

    assert session.scalar(select(func.count(Enrollment.id))) == 0


@pytest.mark.parametrize("id_", KINDS)
def test_with_script_the_question_alone_comes_back(browser, id_):
    answer = browser.post(f"{LESSON}practice/{id_}", status=200, json=True, **sent(id_, RIGHT[id_]))

    assert answer.get_data(as_text=True).strip().startswith("<form")


def test_practice_keeps_the_order_of_the_author_save_where_that_tells_the_answer():
    shown = {id_: ask_practice(one) for id_, one in KINDS.items()}

    assert [option.text for option in shown["who"].options] == ["a", "b", "c", "d"]
    assert [item.text for item in shown["steps"].items] != ["Stop", "Ask", "Write"]


def test_an_answer_that_is_tried_is_explained():
    assert try_out(KINDS["who"], ["B"]).is_right
