"""Sign-in, one's own page, and the desk of administrators."""

from playwright.sync_api import expect

from tests.screens.screen import Screen

COLUMNS = "employee_number,name,email,part,department,job_title,country,zone,executive,manager_number,joined_on,left_on"


class SignIn(Screen):
    """The door."""

    path = "/sign-in"

    def enter(self, account: str, password: str) -> None:
        """Fill in the form and send it."""
        self.fill("Work e-mail or employee number", account)
        self.fill("Password", password)
        self.press("Sign in")


class EmployeeDesk(Screen):
    """One person, as administrators see them."""

    path = "/admin/employees/{id}/"

    def give(self, role: str) -> None:
        """Give a role by its words."""
        self.hand.pick(self.page.get_by_label("Role", exact=True), role)
        self.press("Give role")

    def take(self, role: str) -> None:
        """Take a role away."""
        self.press(f"Take {role} role")


class ImportEmployees(Screen):
    """HR brings the employee file: first what would change, then the change."""

    path = "/records/employees/import"

    def show_rows(self, *rows: str) -> None:
        """Send a file of these rows, and see what it would change."""
        text = "\n".join((COLUMNS, *rows, ""))
        file = {"name": "employees.csv", "mimeType": "text/csv", "buffer": text.encode()}
        self.page.locator("input[type=file]").set_input_files(file)
        self.press("Show what would change")

    def expect_counts(self, *, added: int, changed: int, refused: int) -> None:
        """The plan counts what the file would do."""
        for count, words in ((added, "added"), (changed, "changed"), (refused, "refused")):
            expect(self.page.locator(".plan-counts")).to_contain_text(f"{count} {words}")
