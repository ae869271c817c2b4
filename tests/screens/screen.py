"""What all screens have in common."""

import re
from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.screens.hands import Hand, Mouse


class Screen:
    """One screen of the site, with the acts a person has there; `path` opens it."""

    path = "/"

    def __init__(self, page: Page, hand: type[Hand] = Mouse) -> None:
        self.page = page
        self.hand = hand(page)

    def open(self, **parts: object) -> Self:
        """Go to the screen's own address."""
        self.page.goto(self.path.format(**parts))
        return self

    def heading(self) -> str:
        """The one heading of the page."""
        return self.page.locator("h1").inner_text()

    def expect_heading(self, words: str | re.Pattern[str]) -> None:
        """Wait until this is the page's heading."""
        expect(self.page.locator("h1")).to_have_text(words)

    def expect_words(self, words: str) -> None:
        """Wait until the page says this somewhere."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def button(self, words: str | re.Pattern[str]) -> Locator:
        """The button with exactly this name."""
        return self.page.get_by_role("button", name=words, exact=True)

    def link(self, words: str | re.Pattern[str]) -> Locator:
        """The link in the page, not in the bar, with exactly this name."""
        return self.page.locator("main").get_by_role("link", name=words, exact=True)

    def press(self, words: str) -> None:
        """Press the button with this name."""
        self.hand.press(self.button(words))

    def follow(self, words: str | re.Pattern[str]) -> None:
        """Follow the link with this name."""
        self.hand.press(self.link(words))

    def fill(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        self.hand.fill(self.page.get_by_label(label, exact=True), text)
