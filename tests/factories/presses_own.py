"""The buttons of what a reader keeps and says, pressed once."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.certification import NOW
from tests.factories.press import Press
from university.learning import services
from university.storage import work

WORDS = "The second hat is called the first one."


def _lesson(act: str, **fields: str) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        content.live(session, attempts.course())
        return Press(people.employee(session), f"/courses/smu-1/hats/{act}", fields)

    return press


def _take_away(session: Session) -> Press:
    content.live(session, attempts.course())
    person = people.employee(session)
    with work.transaction(session):
        services.set_bookmark(session, person.id, "smu-1", "hats", is_wanted=True, now=NOW)
    return Press(person, "/courses/smu-1/hats/bookmark", {"wanted": "no"})


def _completed(path: str, **fields: object) -> Callable[[Session], Press]:
    """Somebody completed the course eight days ago."""

    def press(session: Session) -> Press:
        content.live(session, attempts.course())
        person = people.employee(session)
        attempts.complete(session, person, NOW - timedelta(days=8))
        return Press(person, f"/courses/smu-1/{path}", fields)

    return press


def _answer(session: Session) -> Press:
    content.live(session, attempts.course(owners=("LG-0900",)))
    owner = people.employee(session, "author", employee_number="LG-0900")
    reader = people.employee(session).id
    with work.transaction(session):
        report = services.report_mistake(session, reader, "smu-1", "hats", WORDS, is_named=True, now=NOW)
    fields = {"said": "Thank you, it is put right now."}
    return Press(owner, f"/studio/smu-1/voices/{report.id}/answer", fields)


OWN: dict[tuple[str, str], Callable[[Session], Press]] = {
    ("/courses/<slug:course>/<slug:lesson>/bookmark", "set"): _lesson("bookmark", wanted="yes"),
    ("/courses/<slug:course>/<slug:lesson>/bookmark", "taken away"): _take_away,
    ("/courses/<slug:course>/<slug:lesson>/mistake", ""): _lesson("mistake", words=WORDS, named="unnamed"),
    ("/courses/<slug:course>/<slug:lesson>/note", ""): _lesson("note", text="Ask Amara.", revision="0"),
    ("/courses/<slug:course>/practice/", ""): _completed(
        "practice/",
        tried="practice-hats",
        check="practice-share",
        **{"answer-practice-hats": "A", "answer-practice-share": "A"},
    ),
    ("/courses/<slug:course>/rating", ""): _completed(
        "rating", stars="4", comment="More of it.", named="unnamed"
    ),
    ("/studio/<slug:course>/voices/<id:report_id>/answer", ""): _answer,
}
