"""Sign a policy."""

from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Clash
from university.courses.models import ContentKind
from university.courses.queries import get_catalog
from university.people.models import Employee
from university.policies.models import Acknowledgment
from university.policies.queries import find_acknowledgment
from university.records import services as records

log = structlog.get_logger()


def acknowledge(
    session: Session, employee_id: int, policy: str, *, version_id: int, by: Actor, now: datetime
) -> Acknowledgment:
    """Sign the version of a policy that was on the screen; asking again gives the same signature.

    Raises ``NotFound`` for an unknown policy, and ``Clash`` when another version went live meanwhile:
    nobody signs what they have not seen.
    """
    catalog = get_catalog(session)
    catalog.policy(policy)
    version = catalog.version(ContentKind.POLICY, policy)
    if version.id != version_id:
        raise Clash(
            "This policy changed while you were reading. Open it again, read what is new, and sign that."
        )
    # Held, so that two tabs sign once.
    session.execute(select(Employee.id).where(Employee.id == employee_id).with_for_update(key_share=True))
    if kept := find_acknowledgment(session, employee_id, version_id):
        return kept
    signed = Acknowledgment(
        employee_id=employee_id, policy=policy, version_id=version_id, acknowledged_at=now
    )
    session.add(signed)
    session.flush()
    records.append(
        session,
        "policy.acknowledged",
        f"acknowledgment:{signed.id}",
        by=by,
        now=now,
        employee_id=employee_id,
        payload={"policy": policy, "version": version.number, "digest": version.digest},
    )
    log.info("policy acknowledged", acknowledgment=signed.id)
    return signed
