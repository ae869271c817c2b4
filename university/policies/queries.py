"""Read who signed what."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.courses.models import ContentKind, ContentVersion
from university.policies.models import Acknowledgment
from university.policies.rules import still_holds


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A person's latest signature under a policy; ``is_current`` says whether it still holds."""

    policy: str
    version_id: int
    number: int
    acknowledged_at: datetime
    is_current: bool


def find_acknowledgment(session: Session, employee_id: int, version_id: int) -> Acknowledgment | None:
    """A person's signature under one version."""
    return session.scalars(
        select(Acknowledgment).where(
            Acknowledgment.employee_id == employee_id, Acknowledgment.version_id == version_id
        )
    ).one_or_none()


def list_signed(session: Session, employee_id: int) -> Mapping[str, Signature]:
    """A person's latest signature under each policy, by policy, in one statement."""
    rows = session.execute(
        select(
            ContentVersion.slug,
            ContentVersion.id,
            ContentVersion.number,
            ContentVersion.level,
            Acknowledgment.acknowledged_at,
        )
        .outerjoin(
            Acknowledgment,
            (Acknowledgment.version_id == ContentVersion.id) & (Acknowledgment.employee_id == employee_id),
        )
        .where(ContentVersion.kind == ContentKind.POLICY)
        .order_by(ContentVersion.id)
    )
    levels: defaultdict[str, dict[int, str]] = defaultdict(dict)
    latest = {}
    for row in rows:
        levels[row.slug][row.id] = row.level
        if row.acknowledged_at is not None:
            latest[row.slug] = row
    return {
        slug: Signature(
            policy=slug,
            version_id=row.id,
            number=row.number,
            acknowledged_at=row.acknowledged_at,
            is_current=still_holds(row.id, levels[slug]),
        )
        for slug, row in latest.items()
    }
