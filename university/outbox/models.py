"""Messages to people, each with its state and its reason."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from university.storage.tables import Base


class MessageState(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Message(Base):
    """One message to one person; its key keeps the same cause from being told twice."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    subject: Mapped[str]
    words: Mapped[str]
    path: Mapped[str]
    queued_at: Mapped[datetime]
    state: Mapped[MessageState] = mapped_column(default=MessageState.WAITING)
    reason: Mapped[str] = mapped_column(default="")
    read_at: Mapped[datetime | None]
