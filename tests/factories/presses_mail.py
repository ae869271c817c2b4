"""One press of every button about mail."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from tests.factories import messages, people
from tests.factories.press import Press

CHOICES = {"delivery": "AT_ONCE", "wanted": ["course changed"]}


def _choose(session: Session) -> Press:
    return Press(people.employee(session), "/me/messages", CHOICES)


def _retry(path: str) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        message = messages.failed(session, people.employee(session))
        return Press(people.employee(session, "admin"), path.format(message.id))

    return press


def _try(session: Session) -> Press:
    return Press(people.employee(session, "admin"), "/admin/outbox/test", {"kind": "overdue"})


MAIL: dict[tuple[str, str], Callable[[Session], Press]] = {
    ("/admin/outbox/<id:message_id>/retry", ""): _retry("/admin/outbox/{}/retry"),
    ("/admin/outbox/retry", ""): _retry("/admin/outbox/retry"),
    ("/admin/outbox/test", ""): _try,
    ("/me/messages", ""): _choose,
}
