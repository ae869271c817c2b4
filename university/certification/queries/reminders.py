"""Read which certificates end soon and which courses are to be taken again soon, and whom that concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from university.certification.models import Certificate, Retake
from university.certification.queries.certificates import holds
from university.certification.queries.retakes import IS_OPEN
from university.people.models import Employee
from university.people.queries import is_here


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A certificate that ends, in the zone that is printed on it."""

    certificate_id: int
    employee_id: int
    certification: str
    code: str
    title: str
    issued_at: datetime
    ends_at: datetime
    zone: str


@dataclass(frozen=True, kw_only=True)
class RetakeDue:
    """A course that a holder takes again by a moment, in the holder's own zone."""

    retake_id: int
    employee_id: int
    course: str
    title: str
    asked_at: datetime
    due_at: datetime
    zone: str


def list_endings(session: Session, *, now: datetime, within: timedelta) -> Sequence[Ending]:
    """The certificates that hold now and end within a time, of people who are here; not those replaced."""
    later = aliased(Certificate)
    is_replaced = exists().where(
        later.employee_id == Certificate.employee_id,
        later.certification == Certificate.certification,
        later.id > Certificate.id,
        later.revoked_at.is_(None),
    )
    rows = session.execute(
        select(
            Certificate.id.label("certificate_id"),
            Certificate.employee_id,
            Certificate.certification,
            Certificate.code,
            Certificate.title,
            Certificate.issued_at,
            Certificate.ends_at,
            Certificate.zone,
        )
        .join(Employee, Employee.id == Certificate.employee_id)
        .where(holds(now), Certificate.ends_at <= now + within, ~is_replaced, is_here(now.date()))
        .order_by(Certificate.id)
    )
    return [Ending(**row._mapping) for row in rows]


def list_retakes_due(session: Session, *, now: datetime, within: timedelta) -> Sequence[RetakeDue]:
    """What is to be taken again and due within a time or late, for certificates that hold, of people who are here.

    Of several certificates that ask a person for one course, the one that is due first speaks.
    """
    rows = session.execute(
        select(
            Retake.id.label("retake_id"),
            Certificate.employee_id,
            Retake.course,
            Certificate.title,
            Retake.asked_at,
            Retake.due_at,
            Employee.zone,
        )
        .join(Retake.certificate)
        .join(Employee, Employee.id == Certificate.employee_id)
        .where(IS_OPEN, holds(now), Retake.due_at <= now + within, is_here(now.date()))
        .order_by(Retake.due_at, Retake.id)
    )
    first: dict[tuple[int, str], RetakeDue] = {}
    for row in rows:
        first.setdefault((row.employee_id, row.course), RetakeDue(**row._mapping))
    return list(first.values())
