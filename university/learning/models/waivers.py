"""What is different for one person: lessons waived for prior learning, more time, more attempts."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from university.storage.tables import Base


class WaiverReason(StrEnum):
    """Why the lessons need not be read; the four reasons of cmi5."""

    TESTED_OUT = "tested out"
    EQUIVALENT_COURSE = "an equivalent course of ours"
    LEARNED_ELSEWHERE = "learned elsewhere"
    ADMINISTRATIVE = "administrative"


class WaiverState(StrEnum):
    """Where a request to waive stands."""

    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Waiver(Base):
    """Prior learning that lets somebody skip a course's lessons, never its quiz: claimed, shown, decided by name."""

    __tablename__ = "waiver"
    __table_args__ = (
        Index(
            "uq_waiver_asked",
            "employee_id",
            "course",
            unique=True,
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    course: Mapped[str]
    reason: Mapped[WaiverReason]
    evidence: Mapped[str]
    state: Mapped[WaiverState]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    asked_at: Mapped[datetime]
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    decided_at: Mapped[datetime | None]
    words: Mapped[str]


class Allowance(Base):
    """More minutes or more attempts for one person in one course, with the reason and who gave it."""

    __tablename__ = "allowance"

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    course: Mapped[str]
    extra_minutes: Mapped[int]
    extra_attempts: Mapped[int]
    reason: Mapped[str]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    given_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
