"""Revoke a certificate."""

from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Closed, Invalid
from university.certification.models import Certificate
from university.certification.services.reminding import forget
from university.outbox import services as outbox
from university.records import services as records
from university.records.rules import RecordEnd

LONGEST_REASON = 600

log = structlog.get_logger()


def revoke(session: Session, certificate: Certificate, *, reason: str, by: Actor, now: datetime) -> None:
    """Revoke a certificate from this minute on; it stays visible, with its state, for ever.

    Revoking again changes nothing. Raises ``Invalid`` without a reason, ``Closed`` once it has ended.
    Leaves the fact ``certificate.revoked`` and tells the holder why.
    """
    session.refresh(certificate, ["revoked_at"], with_for_update=True)
    if certificate.revoked_at is not None:
        return
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Invalid(f"Say why, in {LONGEST_REASON} characters at most: the holder is told.")
    if not certificate.holds(now):
        raise Closed("This certificate has ended already; there is nothing left to revoke.")
    certificate.revoked_at, certificate.revoked_reason = now, reason
    session.flush()
    forget(session, certificate, because="The certificate was revoked.", now=now)
    _tell_revoked(session, certificate, reason, by=by, now=now)
    log.info("certificate revoked", certificate=certificate.id)


def _tell_revoked(
    session: Session, certificate: Certificate, reason: str, *, by: Actor, now: datetime
) -> None:
    subject = f"certificate:{certificate.id}"
    records.append(
        session,
        "certificate.revoked",
        subject,
        by=by,
        now=now,
        employee_id=certificate.employee_id,
        payload={"code": certificate.code, "reason": reason},
        ends=RecordEnd(code=certificate.code, became="revoked"),
    )
    outbox.queue(
        session,
        "certificate revoked",
        to=certificate.employee_id,
        about=subject,
        subject=f"Your certificate was revoked: {certificate.title}",
        words=f"It does not hold any more, and neither does its permission. The reason given: {reason}",
        path=f"/certificates/{certificate.code}/",
        now=now,
    )
