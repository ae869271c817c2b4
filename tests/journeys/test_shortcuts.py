"""The keys that do something, the list of them under "?", and the box that switches them off."""

import re

import pytest
from playwright.sync_api import expect

LESSON = "/courses/smu-101/three-hats/"
LIST = "dialog:has(#shortcuts-title)"


@pytest.fixture
def page(site, page_for):
    return page_for(site.person())


def at(page, path):
    """Open a page and wait for its script, which takes the box of the search into its care last."""
    page.goto(path)
    page.wait_for_load_state("networkidle")


def test_a_question_mark_lists_the_keys_and_escape_closes_the_list(page):
    at(page, "/")

    page.keyboard.press("?")

    expect(page.locator(LIST)).to_be_visible()
    expect(page.locator(LIST)).to_contain_text("In a lesson: the next one")
    page.keyboard.press("Escape")
    expect(page.locator(LIST)).to_be_hidden()


def test_the_link_at_the_foot_opens_the_same_list(page):
    at(page, "/courses/")

    page.get_by_role("link", name="Keyboard shortcuts").click()

    expect(page.locator(LIST)).to_be_visible()


def test_without_script_the_link_leads_to_the_help_page(site, page_for):
    page = page_for(site.person(), java_script_enabled=False)
    page.goto("/courses/")

    page.get_by_role("link", name="Keyboard shortcuts").click()

    expect(page).to_have_url(re.compile(r"/help/#shortcuts$"))
    expect(page.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
    expect(page.get_by_label("Use single keys in this browser")).to_be_hidden()


def test_a_slash_goes_to_the_search_field(page):
    at(page, "/courses/")

    page.keyboard.press("/")

    expect(page.locator("#site-search")).to_be_focused()


def test_n_and_p_turn_the_lessons(page):
    at(page, LESSON)

    page.keyboard.press("n")
    expect(page).not_to_have_url(re.compile(f"{LESSON}$"))
    page.wait_for_load_state("networkidle")
    page.keyboard.press("p")

    expect(page).to_have_url(re.compile(f"{LESSON}$"))


def test_d_goes_to_done_and_presses_nothing(page):
    at(page, LESSON)

    page.keyboard.press("d")

    expect(page.get_by_role("button", name="Done", exact=True)).to_be_focused()
    expect(page).to_have_url(re.compile(f"{LESSON}$"))


def test_b_goes_to_the_bookmark(page):
    at(page, LESSON)

    page.keyboard.press("b")

    expect(page.get_by_role("button", name="Bookmark", exact=True)).to_be_focused()


def test_keys_rest_while_somebody_types(page):
    at(page, LESSON)
    page.locator("#site-search").focus()

    page.keyboard.type("n?/d")

    expect(page.locator("#site-search")).to_have_value("n?/d")
    expect(page.locator(LIST)).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{LESSON}$"))


def test_keys_with_control_are_the_browsers(page):
    at(page, LESSON)

    page.keyboard.press("Control+d")

    expect(page.get_by_role("button", name="Done", exact=True)).not_to_be_focused()


def test_single_keys_can_be_switched_off_and_on_again(page):
    at(page, LESSON)
    page.keyboard.press("?")
    page.get_by_label("Use single keys in this browser").uncheck()
    page.keyboard.press("Escape")

    for key in ("n", "d", "/", "?"):
        page.keyboard.press(key)
    at(page, LESSON)
    page.keyboard.press("n")

    expect(page).to_have_url(re.compile(f"{LESSON}$"))
    expect(page.locator("#site-search")).not_to_be_focused()
    page.get_by_role("link", name="Keyboard shortcuts").click()
    page.get_by_label("Use single keys in this browser").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    expect(page.locator("#site-search")).to_be_focused()


def test_only_the_switch_itself_is_kept_in_the_browser(page):
    at(page, LESSON)
    page.keyboard.press("?")
    page.get_by_label("Use single keys in this browser").uncheck()

    assert page.evaluate("() => ({ ...localStorage })") == {"single-keys": "off"}
