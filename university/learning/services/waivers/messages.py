"""What people are told of prior learning: the approver that it waits, the person how it went."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from university.courses.queries import get_catalog
from university.learning.models import Waiver, WaiverState
from university.outbox import services as outbox
from university.people.models import Employee

OUTCOMES: Mapping[WaiverState, str] = {
    WaiverState.APPROVED: "The lessons count as done. The quiz is still yours to pass.",
    WaiverState.DECLINED: "The lessons are still to be read.",
    WaiverState.WITHDRAWN: "The lessons that it waived are open again.",
}


def tell_approver(session: Session, waiver: Waiver, *, now: datetime) -> None:
    """Tell the named approver that a request waits."""
    asker = session.get_one(Employee, waiver.employee_id)
    outbox.queue(
        session,
        "waiver asked",
        to=waiver.approver_id or 0,
        about=_about(waiver),
        subject=f"{asker.name} asks you to waive lessons",
        words=f"It is about “{_title(session, waiver)}”. Look at the evidence and decide; the quiz stays asked.",
        path=f"/waivers/{waiver.id}/",
        now=now,
    )


def tell_decided(session: Session, waiver: Waiver, *, now: datetime) -> None:
    """Tell the person how it went; nobody needs to decide any more."""
    take_back(session, waiver, now=now)
    _tell(session, waiver, _about(waiver), f"Your prior learning was {waiver.state}", now=now)


def tell_withdrawn(session: Session, waiver: Waiver, *, now: datetime) -> None:
    """Tell the person that a waiver was taken back, and why."""
    take_back(session, waiver, now=now)
    _tell(session, waiver, f"{_about(waiver)}/withdrawn", "HR took back a waiver of yours", now=now)


def take_back(session: Session, waiver: Waiver, *, now: datetime) -> None:
    """Withdraw what was queued about this waiver, as it no longer holds."""
    outbox.withdraw(session, [_about(waiver)], because=f"the waiver is {waiver.state}", now=now)


def _tell(session: Session, waiver: Waiver, about: str, subject: str, *, now: datetime) -> None:
    title = _title(session, waiver)
    said = f" They wrote: “{waiver.words}”" if waiver.words else ""
    outbox.queue(
        session,
        "waiver decided",
        to=waiver.employee_id,
        about=about,
        subject=subject,
        words=f"{title}: {OUTCOMES[waiver.state]}{said}",
        path=f"/courses/{waiver.course}/prior-learning",
        now=now,
    )


def _about(waiver: Waiver) -> str:
    return f"waiver:{waiver.id}"


def _title(session: Session, waiver: Waiver) -> str:
    return get_catalog(session).title_of(waiver.course)
