"""Send messages: take one that is due, and note how it went.

Whoever sends commits the claim before the mail server is asked, and the outcome after it. A worker that is
killed in between holds one message for ten minutes; then it is sent again, under the same Message-ID. So a
message may come twice, and is never lost.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, not_, select, update
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.outbox.models import Message, MessageChoice, MessageState
from university.outbox.queries import is_due
from university.outbox.rules import ANY_KIND, DIGEST, NEWS_LASTS, Item, Letter, next_try_at
from university.people.models import Employee
from university.people.queries import is_here

LEFT = "The person has left."
MUTED = "The person chose to get no mail of this kind."
LAPSED = "It waited for a week. Whom it concerns has it under Notices."
NO_NEWS = "Nothing in it is news any more."


def skip_waiting(session: Session, *, because: str) -> None:
    """Give up mailing everything that waits; the notices stay."""
    waiting = Message.state == MessageState.WAITING
    session.execute(update(Message).where(waiting).values(state=MessageState.SKIPPED, reason=because))


def skip_lapsed(session: Session, *, now: datetime) -> None:
    """Give up mailing what is no news any more, and what is for people who have left."""
    waiting = Message.state == MessageState.WAITING
    gone = exists().where(Employee.id == Message.employee_id, not_(is_here(now.date())))
    for is_over, reason in ((gone, LEFT), (Message.queued_at < now - NEWS_LASTS, LAPSED)):
        session.execute(
            update(Message).where(waiting, is_over).values(state=MessageState.SKIPPED, reason=reason)
        )


def claim(session: Session, *, now: datetime) -> Letter | None:
    """Take the next message that is due, so that no other worker takes it; None when nothing is.

    What was muted since it was queued, and a mail of the day without news, is skipped on the way.
    """
    while row := session.execute(
        select(Message, Employee, MessageChoice)
        .join(Employee, Employee.id == Message.employee_id)
        .outerjoin(MessageChoice, MessageChoice.employee_id == Message.employee_id)
        .where(is_due(now), is_here(now.date()))
        .order_by(Message.queued_at, Message.id)
        .limit(1)
        .with_for_update(of=Message, skip_locked=True)
    ).one_or_none():
        message, employee, choice = row
        muted = set(choice.muted) if choice else set()
        items = _items(session, message, muted)
        if items:
            message.sending_at = now
            session.flush()
            return _letter(message, employee, items)
        if message.kind == DIGEST.name:
            message.state, message.reason = MessageState.SKIPPED, NO_NEWS
        session.flush()
    return None


def _items(session: Session, message: Message, muted: set[str]) -> list[Message]:
    """What the mail tells; what was muted since it was queued is skipped."""
    told: Sequence[Message] = [message]
    if message.kind == DIGEST.name:
        told = session.scalars(
            select(Message)
            .where(Message.digest_id == message.id, Message.state == MessageState.WAITING)
            .order_by(Message.queued_at, Message.id)
        ).all()
    for one in told:
        if one.kind in muted:
            one.state, one.reason = MessageState.SKIPPED, MUTED
    return [one for one in told if one.kind not in muted]


def _letter(message: Message, employee: Employee, told: list[Message]) -> Letter:
    return Letter(
        message_id=message.id,
        queued_at=message.queued_at,
        kind=ANY_KIND[message.kind],
        name=employee.name,
        email=employee.email,
        items=tuple(Item(subject=one.subject, words=one.words, path=one.path) for one in told),
        may_be_stopped=not all(ANY_KIND[one.kind].is_mandatory for one in told),
    )


def note_sent(session: Session, message_id: int, *, now: datetime) -> None:
    """Note that the mail server took it, with all that it tells; a withdrawal in that moment came too late."""
    message = _get(session, message_id)
    message.state, message.sent_at, message.reason = MessageState.SENT, now, ""
    message.tries += 1
    message.sending_at = message.next_try_at = None
    _settle_told(session, message)


def note_failed(session: Session, message_id: int, *, reason: str, is_final: bool, now: datetime) -> None:
    """Note a failed try, with its reason; after the last one somebody has to look."""
    message = _get(session, message_id)
    message.sending_at = None
    message.tries += 1
    message.reason = reason
    message.next_try_at = None if is_final else next_try_at(message.tries, now)
    if message.state is MessageState.WAITING and message.next_try_at is None:
        message.state = MessageState.FAILED
        _settle_told(session, message)
    session.flush()


def _settle_told(session: Session, digest: Message) -> None:
    session.execute(
        update(Message)
        .where(Message.digest_id == digest.id, Message.state == MessageState.WAITING)
        .values(state=digest.state, sent_at=digest.sent_at, reason=digest.reason)
    )
    session.flush()


def _get(session: Session, message_id: int) -> Message:
    # Another worker may have had it for a while; what counts is the row as it is now.
    message = session.get(Message, message_id, with_for_update=True, populate_existing=True)
    if message is None:
        raise NotFound("There is no such message.")
    return message
