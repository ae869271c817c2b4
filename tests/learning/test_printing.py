"""A whole course on one page: every lesson in order, every practice question, and no answer."""

import pytest

from tests.factories import content, people
from tests.factories.questions import question
from tests.page import text
from university.engines.catalog.model import Module
from university.engines.markup.safe_html import SafeHTML


@pytest.fixture
def browser(session, page_of, now):
    content.live(session, content.course())
    return page_of(people.employee(session))


def test_every_lesson_stands_on_the_page_in_order(browser):
    words = text(browser.get("/courses/smu-1/print/"))

    assert words.index("1. About hats") < words.index("Say who speaks.") < words.index("2. About share")
    assert "Sources: House rules (2026-01-01)" in words


def test_practice_questions_have_their_options_and_nothing_of_what_is_right(session, browser):
    asked = question("practice-hats", lesson="hats", options="abc")

    answer = browser.get("/courses/smu-1/print/")

    page = answer.get_data(as_text=True)
    assert all(option.text in page for option in asked.options)
    assert [option.feedback for option in asked.options if option.feedback in page] == []
    assert "counted-hats" not in page
    assert '<input type="radio"' not in page


def test_places_of_the_same_name_in_two_lessons_do_not_meet(session, browser):
    text_of = '<h2 id="why">Why</h2><p><a href="#why">Up</a> <a href="/tips/">id="why"</a></p>'
    lessons = [
        content.lesson(slug, blocks=(SafeHTML(text_of),), digest=content.digest(slug)) for slug in ("a", "b")
    ]
    content.live(session, content.course("smu-2", modules=(Module(title="All", lessons=tuple(lessons)),)))

    page = browser.get("/courses/smu-2/print/").get_data(as_text=True)

    assert 'id="why">' not in page
    assert 'href="#why"' not in page
    assert page.count('<a href="/tips/">') == 2
    assert page.count('id="lesson-a"') == 1


def test_a_course_that_is_not_live_has_no_such_page(browser):
    browser.get("/courses/smu-9/print/", status=404)


def test_the_course_page_leads_to_it(browser):
    answer = browser.get("/courses/smu-1/").get_data(as_text=True)

    assert '<a href="/courses/smu-1/print/">Print or save the whole course</a>' in answer
