"""Make and end the secret address of somebody's calendar of due dates."""

import secrets
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.people.models import Employee, FeedToken
from university.people.queries import token_digest
from university.records import services as records

TOKEN_BYTES = 32


def make_feed(session: Session, employee_id: int, *, by: Actor, now: datetime) -> str:
    """Give a new secret for the address, which nobody can be told again; the one before stops working.

    Leaves the fact ``feed.made``, and ``feed.ended`` for the one before.
    """
    session.execute(select(Employee.id).where(Employee.id == employee_id).with_for_update(key_share=True))
    end_feed(session, employee_id, by=by, now=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(FeedToken(token_digest=token_digest(token), employee_id=employee_id, made_at=now))
    session.flush()
    _append(session, "feed.made", employee_id, by=by, now=now)
    return token


def end_feed(session: Session, employee_id: int, *, by: Actor, now: datetime) -> None:
    """Let the address stop working, with the fact ``feed.ended``; without one nothing happens."""
    ended = session.execute(
        update(FeedToken)
        .where(FeedToken.employee_id == employee_id, FeedToken.ended_at.is_(None))
        .values(ended_at=now)
        .returning(FeedToken.token_digest)
    ).all()
    if ended:
        _append(session, "feed.ended", employee_id, by=by, now=now)


def note_read(session: Session, digest: str, *, now: datetime) -> None:
    """Keep when a calendar last asked, so that its owner sees that it is in use."""
    session.execute(update(FeedToken).where(FeedToken.token_digest == digest).values(used_at=now))


def _append(session: Session, kind: str, employee_id: int, *, by: Actor, now: datetime) -> None:
    records.append(session, kind, f"employee:{employee_id}", by=by, now=now, employee_id=employee_id)
