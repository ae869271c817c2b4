"""HR's table, and the authors' studio."""

from playwright.sync_api import expect

from tests.screens.screen import Screen


class RecordsTable(Screen):
    """The records, with filters and exports."""

    path = "/records/"

    def filter_by(self, label: str, words: str) -> None:
        """Set one filter, and show what fits."""
        self.hand.pick(self.page.get_by_label(label, exact=True), words)

    def rows(self) -> list[list[str]]:
        """The table as the screen shows it."""
        return [
            [cell.inner_text().strip() for cell in row.locator("th, td").all()]
            for row in self.page.locator("#results tbody tr").all()
        ]

    def expect_count(self, words: str) -> None:
        """Wait until the page counts so many records."""
        expect(self.page.locator(".results-count")).to_have_text(words)


class Studio(Screen):
    """The authors' desk."""

    path = "/studio/"
