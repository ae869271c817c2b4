"""Read what loads left: findings, texts as they were rendered, and wishes to load again."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from university.courses.models import ContentVersion, KeptText, LoadFinding, ReloadRequest


def list_findings(session: Session) -> Sequence[LoadFinding]:
    """What the checker said at the last load."""
    return session.scalars(select(LoadFinding).order_by(LoadFinding.path, LoadFinding.line)).all()


def find_texts(session: Session, keys: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
    """Those of these rendered texts that are kept, in one statement."""
    rows = session.execute(select(KeptText.key, KeptText.body).where(KeptText.key.in_(keys)))
    return {row.key: row.body for row in rows}


def map_live_digests(session: Session) -> dict[tuple[str, str], str]:
    """The digest of everything live, by kind and slug."""
    rows = session.execute(
        select(ContentVersion.kind, ContentVersion.slug, ContentVersion.digest).where(ContentVersion.is_live)
    )
    return {(row.kind.value, row.slug): row.digest for row in rows}


def list_open_reloads(session: Session) -> Sequence[ReloadRequest]:
    """The wishes to load that nobody has fulfilled yet, oldest first."""
    return session.scalars(
        select(ReloadRequest).where(ReloadRequest.done_at.is_(None)).order_by(ReloadRequest.id)
    ).all()


def count_reloads(session: Session, *, since: datetime) -> int:
    """How many wishes to load came since then."""
    query = select(func.count()).select_from(ReloadRequest).where(ReloadRequest.asked_at >= since)
    return session.scalar(query) or 0


def find_last_reload(session: Session) -> ReloadRequest | None:
    """The wish to load that was fulfilled last."""
    return session.scalars(
        select(ReloadRequest)
        .where(ReloadRequest.done_at.is_not(None))
        .order_by(ReloadRequest.done_at.desc(), ReloadRequest.id.desc())
        .limit(1)
    ).first()
