"""Read what several people hold and what they are to take again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from university.certification.models import Certificate, Retake
from university.certification.queries.certificates import holds
from university.certification.queries.retakes import IS_OPEN
from university.certification.rules import CertificateFacts, CertificateStatus, certificate_status
from university.people.models import Employee


@dataclass(frozen=True, kw_only=True)
class HeldCertificate:
    """The newest certificate of one certification; ``at`` is when it ends, or was revoked."""

    certification: str
    title: str
    status: CertificateStatus
    at: datetime
    zone: str


@dataclass(frozen=True, kw_only=True)
class AskedAgain:
    """A course to be taken again by a moment, in the person's own zone, for a certificate with this title."""

    retake_id: int
    course: str
    title: str
    due_at: datetime
    zone: str


def map_held(session: Session, people: Select[int], now: datetime) -> Mapping[int, Sequence[HeldCertificate]]:
    """The newest certificate of each certification, for each of these people, in one statement."""
    rows = session.execute(
        select(
            Certificate.employee_id,
            Certificate.certification,
            Certificate.title,
            Certificate.issued_at,
            Certificate.ends_at,
            Certificate.warn_days,
            Certificate.revoked_at,
            Certificate.zone,
        )
        .where(Certificate.employee_id.in_(people), Certificate.issued_at <= now)
        .order_by(Certificate.id)
    )
    newest = {(row.employee_id, row.certification): row for row in rows}
    held: defaultdict[int, list[HeldCertificate]] = defaultdict(list)
    for (person, certification), row in newest.items():
        facts = CertificateFacts(
            issued_at=row.issued_at,
            ends_at=row.ends_at,
            warn=timedelta(days=row.warn_days),
            revoked_at=row.revoked_at,
        )
        status = certificate_status(facts, now)
        at = row.revoked_at if status is CertificateStatus.REVOKED else row.ends_at
        held[person].append(
            HeldCertificate(certification=certification, title=row.title, status=status, at=at, zone=row.zone)
        )
    return held


def map_asked_again(
    session: Session, people: Select[int], now: datetime
) -> Mapping[int, Sequence[AskedAgain]]:
    """What each of these people is to take again for a certificate that holds, first due first; each course once."""
    rows = session.execute(
        select(
            Certificate.employee_id,
            Retake.id.label("retake_id"),
            Retake.course,
            Certificate.title,
            Retake.due_at,
            Employee.zone,
        )
        .join(Retake.certificate)
        .join(Employee, Employee.id == Certificate.employee_id)
        .where(Certificate.employee_id.in_(people), IS_OPEN, holds(now))
        .order_by(Retake.due_at, Retake.id)
    )
    first: defaultdict[int, dict[str, AskedAgain]] = defaultdict(dict)
    for row in rows:
        one = AskedAgain(
            retake_id=row.retake_id, course=row.course, title=row.title, due_at=row.due_at, zone=row.zone
        )
        first[row.employee_id].setdefault(row.course, one)
    return {person: list(courses.values()) for person, courses in first.items()}
