"""What authors write with: the desk of a course, the editor, comparing, reviewing, publishing."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.screens.screen import Screen


class NewCourse(Screen):
    """A course that does not exist yet."""

    path = "/studio/new"

    def begin(self, title: str, slug: str) -> None:
        """Name it, and get its first drafts."""
        self.fill("Title", title)
        self.fill("Folder name", slug)
        self.press("Begin the course")


class CourseDesk(Screen):
    """The files of one course."""

    path = "/studio/{course}/"


class Editor(Screen):
    """One file as it is written."""

    path = "/studio/{course}/files/{name}"

    def text(self) -> str:
        """What stands in the editor."""
        return self.page.get_by_label("Text", exact=True).input_value()

    def write(self, text: str) -> None:
        """Put a text in the place of what is there."""
        self.hand.fill(self.page.get_by_label("Text", exact=True), text)

    def expect_saved(self) -> None:
        """Wait until the editor has saved by itself."""
        expect(self.page.locator("[data-saved]")).to_have_text(re.compile(r"^Draft saved \d\d:\d\d$"))

    def expect_told(self, words: str) -> None:
        """Wait until the editor says this beside its buttons."""
        expect(self.page.locator("[data-saved]")).to_contain_text(words)

    def expect_text(self, words: str) -> None:
        """Wait until the text holds these words."""
        expect(self.page.get_by_label("Text", exact=True)).to_have_value(re.compile(re.escape(words)))

    def expect_look(self, words: str) -> None:
        """Wait until the look beside the text says this."""
        expect(self.page.locator("#sheet")).to_contain_text(words)

    def expect_finding(self, line: int, words: str) -> None:
        """Wait until the checker says this of a line."""
        expect(self.page.locator(f"#findings [data-line='{line}']")).to_contain_text(words)

    def jump_to(self, line: int) -> str:
        """Follow a finding to its line; gives what is selected there."""
        self.hand.press(self.page.locator("#findings").get_by_role("link", name=f"Line {line}", exact=True))
        selected: str = self.page.evaluate(
            "() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd); }"
        )
        return selected

    def insert(self, name: str) -> None:
        """Put something in where the cursor stands."""
        self.hand.press(self.page.locator("summary", has_text="Insert"))
        self.press(name)

    def add_picture(self, path: Path, alt: str) -> None:
        """Choose a picture, say what it shows, and put it into the text."""
        self.hand.press(self.page.get_by_role("link", name="Picture", exact=True))
        self.page.locator("dialog input[type=file]").set_input_files(path)
        self.fill("What does it show?", alt)
        self.press("Add the picture")


class PublishCourse(Screen):
    """What would go live."""

    path = "/studio/{course}/publish"

    def publish(self, level: str, note: str, *, has_script: bool = True) -> None:
        """Say how much is new, read what that does, and make it live; without script a button shows it."""
        self.hand.choose(self.page.get_by_role("radio", name=re.compile(f"^{level}:")))
        self.fill("What changed, in one line", note)
        if not has_script:
            self.press("See what this level does")
        self.expect_words(f"What “{level.lower()}” does to people")
        self.press("Publish now")
