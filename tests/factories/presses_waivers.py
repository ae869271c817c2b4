"""The buttons of prior learning and of allowances, pressed once."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from tests.factories import attempts, content, people, waivers
from tests.factories.certification import NOW
from tests.factories.press import Press


def _ask(session: Session) -> Press:
    content.live(session, attempts.course())
    hr = people.employee(session, "hr")
    fields = {"reason": "learned elsewhere", "evidence": waivers.EVIDENCE, "approver": hr.id}
    return Press(people.employee(session), "/courses/smu-1/prior-learning", fields)


def _withdraw_request(session: Session) -> Press:
    content.live(session, attempts.course())
    person = people.employee(session)
    waivers.ask(session, person, people.employee(session, "hr"), NOW)
    return Press(person, "/courses/smu-1/prior-learning/withdraw")


def _decide(decision: str) -> Callable[[Session], Press]:
    def press(session: Session) -> Press:
        content.live(session, attempts.course())
        hr = people.employee(session, "hr")
        waiver = waivers.ask(session, people.employee(session), hr, NOW)
        return Press(hr, f"/waivers/{waiver.id}/", {"decision": decision, "words": "I looked at it."})

    return press


def _new(session: Session) -> Press:
    content.live(session, attempts.course())
    fields = {
        "number": people.employee(session).employee_number,
        "course": "smu-1",
        "reason": "administrative",
        "evidence": waivers.EVIDENCE,
    }
    return Press(people.employee(session, "hr"), "/waivers/new", fields)


def _take_back(session: Session) -> Press:
    content.live(session, attempts.course())
    hr = people.employee(session, "hr")
    waiver = waivers.record(session, people.employee(session), hr, NOW)
    return Press(hr, f"/waivers/{waiver.id}/withdraw", {"words": "The paper was forged."})


def _allow(session: Session) -> Press:
    content.live(session, attempts.course())
    fields = {
        "number": people.employee(session).employee_number,
        "course": "smu-1",
        "minutes": 15,
        "attempts": 1,
        "reason": "Reads with a screen reader.",
    }
    return Press(people.employee(session, "hr"), "/allowances/new", fields)


def _end(session: Session) -> Press:
    content.live(session, attempts.course())
    hr = people.employee(session, "hr")
    allowance = waivers.allow(session, people.employee(session), hr, NOW, minutes=15)
    return Press(hr, f"/allowances/{allowance.id}/end")


WAIVERS: dict[tuple[str, str], Callable[[Session], Press]] = {
    ("/allowances/<id:allowance_id>/end", ""): _end,
    ("/allowances/new", ""): _allow,
    ("/courses/<slug:course>/prior-learning", ""): _ask,
    ("/courses/<slug:course>/prior-learning/withdraw", ""): _withdraw_request,
    ("/waivers/<id:waiver_id>/", "yes"): _decide("approve"),
    ("/waivers/<id:waiver_id>/", "no"): _decide("decline"),
    ("/waivers/<id:waiver_id>/withdraw", ""): _take_back,
    ("/waivers/new", ""): _new,
}
