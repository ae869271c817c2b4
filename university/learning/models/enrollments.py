"""Enrollments, lessons done, and completions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.courses.models import ContentVersion
from university.storage.tables import Base


class CompletionMethod(StrEnum):
    """How a completion came about."""

    COMPLETED = "completed"
    WAIVED = "waived"
    IMPORTED = "imported"


class Enrollment(Base):
    """One employee going once through one course, pinned to the version it began with."""

    __tablename__ = "enrollment"
    __table_args__ = (
        UniqueConstraint("employee_id", "course", "number"),
        Index(
            "uq_enrollment_open",
            "employee_id",
            "course",
            unique=True,
            sqlite_where=text("completed_at IS NULL"),
            postgresql_where=text("completed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    course: Mapped[str]
    number: Mapped[int]
    version_id: Mapped[int] = mapped_column(ForeignKey("content_version.id"))
    enrolled_at: Mapped[datetime]
    last_lesson: Mapped[str | None]
    completed_at: Mapped[datetime | None]

    version: Mapped[ContentVersion] = relationship(lazy="raise_on_sql")


class LessonDone(Base):
    """A lesson was marked done; a later round, after failed attempts, is another row.

    A new version that changes the lesson reopens it: the row stays, and counts no longer. ``waiver_id``
    names the waiver by which a lesson counts that was not read.
    """

    __tablename__ = "lesson_done"
    __table_args__ = (UniqueConstraint("enrollment_id", "lesson", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrollment_id: Mapped[int] = mapped_column(ForeignKey("enrollment.id"))
    lesson: Mapped[str]
    round: Mapped[int]
    done_at: Mapped[datetime]
    reopened_at: Mapped[datetime | None]
    waiver_id: Mapped[int | None] = mapped_column(ForeignKey("waiver.id"))


class Completion(Base):
    """The fact that a course was completed: which version, how, with which score."""

    __tablename__ = "completion"
    __table_args__ = (Index("ix_completion_employee_id_course", "employee_id", "course"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrollment_id: Mapped[int] = mapped_column(ForeignKey("enrollment.id"), unique=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    course: Mapped[str]
    version_id: Mapped[int] = mapped_column(ForeignKey("content_version.id"))
    method: Mapped[CompletionMethod]
    score: Mapped[int | None]
    completed_at: Mapped[datetime]
