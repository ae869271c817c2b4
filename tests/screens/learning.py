"""My learning, the catalog, a course, a lesson, and the four screens of a quiz."""

import re

from playwright.sync_api import Locator, expect

from tests.screens.screen import Screen
from tests.screens.settled import settle


class MyLearning(Screen):
    """The first page."""

    path = "/"


class Catalog(Screen):
    """All courses."""

    path = "/courses/"

    def search(self, words: str) -> None:
        """Type into the search of the catalog; results come as one types."""
        self.fill("Find a course", words)

    def expect_courses(self, *titles: str) -> None:
        """Wait until exactly these courses are listed."""
        expect(self.page.locator(".course-row__title")).to_have_text(titles)


class CoursePage(Screen):
    """One course."""

    path = "/courses/{course}/"


class LessonPage(Screen):
    """One lesson."""

    path = "/courses/{course}/{lesson}/"

    @property
    def practice(self) -> Locator:
        """The first practice question of the lesson."""
        return self.page.locator("form.practice").first

    def try_practice(self, option: int) -> None:
        """Choose an option of the first practice question and have it checked."""
        self.hand.choose(
            self.practice.get_by_role("radio").or_(self.practice.get_by_role("checkbox")).nth(option)
        )
        self.hand.press(self.practice.get_by_role("button"))

    def next(self) -> None:
        """Go on to the next lesson, or to the quiz."""
        self.hand.press(self.page.locator("a[rel=next]"))


class MemoryPage(Screen):
    """Practice to remember a course by."""

    path = "/courses/{course}/practice/"


class QuizStart(Screen):
    """The start panel, with the rules."""

    path = "/courses/{course}/quiz/"


class AttemptPage(Screen):
    """A running attempt."""

    path = "/attempts/{attempt}/"

    @property
    def number(self) -> int:
        """The number of the attempt, from its address."""
        found = re.search(r"/attempts/(\d+)/", self.page.url)
        assert found, self.page.url
        return int(found[1])

    def wait(self) -> None:
        """Wait until an attempt is on the screen, and its letter keys work."""
        self.page.wait_for_url("**/attempts/*/**")
        settle(self.page)

    def option(self, key: str) -> Locator:
        """The option of the shown question with this letter."""
        return self.page.locator(f".option input[data-key='{key.lower()}']")

    def choose(self, keys: str) -> None:
        """Choose options by their letters: by pointing at them, or by pressing the letters."""
        for key in keys:
            self.hand.choose(self.option(key))

    def type_letters(self, keys: str) -> None:
        """Choose options by the letter keys."""
        for key in keys:
            self.page.keyboard.press(key)
            expect(self.option(key)).to_be_checked()

    def choose_words(self, *words: str) -> None:
        """Choose the options that say this."""
        for one in words:
            row = self.page.locator(".option", has=self.page.get_by_text(one, exact=True))
            self.hand.choose(row.locator("input"))

    def put(self, item: str, place: int) -> None:
        """Give an item its place."""
        self.hand.pick(self.page.locator(".placing__item", has_text=item).locator("select"), str(place))

    def match(self, left: str, right: str) -> None:
        """Give a left side the letter of its partner."""
        partner = self.page.locator(".matching__right", has_text=right).locator(".option__key")
        letter = partner.inner_text()
        self.hand.pick(self.page.get_by_label(left, exact=True), f"{letter}:")

    def write(self, words: str) -> None:
        """Write a short answer or a number."""
        self.fill("Your answer", words)

    def decide(self, words: str) -> None:
        """Choose in the open scene of a drill, and wait for what comes of it."""
        self.choose_words(words)
        self.press("Choose and go on")
        expect(self.page.locator(".drill__choice").last).to_contain_text(words)

    def expect_saved(self) -> None:
        """Wait until the page says that the answer is saved."""
        expect(self.page.locator("[data-saved]").first).to_have_text(re.compile(r"^Saved \d\d:\d\d"))

    def expect_question(self, number: int) -> None:
        """Wait until the question with this number is shown, and its letter keys work."""
        self.expect_heading(re.compile(rf"^Question {number} of \d+$"))
        settle(self.page)


class ReviewPage(Screen):
    """Looking over the answers before handing in."""

    path = "/attempts/{attempt}/review"


class ResultPage(Screen):
    """The result; how much of the questions it shows is up to the course, and to having passed."""

    path = "/attempts/{attempt}/result"

    def expect_answers(self, words: str) -> None:
        """Wait until this stands over the answers."""
        expect(self.page.locator("#why")).to_have_text(words)
