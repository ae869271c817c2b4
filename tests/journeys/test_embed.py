"""What lies on another site is asked for on a click, and only where a setting names its host."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from university.base import resources
from university.engines.markup import render

HERE = "http://university.test"
SCRIPTS = Path(resources.PACKAGE) / "static" / "js"
LESSON = "::: embed\n[How they answer](https://videos.example/embed/42)\n:::\n"


class Shelf:
    """A page with one lesson text, the site's own scripts, and a note of who else was asked."""

    def __init__(self, browser: Browser, hosts: str):
        html, _ = render(LESSON)
        self.body = (
            f'<main data-behavior="embed" data-hosts="{hosts}">{html}</main>'
            f'<script type="module" src="{HERE}/js/main.js"></script>'
        )
        self.asked: list[str] = []
        self.page: Page = browser.new_context().new_page()
        self.page.route("**/*", self.answer)
        self.page.goto(f"{HERE}/lesson", wait_until="networkidle")

    def answer(self, route: Route) -> None:
        address = route.request.url
        if address.startswith(f"{HERE}/js/"):
            return route.fulfill(path=SCRIPTS / address.rpartition("/")[2], content_type="text/javascript")
        if address == f"{HERE}/lesson":
            return route.fulfill(body=self.body, content_type="text/html; charset=utf-8")
        self.asked.append(f"{address} {route.request.headers.get('referer', '')}")
        return route.fulfill(body="<h1>A film</h1>", content_type="text/html")


@pytest.fixture
def open_shelf(browser):
    opened = []

    def open_one(hosts):
        opened.append(Shelf(browser, hosts))
        return opened[-1]

    yield open_one
    for shelf in opened:
        shelf.page.context.close()


def test_nothing_is_asked_before_the_click_and_little_is_told_after_it(open_shelf):
    shelf = open_shelf("other.example videos.example")
    before = list(shelf.asked)

    shelf.page.get_by_role("button", name="Load from videos.example").click()

    frame = shelf.page.locator("iframe")
    expect(shelf.page.frame_locator("iframe").get_by_role("heading")).to_have_text("A film")
    assert (before, shelf.asked) == ([], [f"https://videos.example/embed/42 {HERE}/"])
    assert [frame.get_attribute(name) for name in ("title", "sandbox", "allow", "referrerpolicy")] == [
        "How they answer",
        "allow-scripts allow-same-origin",
        "fullscreen",
        "strict-origin",
    ]
    expect(shelf.page.get_by_role("button")).to_have_count(0)
    expect(shelf.page.get_by_role("link", name="How they answer")).to_be_visible()


@pytest.mark.parametrize("hosts", ["", "other.example", "example", "videos.example.evil"])
def test_a_host_that_no_setting_names_stays_a_link(open_shelf, hosts):
    shelf = open_shelf(hosts)

    expect(shelf.page.get_by_role("button")).to_have_count(0)
    expect(shelf.page.get_by_role("link", name="How they answer")).to_be_visible()
    assert shelf.asked == []
