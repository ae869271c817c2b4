"""One press of every button of the desk where courses are assigned."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import assignments, attempts, content, people
from tests.factories.certification import NOW
from tests.factories.press import Press

FORM = {
    "course": "smu-1",
    "audience": "everyone",
    "due": "days",
    "within_days": "30",
    "repeat": "once",
    "reason": "The law changed.",
}


def _form(path: str, **fields: Any) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        content.live(session, attempts.course())
        return Press(people.employee(session, "hr"), f"/assignments/{path}", FORM | fields)

    return press


def _step(step: str) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        content.live(session, attempts.course())
        maker = people.employee(session, "manager")
        rule = assignments.assign(session, maker=maker, keeps_up=True, now=NOW)
        return Press(maker, f"/assignments/{rule.id}/{step}")

    return press


STEP = "/assignments/<id:rule_id>/<any('undo', 'end'):step>"
ASSIGNMENTS: dict[tuple[str, str], Callable[[Session], Press]] = {
    ("/assignments/", ""): _form("", key="one form"),
    ("/assignments/new", ""): _form("new"),
    (STEP, "undo"): _step("undo"),
    (STEP, "end"): _step("end"),
}
