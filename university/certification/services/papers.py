"""Keep finished papers."""

from datetime import datetime

from sqlalchemy.orm import Session

from university.certification import queries
from university.certification.models import Paper
from university.storage.work import insert_once


def keep_paper(session: Session, digest: str, body: bytes, *, now: datetime) -> None:
    """Keep a finished PDF by the digest of its printed facts; one that is there stays."""
    if queries.find_paper(session, digest) is None:
        insert_once(session, Paper(facts_digest=digest, body=body, made_at=now))
