"""Try again what failed, when somebody has mended the cause."""

from datetime import datetime

from sqlalchemy import Update, or_, select, update
from sqlalchemy.orm import Session

from university.base.errors import Closed, NotFound
from university.outbox.models import Message, MessageState
from university.outbox.rules import NEWS_LASTS

AFRESH = {
    "state": MessageState.WAITING,
    "tries": 0,
    "reason": "",
    "next_try_at": None,
    "sending_at": None,
}
TOO_OLD = "This message is more than a week old and no news any more. The person has it under Notices."


def try_again(session: Session, message_id: int, *, now: datetime) -> None:
    """Let one failed message wait again, tries counted anew; one that waits already is left alone.

    What a failed mail of the day told goes with it. Raises ``NotFound``, and ``Closed`` if it is too old.
    """
    message = session.scalars(
        select(Message).where(
            Message.id == message_id, Message.state.in_((MessageState.FAILED, MessageState.WAITING))
        )
    ).one_or_none()
    if message is None:
        raise NotFound("There is no message of this number that failed.")
    if message.queued_at < now - NEWS_LASTS:
        raise Closed(TOO_OLD)
    if message.state is MessageState.FAILED:
        session.execute(_afresh().where(or_(Message.id == message_id, Message.digest_id == message_id)))
        # By itself it goes into another mail of the day.
        session.execute(update(Message).where(Message.id == message_id).values(digest_id=None))


def try_all_again(session: Session, *, now: datetime) -> int:
    """Let everything that failed within a week wait again; gives how many there were."""
    failed = session.scalars(
        _afresh().where(Message.queued_at >= now - NEWS_LASTS).returning(Message.id)
    ).all()
    return len(failed)


def _afresh() -> Update:
    return update(Message).where(Message.state == MessageState.FAILED).values(AFRESH)
