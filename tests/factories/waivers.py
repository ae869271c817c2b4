"""Prior learning in the course "smu-1": asked, approved, recorded; and allowances."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.attempts import by
from university.learning import services
from university.learning.models import Allowance, Waiver, WaiverReason
from university.learning.rules import Allowed
from university.people.models import Employee
from university.storage import work

EVIDENCE = "Led the care desk on two networks for six years at a bank; ask Ute Falk."


def claim(person: Employee, **special: Any) -> services.Claim:
    """What a person claims to know already."""
    values = {
        "employee_id": person.id,
        "course": "smu-1",
        "reason": WaiverReason.LEARNED_ELSEWHERE,
        "evidence": EVIDENCE,
    }
    return services.Claim(**(values | special))


def ask(session: Session, person: Employee, approver: Employee, now: datetime, **special: Any) -> Waiver:
    """Ask a named person to decide."""
    with work.transaction(session):
        return services.ask_waiver(
            session, claim(person, **special), approver_id=approver.id, by=by(person), now=now
        )


def decide(
    session: Session, waiver: Waiver, decider: Employee, now: datetime, *, yes: bool = True, words: str = ""
) -> Waiver:
    """Say yes or no."""
    words = words or ("" if yes else "Too long ago.")
    with work.transaction(session):
        return services.decide_waiver(
            session, waiver.id, decider.id, is_approved=yes, words=words, by=by(decider), now=now
        )


def record(session: Session, person: Employee, hr: Employee, now: datetime, **special: Any) -> Waiver:
    """Somebody of HR waives the lessons by name."""
    with work.transaction(session):
        return services.record_waiver(
            session, claim(person, **special), approver_id=hr.id, by=by(hr), now=now
        )


def take_back(
    session: Session, waiver: Waiver, hr: Employee, now: datetime, words: str = "The paper was forged."
) -> Waiver:
    """HR takes an approved waiver back."""
    with work.transaction(session):
        return services.withdraw_waiver(session, waiver.id, words=words, by=by(hr), now=now)


def withdraw(session: Session, person: Employee, now: datetime) -> Waiver:
    """The person takes the own request back."""
    with work.transaction(session):
        return services.withdraw_request(session, person.id, "smu-1", by=by(person), now=now)


def allow(
    session: Session,
    person: Employee,
    hr: Employee,
    now: datetime,
    *,
    minutes: int = 0,
    attempts: int = 0,
    course: str = "smu-1",
    reason: str = "Reads with a screen reader.",
) -> Allowance:
    """Give more minutes or more attempts."""
    allowed = Allowed(extra_minutes=minutes, extra_attempts=attempts)
    with work.transaction(session):
        return services.give_allowance(
            session, person.id, course, allowed, reason=reason, given_by_id=hr.id, by=by(hr), now=now
        )


def end(session: Session, allowance: Allowance, hr: Employee, now: datetime) -> Allowance:
    """End what was given."""
    with work.transaction(session):
        return services.end_allowance(session, allowance.id, by=by(hr), now=now)
