"""What must never happen while a page is open: a request elsewhere, a fault in a script, a broken rule of the CSP."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

ERRORS, FAULTS = 400, 500
PAGES = {"document", "fetch"}
SAID_BY_STATUS = "Failed to load resource"


@dataclass
class Watch:
    """Collects troubles of one browser context; a test that leaves some fails."""

    origin: str
    troubles: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of this context."""
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", self._broke)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:")):
            self.troubles.append(f"a request elsewhere: {request.url}")

    def _answered(self, response: Response) -> None:
        # A refusal of a page or of a form is what tests ask for; a missing sheet or script never is.
        if response.status >= ERRORS and response.request.resource_type not in PAGES:
            self.troubles.append(f"{response.status} for {response.url}")
        if response.status >= FAULTS:
            self.troubles.append(f"{response.status} for {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and SAID_BY_STATUS not in message.text:
            self.troubles.append(f"console {message.type} on {_where(message.page)}: {message.text}")

    def _broke(self, error: WebError) -> None:
        self.troubles.append(f"fault in a script on {_where(error.page)}: {error.error}")


def _where(page: Page | None) -> str:
    return page.url if page else "a closed page"
