"""Attempts with their answers, the keys that their draws come from, and questions that were voided."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.learning.models.enrollments import Enrollment
from university.storage.tables import Base


class DrawKey(Base):
    """A secret from which the seeds of attempts come: who holds it can replay every draw, nobody foresees one."""

    __tablename__ = "draw_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    made_at: Mapped[datetime]


class Attempt(Base):
    """One sitting of a quiz; what was in force at its start is copied in and never moves.

    ``voided`` names those of its questions that were voided since: they count as right.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("score BETWEEN 0 AND 100", name="score_is_percent"),
        UniqueConstraint("enrollment_id", "number"),
        Index(
            "uq_attempt_open",
            "enrollment_id",
            unique=True,
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrollment_id: Mapped[int] = mapped_column(ForeignKey("enrollment.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("content_version.id"))
    number: Mapped[int]
    draw_key_id: Mapped[int | None] = mapped_column(ForeignKey("draw_key.id"))
    seed: Mapped[str]
    draw: Mapped[list[Any]]
    pass_mark: Mapped[int]
    display: Mapped[str] = mapped_column(default="open")
    started_at: Mapped[datetime]
    deadline_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    score: Mapped[int | None]
    is_passed: Mapped[bool | None]
    voided: Mapped[list[str]] = mapped_column(default=list)

    enrollment: Mapped[Enrollment] = relationship(lazy="raise_on_sql")
    answers: Mapped[list["Answer"]] = relationship(lazy="raise_on_sql")


class Answer(Base):
    """What was given for one question of an attempt, as last saved."""

    __tablename__ = "answer"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    # The column is older than the kinds of questions whose answers are no options.
    given: Mapped[list[str]] = mapped_column("options")
    is_flagged: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[datetime]


class VoidedQuestion(Base):
    """A counted question that was found faulty: it is asked no more, and whoever was asked has it right."""

    __tablename__ = "voided_question"
    __table_args__ = (UniqueConstraint("course", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course: Mapped[str]
    question: Mapped[str]
    reason: Mapped[str]
    voided_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    voided_at: Mapped[datetime]


class SignalReview(Base):
    """What a person found on looking at a sign that attempts may not be somebody's own; ``about`` tells which.

    ``attempts`` are the ids of those it was about.
    """

    __tablename__ = "signal_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(unique=True)
    course: Mapped[str]
    attempts: Mapped[list[Any]]
    words: Mapped[str]
    reviewed_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    reviewed_at: Mapped[datetime]
