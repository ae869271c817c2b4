"""Tip sheets: who says so, on what evidence, and whether it still holds."""

from datetime import date

from tests.factories import content, people
from tests.page import text


def test_the_list_goes_by_network(session, page_of):
    content.live(session, content.tip("mastodon"), content.tip("bluesky"))
    listed = text(page_of(people.employee(session)).get("/tips/"))

    assert listed.index("Bluesky · by Amara Okafor") < listed.index("Mastodon · by Amara Okafor")


def test_without_any_sheet_the_page_says_so(session, page_of):
    assert "No tip sheets yet" in text(page_of(people.employee(session)).get("/tips/"))


def test_a_sheet_names_its_author_and_its_evidence(session, page_of, now):
    content.live(session, content.tip())
    shown = text(page_of(people.employee(session)).get("/tips/linkedin/"))

    assert "Linkedin · by Amara Okafor · Version 1" in shown
    assert "Own practice (2026-11)" in shown
    assert "Waiting for review" not in shown


def test_a_sheet_past_its_review_says_so(session, page_of, now):
    content.live(session, content.tip(review_by=date(2026, 11, 21)))

    assert "Waiting for review" in text(page_of(people.employee(session)).get("/tips/linkedin/"))


def test_a_sheet_that_is_not_there_is_not_found(session, page_of):
    page_of(people.employee(session)).get("/tips/nowhere/", status=404)


def test_search_finds_a_sheet_by_its_network(session, page_of):
    content.live(session, content.tip())

    assert "Be found on linkedin" in text(page_of(people.employee(session)).get("/search?q=linkedin"))
