"""One press of a button that writes: who presses, at which address, with which fields."""

import io
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.orm import Session

from tests.factories import people
from tests.factories.certification import NOW
from tests.page import CSRF, Page, forget_visitor
from university.people.models import Employee


@dataclass(frozen=True)
class Press:
    """A form as a browser sends it, and who sends it; nobody is a stranger."""

    by: Employee | None
    path: str
    fields: dict[str, Any] = field(default_factory=dict)

    def send(self, page: Page) -> Any:
        """Send it once more; a file is read from its beginning."""
        token = URLSafeTimedSerializer(page.app.secret_key or "", salt="wtf-csrf-token").dumps(CSRF)
        fresh = {
            name: (io.BytesIO(value), "people.csv") if isinstance(value, bytes) else value
            for name, value in self.fields.items()
        }
        forget_visitor()
        return page.client.post(self.path, data={"csrf_token": token} | fresh, buffered=True)


def browsers(app: Flask, session: Session, press: Press, count: int = 1) -> list[Page]:
    """The browser of whoever presses, as often as it sends before an answer has come back to it."""
    token = people.sign_in(session, press.by, now=NOW) if press.by else None
    return [Page(app, token) for _ in range(count)]
