"""Queue messages, and mark them read."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from university.outbox.models import Message


def queue(
    session: Session,
    kind: str,
    *,
    to: int,
    about: str,
    subject: str,
    words: str,
    path: str,
    now: datetime,
) -> None:
    """Tell an employee (by id) something once: ``kind`` and ``about`` together name the cause.

    ``path`` is the address of the page where the person can act on it.
    """
    key = f"{kind}/{about}/{to}"
    if session.scalar(select(Message.id).where(Message.key == key)) is not None:
        return
    session.add(
        Message(key=key, kind=kind, employee_id=to, subject=subject, words=words, path=path, queued_at=now)
    )
    session.flush()


def mark_read(session: Session, employee_id: int, *, now: datetime) -> None:
    """Mark everything a person has been told as read."""
    session.execute(
        update(Message)
        .where(Message.employee_id == employee_id, Message.read_at.is_(None))
        .values(read_at=now)
    )
