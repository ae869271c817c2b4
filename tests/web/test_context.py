"""Everybody finds the places that are theirs, on every page."""

from tests.factories import people
from tests.page import text


def test_somebody_with_two_desks_finds_both_on_each_of_them(session, page_of):
    page = page_of(people.employee(session, "hr", "author"))

    for path in ("/records/", "/studio/"):
        html = page.get(path).get_data(as_text=True)
        assert 'href="/records/"' in html
        assert 'href="/studio/"' in html


def test_somebody_without_a_desk_is_offered_none(session, page_of):
    assert "Desk" not in text(page_of(people.employee(session)).get("/"))
