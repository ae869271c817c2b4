"""The desks of learning: a manager's team, assignments, prior learning, more time, and the mail."""

from playwright.sync_api import expect

from tests.screens.screen import Screen


class Team(Screen):
    """A manager's people, and how each of them stands."""

    path = "/team/"

    def row(self, name: str) -> str:
        """What the table says of one person."""
        return self.page.get_by_role("row").filter(has_text=name).inner_text()

    def remind(self, name: str) -> None:
        """Tick one person, and remind them of what they owe."""
        self.hand.choose(self.page.get_by_role("row").filter(has_text=name).get_by_role("checkbox"))
        self.press("Remind those ticked")
        self.press("Remind 1 person")


class NewAssignment(Screen):
    """Say who must do what by when; see what it does; do it."""

    path = "/assignments/new"

    def preview(self, *, course: str, whom: str, why: str, **which: str) -> None:
        """Fill in the form and see what it would do."""
        self.hand.pick(self.page.get_by_label("Which course?", exact=True), course)
        self.hand.choose(self.page.get_by_label(whom, exact=True))
        for label, words in which.items():
            self.hand.pick(self.page.get_by_label(label.capitalize(), exact=True), words)
        self.fill("Why?", why)
        self.press("See what this does")
        self.expect_heading("What this does")


class PriorLearning(Screen):
    """An employee asks that what was learned elsewhere counts."""

    path = "/courses/{course}/prior-learning"

    def ask(self, *, how: str, evidence: str, approver: str) -> None:
        """Fill in the form and send it."""
        self.hand.choose(self.page.get_by_label(how))
        self.fill("What shows it?", evidence)
        self.hand.pick(self.page.get_by_label("Who is to decide?"), approver)
        self.press("Ask")


class Waivers(Screen):
    """What somebody has to decide on."""

    path = "/waivers/"

    def agree(self, name: str, words: str) -> None:
        """Open the request of a person, and say yes."""
        self.follow(name)
        self.hand.choose(self.page.get_by_label("Yes", exact=False).first)
        self.hand.fill(self.page.locator("textarea[name=words]"), words)
        self.press("Decide")


class Health(Screen):
    """Administrators see how jobs and mail do."""

    path = "/admin/health/"


def expect_notice(screen: Screen, words: str) -> None:
    """Wait until the notices of whoever sits at this screen say this."""
    screen.page.goto("/notices/")
    expect(screen.page.get_by_text(words).first).to_be_visible()
