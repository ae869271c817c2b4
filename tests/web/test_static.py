"""Browsers keep our files until they change."""

import re

from tests.page import Page


def test_a_style_sheet_is_kept_for_ever_under_the_address_a_page_gives(page: Page):
    html = page.get("/sign-in").get_data(as_text=True)
    href = re.search(r'href="(/static/css/tokens\.css\?v=[0-9a-f]+)"', html)

    assert href is not None
    assert "immutable" in page.get(href[1]).headers["Cache-Control"]


def test_a_file_without_its_version_is_asked_for_again(page: Page):
    assert page.get("/static/css/tokens.css").headers["Cache-Control"] == "no-cache"
