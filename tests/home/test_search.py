"""The search over everything."""

import re

import pytest

from tests.factories import content, people
from tests.page import text


@pytest.fixture
def browser(session, page_of, now):
    content.live(session, content.course(), content.policy(), content.certification())
    return page_of(people.employee(session))


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
