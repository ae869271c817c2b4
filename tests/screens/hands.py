"""Two ways to act on a page: with the mouse, and with the keyboard alone."""

from abc import ABC, abstractmethod
from contextlib import suppress

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as TooSlow

MOST_TABS = 200
IS_FOCUSED = "element => element === document.activeElement"
IS_ITS_GROUP_FOCUSED = """element => {
    const here = document.activeElement;
    return here.type === 'radio' && here.name === element.name && here.form === element.form;
}"""
SHOWS_FOCUS = """element => {
    const isOutlined = (one) => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    };
    // A row or a sheet may show that its link or its option has the focus.
    for (let one = element; one && one !== document.body; one = one.parentElement) if (isOutlined(one)) return true;
    return false;
}"""


LEADS_ON = """element => {
    if (element.tagName === 'A') return !element.dataset.dialog && !/\\.(csv|xlsx|ics|pdf)([?]|$)|#/.test(element.href);
    const isAnsweredInPlace = 'walk' in element.dataset
        || /swap|filter|draft-picture/.test(element.form?.dataset.behavior || '');
    return element.type === 'submit' && Boolean(element.form) && !isAnsweredInPlace;
}"""
ON_THE_WAY_MS = 5_000


class Hand(ABC):
    """Somebody at a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @abstractmethod
    def press(self, control: Locator) -> None:
        """Press a button or follow a link."""

    @abstractmethod
    def choose(self, control: Locator) -> None:
        """Check a box, or choose a radio button."""

    @abstractmethod
    def fill(self, control: Locator, text: str) -> None:
        """Type into a field, in place of what is there."""

    @abstractmethod
    def pick(self, control: Locator, words: str) -> None:
        """Pick the first entry of a select that begins with these words."""


class Mouse(Hand):
    """Points and clicks."""

    def press(self, control: Locator) -> None:
        control.click()

    def choose(self, control: Locator) -> None:
        control.check()

    def fill(self, control: Locator, text: str) -> None:
        control.click()
        control.fill(text)

    def pick(self, control: Locator, words: str) -> None:
        entries = control.locator("option").all_inner_texts()
        control.select_option(
            label=next(entry for entry in entries if entry.strip().startswith(words)).strip()
        )


class Keyboard(Hand):
    """Never touches the mouse: Tab, Enter, Space, arrows; and sees where the focus is."""

    def press(self, control: Locator) -> None:
        self._go_to(control)
        if not control.evaluate(LEADS_ON):
            self.page.keyboard.press("Enter")
            return
        # A click waits by itself until it has led on; a key does not, and the next step would cut it off.
        with suppress(TooSlow), self.page.expect_navigation(timeout=ON_THE_WAY_MS):
            self.page.keyboard.press("Enter")

    def choose(self, control: Locator) -> None:
        if control.get_attribute("type") == "radio":
            self._go_to(control, IS_ITS_GROUP_FOCUSED)
            while not control.evaluate(IS_FOCUSED):
                self.page.keyboard.press("ArrowDown")
        else:
            self._go_to(control)
        if not control.is_checked():
            self.page.keyboard.press("Space")

    def fill(self, control: Locator, text: str) -> None:
        self._go_to(control)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def pick(self, control: Locator, words: str) -> None:
        self._go_to(control)
        self.page.keyboard.type(words)

    def _go_to(self, control: Locator, is_there: str = IS_FOCUSED) -> None:
        control.wait_for()
        for _ in range(MOST_TABS):
            if control.evaluate(is_there):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"{control} is not reached by {MOST_TABS} tabs")
        assert self.page.locator(":focus").evaluate(SHOWS_FOCUS), f"the focus on {control} cannot be seen"


HANDS = (Mouse, Keyboard)
