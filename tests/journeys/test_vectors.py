"""In a real browser without any policy, nothing that passed the sanitizers runs or asks another host."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice

import pytest
from playwright.sync_api import Browser, Route

from tests.journeys import vectors
from university.engines.markup import clean, render

HOME = "http://university.test/"
IN_ONE_PAGE = 150
PROVEN = 300
NOTE = "window.ran = []; window.alert = () => window.top.ran.push(document.title);"
TOUCH = """(names) => {
  const frames = [...document.querySelectorAll("iframe.one")].map((frame) => frame.contentDocument);
  const strange = [];
  const isAway = (link) => {
    const leads = link.getAttribute("href") ?? "";
    return leads && !["http:", "https:", "mailto:"].includes(new URL(leads, document.baseURI).protocol);
  };
  const stay = (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !isAway(link)) event.preventDefault();
  };
  for (const inside of [document, ...frames].filter(Boolean)) {
    inside.addEventListener("click", stay, true);
    for (const element of inside.querySelectorAll("body *")) {
      if (isAway(element) || element.style?.cssText) strange.push(element.outerHTML);
      element.click?.();
      for (const name of names) element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    }
  }
  return { ran: window.ran, strange };
}"""
TOUCHES = [name for name in vectors.EVENTS if name not in {"click", "submit"}]


pytestmark = pytest.mark.fuzz


class Trap:
    """A page that notes what runs in it and whom it asks."""

    def __init__(self, browser: Browser):
        self.context = browser.new_context()
        self.context.add_init_script(NOTE)
        self.page = self.context.new_page()
        self.body, self.asked = "", []
        self.page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        if route.request.url == HOME:
            return route.fulfill(body=self.body, content_type="text/html; charset=utf-8")
        if "evil.example" in route.request.url:
            self.asked.append(route.request.url)
        return route.abort()

    def spring(self, texts: Sequence[str], *, apart: bool) -> tuple[list[str], list[str], list[str]]:
        """Show these texts, touch everything, and say what ran, what looks strange and who was asked."""
        frames = (
            f'<iframe class="one" srcdoc="{escape(_whole(text, spot))}"></iframe>'
            for spot, text in enumerate(texts)
        )
        self.body, self.asked = _whole("".join(frames) if apart else "\n".join(texts), "all"), []
        self.page.goto(HOME, wait_until="load")
        seen = self.page.evaluate(TOUCH, TOUCHES)
        self.page.wait_for_timeout(150)
        return [*seen["ran"], *self.page.evaluate("() => window.ran")], seen["strange"], self.asked


def batched(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """So many at a time as one page can show."""
    waiting = iter(texts)
    while few := tuple(islice(waiting, IN_ONE_PAGE)):
        yield few


def _whole(text: str, title: object) -> str:
    head = f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title></head>"
    return f"{head}<body>{text}</body></html>"


@pytest.fixture(scope="module")
def trap(browser):
    trap = Trap(browser)
    yield trap
    trap.context.close()


def test_the_trap_catches_what_is_not_sanitized(trap):
    caught, asked = set(), []
    for start, few in enumerate(batched(vectors.html())):
        ran, _, others = trap.spring(few, apart=True)
        caught |= {f"{start}-{title}" for title in ran}
        asked += others

    assert len(caught) > PROVEN
    assert len(asked) > 10


@pytest.fixture(scope="module")
def cleaned():
    return [clean(text) for text in vectors.html()]


@pytest.fixture(scope="module")
def rendered():
    return sorted({render(text)[0] for text in vectors.markdown()})


@pytest.mark.parametrize("apart", [True, False], ids=["each alone", "all on one page"])
def test_no_html_survives_that_runs_or_asks(trap, cleaned, apart):
    for few in batched(cleaned):
        assert trap.spring(few, apart=apart) == ([], [], [])


def test_nothing_an_author_writes_runs_or_asks(trap, rendered):
    for few in batched(rendered):
        assert trap.spring(few, apart=False) == ([], [], [])


@pytest.mark.parametrize("text", vectors.TEMPLATES)
def test_no_template_is_worked_out(text):
    assert "49" not in render(text)[0]
