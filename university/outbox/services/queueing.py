"""Queue messages, take them back, and mark them read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, true, update
from sqlalchemy.orm import Session

from university.outbox.models import Message, MessageState
from university.outbox.queries import list_queued
from university.outbox.rules import KIND_BY_NAME
from university.storage.parts import in_parts


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What an employee (by id) is to be told: ``kind`` and ``about`` together name the cause.

    ``path`` is the address of the page where the person can act on it. What may be said of one cause
    more than once names its ``occasion``, as the day of a reminder.
    """

    kind: str
    to: int
    about: str
    subject: str
    words: str
    path: str
    occasion: str = ""

    @property
    def key(self) -> str:
        """What two notices of one cause, and one occasion, to one person share."""
        key = f"{self.kind}/{self.about}/{self.to}"
        return f"{key}/{self.occasion}" if self.occasion else key


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
    """Tell an employee something once, as `Notice` says."""
    notice = Notice(kind=kind, to=to, about=about, subject=subject, words=words, path=path)
    queue_all(session, [notice], now=now)


def queue_all(session: Session, notices: Sequence[Notice], *, now: datetime) -> Sequence[Notice]:
    """Tell many people something, each once; of two notices with one cause the first counts.

    Gives those that were not queued before. Raises ``KeyError`` for a kind that is not in ``KINDS``.
    """
    by_key: dict[str, Notice] = {}
    for notice in notices:
        by_key.setdefault(notice.key, notice)
    told = list_queued(session, list(by_key))
    fresh = [notice for key, notice in by_key.items() if key not in told]
    session.add_all(_message(notice, now) for notice in fresh)
    session.flush()
    return fresh


def _message(notice: Notice, now: datetime) -> Message:
    return Message(
        key=notice.key,
        kind=KIND_BY_NAME[notice.kind].name,
        about=notice.about,
        employee_id=notice.to,
        subject=notice.subject,
        words=notice.words,
        path=notice.path,
        queued_at=now,
    )


def withdraw(
    session: Session, about: Sequence[str], *, to: int | None = None, because: str, now: datetime
) -> None:
    """Take back what still waits to be mailed about these causes, since they are gone; its notices count as read.

    ``to`` leaves what others were told about the same causes.
    """
    theirs = true() if to is None else Message.employee_id == to
    for causes in in_parts(about):
        some = and_(Message.about.in_(causes), theirs)
        session.execute(
            update(Message)
            .where(some, Message.state == MessageState.WAITING)
            .values(state=MessageState.WITHDRAWN, reason=because)
        )
        session.execute(update(Message).where(some, Message.read_at.is_(None)).values(read_at=now))


def mark_read(session: Session, employee_id: int, *, now: datetime) -> None:
    """Mark everything a person has been told as read."""
    session.execute(
        update(Message)
        .where(Message.employee_id == employee_id, Message.read_at.is_(None))
        .values(read_at=now)
    )
