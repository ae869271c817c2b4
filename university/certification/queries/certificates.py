"""Read cycles, the certificates issued for them, what these allow, and the finished papers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload, undefer

from university.base.errors import NotFound
from university.certification import rules
from university.certification.models import Certificate, Cycle, Paper, Retake
from university.courses.models import ContentVersion
from university.engines.catalog.model import Certification
from university.engines.catalog.pack import unpack_certification

NO_CERTIFICATE = "There is no certificate with this code."
CODE_HINT = "A code has 26 letters and digits, in groups. Compare it with the paper, digit by digit."


def list_own_certificates(session: Session, employee_id: int) -> Sequence[Certificate]:
    """A person's certificates, those of later cycles last, with the courses to be taken again for them."""
    return (
        session.scalars(
            select(Certificate)
            .join(Cycle, Cycle.id == Certificate.cycle_id)
            .options(joinedload(Certificate.retakes))
            .where(Certificate.employee_id == employee_id)
            .order_by(Cycle.number)
        )
        .unique()
        .all()
    )


def find_cycle(session: Session, employee_id: int, certification: str, number: int) -> Cycle | None:
    """One round of a certification."""
    return session.scalars(
        select(Cycle).where(
            Cycle.employee_id == employee_id, Cycle.certification == certification, Cycle.number == number
        )
    ).one_or_none()


def get_cycle(session: Session, employee_id: int, certification: str, number: int) -> Cycle:
    """The same; raises ``NotFound``."""
    cycle = find_cycle(session, employee_id, certification, number)
    if cycle is None:
        raise NotFound("This certification has not been begun.")
    return cycle


def get_version_of(session: Session, cycle: Cycle) -> tuple[int, Certification]:
    """The number of the version to which a cycle is pinned, and the certification as it is there."""
    row = session.get_one(ContentVersion, cycle.version_id, options=[undefer(ContentVersion.body)])
    return row.number, unpack_certification(row.body)


def find_certificate(session: Session, cycle: Cycle) -> Certificate | None:
    """The certificate that was issued for a cycle."""
    return session.scalars(select(Certificate).where(Certificate.cycle_id == cycle.id)).one_or_none()


def get_certificate_of(session: Session, cycle: Cycle) -> Certificate:
    """The same; raises ``NotFound``."""
    certificate = find_certificate(session, cycle)
    if certificate is None:
        raise NotFound("No certificate has been issued for this.")
    return certificate


def get_certificate_by_code(session: Session, code: str) -> Certificate:
    """The certificate with this code, as typed; raises ``NotFound``."""
    known = rules.normalize_code(code)
    if known is None:
        raise NotFound(f"{NO_CERTIFICATE} {CODE_HINT}")
    certificate = session.scalars(select(Certificate).where(Certificate.code == known)).one_or_none()
    if certificate is None:
        raise NotFound(f"{NO_CERTIFICATE} If it stands on a paper of ours, tell the help desk.")
    return certificate


def get_own_certificate(session: Session, code: str, employee_id: int) -> Certificate:
    """The same, if it belongs to this person; raises ``NotFound``."""
    certificate = get_certificate_by_code(session, code)
    if certificate.employee_id != employee_id:
        raise NotFound(f"{NO_CERTIFICATE} If it stands on a paper of ours, tell the help desk.")
    return certificate


def has_permission(session: Session, employee_id: int, permission: str, now: datetime) -> bool:
    """Whether a certificate of this person grants a permission at this minute, and nothing pauses it."""
    paused = exists().where(Retake.certificate_id == Certificate.id, pauses(now))
    granting = exists().where(
        Certificate.employee_id == employee_id, Certificate.permission == permission, holds(now), ~paused
    )
    return bool(session.scalar(select(granting)))


def holds(now: datetime) -> ColumnElement[bool]:
    """``Certificate.holds`` in SQL, for certificates that are not loaded; a test holds the two together."""
    return and_(
        Certificate.issued_at <= now,
        Certificate.ends_at > now,
        or_(Certificate.revoked_at.is_(None), Certificate.revoked_at > now),
    )


def pauses(now: datetime) -> ColumnElement[bool]:
    """``RetakeFacts.pauses`` in SQL; a test holds the two together."""
    return and_(
        Retake.asked_at <= now,
        Retake.due_at <= now,
        or_(Retake.met_at.is_(None), Retake.met_at > now),
        or_(Retake.withdrawn_at.is_(None), Retake.withdrawn_at > now),
    )


def list_issued_since(session: Session, since: datetime) -> Sequence[Certificate]:
    """Certificates issued from a moment on, oldest first."""
    return session.scalars(
        select(Certificate)
        .where(Certificate.issued_at >= since)
        .order_by(Certificate.issued_at, Certificate.id)
    ).all()


def list_valid(session: Session, now: datetime, certification: str | None = None) -> Sequence[Certificate]:
    """Certificates that hold now, by holder; of one certification or of all."""
    wanted = [holds(now)]
    if certification is not None:
        wanted.append(Certificate.certification == certification)
    return session.scalars(
        select(Certificate).where(*wanted).order_by(Certificate.holder_name, Certificate.id)
    ).all()


def find_paper(session: Session, digest: str) -> bytes | None:
    """The finished PDF of these printed facts."""
    return session.scalar(select(Paper.body).where(Paper.facts_digest == digest))


def list_papers_made(session: Session, digests: Sequence[str]) -> frozenset[str]:
    """Those of these digests whose PDF is finished."""
    return frozenset(session.scalars(select(Paper.facts_digest).where(Paper.facts_digest.in_(digests))))
