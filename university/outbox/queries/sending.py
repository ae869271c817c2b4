"""Which messages are to be mailed by themselves now, and which go into the mail of the day."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from university.outbox.models import Delivery, Message, MessageChoice, MessageState
from university.outbox.rules import LONGEST_HOLD, URGENT


def is_due(now: datetime) -> ColumnElement[bool]:
    """That a message is to be mailed by itself, that its next try has come, and that no worker holds it."""
    return and_(
        Message.state == MessageState.WAITING,
        Message.digest_id.is_(None),
        _goes_alone(),
        or_(Message.next_try_at.is_(None), Message.next_try_at <= now),
        or_(Message.sending_at.is_(None), Message.sending_at <= now - LONGEST_HOLD),
    )


def is_for_digest() -> ColumnElement[bool]:
    """That a message waits for a mail of the day."""
    return and_(
        Message.state == MessageState.WAITING,
        Message.digest_id.is_(None),
        not_(_goes_alone()),
        Message.sending_at.is_(None),
    )


def _goes_alone() -> ColumnElement[bool]:
    choice = aliased(MessageChoice)
    chose = select(choice.employee_id).where(choice.delivery == Delivery.AT_ONCE)
    return or_(Message.kind.in_(URGENT), Message.employee_id.in_(chose))


def count_due(session: Session, *, now: datetime) -> int:
    """How many mails are to be sent now."""
    return session.scalar(select(func.count()).select_from(Message).where(is_due(now))) or 0
