"""What learners say to authors: mistakes they found, and what they think of a course."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from university.storage.tables import Base


class MistakeReport(Base):
    """A mistake in a lesson that a reader told its owners, and what they answered.

    Authors see who told them only if it ``is_named``.
    """

    __tablename__ = "mistake_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    course: Mapped[str] = mapped_column(index=True)
    lesson: Mapped[str]
    version_id: Mapped[int] = mapped_column(ForeignKey("content_version.id"))
    words: Mapped[str]
    is_named: Mapped[bool]
    reported_at: Mapped[datetime]
    answer: Mapped[str]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    answered_at: Mapped[datetime | None]


class CourseRating(Base):
    """What somebody thinks of a course, told to its authors; without a name unless ``is_named``."""

    __tablename__ = "course_rating"
    __table_args__ = (
        UniqueConstraint("employee_id", "course"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars_are_five"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    course: Mapped[str] = mapped_column(index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("content_version.id"))
    stars: Mapped[int]
    comment: Mapped[str]
    is_named: Mapped[bool]
    rated_at: Mapped[datetime]
