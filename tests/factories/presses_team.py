"""One press of the button of a manager's desk."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from tests.factories import assignments, attempts, content, people
from tests.factories.certification import NOW
from tests.factories.press import Press


def _remind(session: Session) -> Press:
    content.live(session, attempts.course())
    manager = people.employee(session)
    person = people.employee(session, manager_id=manager.id)
    asked = assignments.assign_to(session, person, now=NOW)
    fields = {"chosen": f"{person.id} assignment:{asked.id}", "words": "Before the fair, please."}
    return Press(manager, "/team/remind", fields)


TEAM: dict[tuple[str, str], Callable[[Session], Press]] = {("/team/remind", ""): _remind}
