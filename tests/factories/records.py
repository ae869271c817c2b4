"""Facts and the rows of HR's table."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from university.base.actor import SYSTEM
from university.people.models import Employee
from university.records import services
from university.records.rules import RecordEnd, RecordValues
from university.storage import work


def certificate_record(session: Session, person: Employee, *, now: datetime, **special: Any) -> None:
    """A certificate of the Enthusiast, a year long, as its fact leaves it."""
    values: dict[str, Any] = {
        "kind": "certificate",
        "employee_number": person.employee_number,
        "name": person.name,
        "part": person.part,
        "department": person.department,
        "country": person.country,
        "zone": person.zone,
        "about": "cert-enthusiast",
        "title": "SMaC Enthusiast",
        "version": 1,
        "method": "completed",
        "code": f"CODE-{person.id}",
        "warns_at": now + timedelta(days=305),
        "ends_at": now + timedelta(days=365),
    } | special
    with work.transaction(session):
        services.append(
            session,
            "certificate.issued",
            f"certificate:{person.id}",
            by=SYSTEM,
            now=now,
            employee_id=person.id,
            begins=RecordValues(**values),
        )


def revocation(session: Session, person: Employee, *, now: datetime) -> None:
    """The fact that the person's certificate was revoked."""
    with work.transaction(session):
        end = RecordEnd(code=f"CODE-{person.id}", became="revoked")
        services.append(session, "certificate.revoked", "certificate:1", by=SYSTEM, now=now, ends=end)
