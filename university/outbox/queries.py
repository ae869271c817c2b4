"""Read the messages of one person."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.outbox.models import Message

PAGE = 100


def list_messages(session: Session, employee_id: int) -> Sequence[Message]:
    """The newest messages of a person, newest first."""
    return session.scalars(
        select(Message)
        .where(Message.employee_id == employee_id)
        .order_by(Message.queued_at.desc(), Message.id.desc())
        .limit(PAGE)
    ).all()
