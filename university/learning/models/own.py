"""What somebody keeps for themselves: notes, bookmarks, and practice to remember."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from university.storage.tables import Base


class LessonNote(Base):
    """A private note on a lesson; nobody but its writer ever reads it."""

    __tablename__ = "lesson_note"

    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    course: Mapped[str] = mapped_column(primary_key=True)
    lesson: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    revision: Mapped[int]
    saved_at: Mapped[datetime]


class Bookmark(Base):
    """A lesson somebody wants to find again."""

    __tablename__ = "bookmark"

    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    course: Mapped[str] = mapped_column(primary_key=True)
    lesson: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]


class MemoryPractice(Base):
    """Three questions of a finished course, offered so many days after it, never counted; answers are not kept."""

    __tablename__ = "memory_practice"
    __table_args__ = (UniqueConstraint("completion_id", "days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    completion_id: Mapped[int] = mapped_column(ForeignKey("completion.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    course: Mapped[str]
    days: Mapped[int]
    opens_at: Mapped[datetime]
    offered_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
