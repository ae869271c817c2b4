"""Read the outbox as administrators see it: states, reasons and ages, never the words of a message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from university.outbox.models import Message, MessageState
from university.outbox.queries.sending import is_due
from university.outbox.rules import NEWS_LASTS
from university.people.models import Employee

PAGE = 50
LAST_PAGE = 100_000


@dataclass(frozen=True, kw_only=True)
class MessageRow:
    """One message at the desk."""

    id: int
    kind: str
    subject: str
    name: str
    state: MessageState
    reason: str
    tries: int
    queued_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    digest_id: int | None

    def may_be_tried_again(self, now: datetime) -> bool:
        """Whether it failed and is still news."""
        return self.state is MessageState.FAILED and self.queued_at >= now - NEWS_LASTS


@dataclass(frozen=True)
class MessagePage:
    """One page of the outbox: its rows, and how many there are in all."""

    rows: Sequence[MessageRow]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, kw_only=True)
class Queue:
    """How much is to be mailed at this moment, since when, and when the last mail went out."""

    due: int
    oldest_at: datetime | None
    waiting: int
    failed: int
    last_sent_at: datetime | None


def list_message_page(
    session: Session, *, state: MessageState | None, kind: str | None, page: int
) -> MessagePage:
    """Messages of one state and one kind, or of all, newest first."""
    wanted = [Message.state == state] if state else []
    wanted += [Message.kind == kind] if kind else []
    total = session.scalar(select(func.count()).select_from(Message).where(*wanted)) or 0
    rows = session.execute(
        select(
            Message.id,
            Message.kind,
            Message.subject,
            Employee.name,
            Message.state,
            Message.reason,
            Message.tries,
            Message.queued_at,
            Message.next_try_at,
            Message.sent_at,
            Message.digest_id,
        )
        .join(Employee, Employee.id == Message.employee_id)
        .where(*wanted)
        .order_by(Message.queued_at.desc(), Message.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return MessagePage([MessageRow(**row._mapping) for row in rows], total)


def count_by_state(session: Session) -> Mapping[MessageState, int]:
    """How many messages are in each state; none is left out."""
    rows = session.execute(select(Message.state, func.count().label("many")).group_by(Message.state))
    return dict.fromkeys(MessageState, 0) | {row.state: row.many for row in rows}


def get_queue(session: Session, *, now: datetime) -> Queue:
    """How the outbox stands now."""
    due, oldest_at = session.execute(
        select(func.count(), func.min(Message.queued_at)).select_from(Message).where(is_due(now))
    ).one()
    counts = count_by_state(session)
    return Queue(
        due=due,
        oldest_at=oldest_at,
        waiting=counts[MessageState.WAITING],
        failed=counts[MessageState.FAILED],
        last_sent_at=session.scalar(select(func.max(Message.sent_at))),
    )
