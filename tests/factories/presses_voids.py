"""One press of every button about faulty questions and unusual attempts."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.certification import NOW
from tests.factories.press import Press
from university.learning.queries.signals import get_board


def _void(session: Session) -> Press:
    content.live(session, attempts.course())
    attempts.sit(session, people.employee(session), attempts.WRONG, NOW)
    fields = {"reason": "Two of its options are right.", "is_sure": "y"}
    return Press(people.employee(session, "hr"), "/studio/smu-1/questions/both/void", fields)


def _review(session: Session) -> Press:
    """Somebody has passed in no time."""
    content.live(session, attempts.course())
    attempts.sit(session, people.employee(session), attempts.RIGHT, NOW)
    key = get_board(session).signals[0].key
    fields = {"words": "They knew the matter; we talked."}
    return Press(people.employee(session, "hr"), f"/integrity/{key}/", fields)


#: As in `presses.py`.
VOIDS: dict[tuple[str, str], Callable[[Session], Press]] = {
    ("/integrity/<slug:signal>/", ""): _review,
    ("/studio/<slug:course>/questions/<slug:counted>/void", ""): _void,
}
