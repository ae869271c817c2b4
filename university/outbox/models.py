"""Messages to people, each with its state and its reason, and how each person wants them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from university.storage.tables import Base


class MessageState(StrEnum):
    """Where a message stands on its way by mail."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"


class Message(Base):
    """One message to one person; its key keeps the same cause from being told twice.

    ``about`` is the cause ("assignment:12"): when it is gone, what waits is withdrawn and what was sent
    is no longer news. ``sending_at`` is set while one worker holds it, ``next_try_at`` after a failure.
    A mail of the day is a row too, so that there is one a day; ``digest_id`` names it for what it tells.
    """

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    about: Mapped[str] = mapped_column(index=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    subject: Mapped[str]
    words: Mapped[str]
    path: Mapped[str]
    queued_at: Mapped[datetime]
    state: Mapped[MessageState] = mapped_column(default=MessageState.WAITING, index=True)
    reason: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)
    sending_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    read_at: Mapped[datetime | None]


class Delivery(StrEnum):
    """How somebody wants their mail."""

    AT_ONCE = "each message at once"
    DAILY = "one mail a day"


class MessageChoice(Base):
    """How one person wants to be told; without a row everything comes in one mail a day."""

    __tablename__ = "message_choice"

    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    delivery: Mapped[Delivery]
    muted: Mapped[list[str]]
    chosen_at: Mapped[datetime]
