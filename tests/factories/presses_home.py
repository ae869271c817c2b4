"""The buttons of the pages over all rooms, pressed once."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from tests.factories import people
from tests.factories.certification import NOW
from tests.factories.press import Press
from university.base.actor import COMMAND
from university.people import services
from university.storage import work


def _make_calendar(session: Session) -> Press:
    return Press(people.employee(session), "/me/calendar/make")


def _end_calendar(session: Session) -> Press:
    person = people.employee(session)
    with work.transaction(session):
        services.make_feed(session, person.id, by=COMMAND, now=NOW)
    return Press(person, "/me/calendar/end")


HOME: dict[tuple[str, str], Callable[[Session], Press]] = {
    ("/me/calendar/end", ""): _end_calendar,
    ("/me/calendar/make", ""): _make_calendar,
}
