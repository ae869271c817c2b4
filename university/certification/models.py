"""Cycles of a certification, and the certificates issued for them."""

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.certification.rules import (
    CertificateFacts,
    CertificateStatus,
    PrintedFacts,
    RetakeFacts,
    certificate_status,
    holds,
)
from university.people.models import Employee
from university.storage.tables import Base


class CycleKind(StrEnum):
    """Which round of a certification this is."""

    FIRST = "first"
    RENEWAL = "renewal"


class Cycle(Base):
    """One round of a certification for one employee."""

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("employee_id", "certification", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    certification: Mapped[str]
    number: Mapped[int]
    kind: Mapped[CycleKind]
    version_id: Mapped[int] = mapped_column(ForeignKey("content_version.id"))
    opened_at: Mapped[datetime]

    employee: Mapped[Employee] = relationship(lazy="raise_on_sql")


class Certificate(Base):
    """The document issued for a cycle; every printed fact is frozen as it was."""

    __tablename__ = "certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), unique=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    certification: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    holder_name: Mapped[str]
    title: Mapped[str]
    permission: Mapped[str]
    permission_words: Mapped[str]
    university_name: Mapped[str]
    company_name: Mapped[str]
    issued_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    warn_days: Mapped[int]
    zone: Mapped[str]
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None]

    cycle: Mapped[Cycle] = relationship(lazy="raise_on_sql")
    retakes: Mapped[list["Retake"]] = relationship(
        lazy="raise_on_sql", order_by="Retake.id", back_populates="certificate"
    )

    @property
    def moments(self) -> CertificateFacts:
        """What decides its status."""
        return CertificateFacts(
            issued_at=self.issued_at,
            ends_at=self.ends_at,
            warn=timedelta(days=self.warn_days),
            revoked_at=self.revoked_at,
        )

    def status(self, now: datetime) -> CertificateStatus:
        """What it is worth at a moment."""
        return certificate_status(self.moments, now)

    def holds(self, now: datetime) -> bool:
        """Whether it allows at a moment what it was issued for."""
        return holds(self.moments, now)

    def printed(self, site: str) -> PrintedFacts:
        """The facts on its paper; ``site`` is the address under which people reach the university."""
        zone = ZoneInfo(self.zone)
        return PrintedFacts(
            code=self.code,
            holder_name=self.holder_name,
            title=self.title,
            permission_words=self.permission_words,
            university_name=self.university_name,
            company_name=self.company_name,
            issued_on=self.issued_at.astimezone(zone).date(),
            ends_on=self.ends_at.astimezone(zone).date(),
            zone=self.zone,
            address=f"{site}/verify/{self.code}",
        )


class Retake(Base):
    """A required course changed in a material way, so the holder of a certificate takes it again."""

    __tablename__ = "retake"
    __table_args__ = (
        Index(
            "uq_retake_open",
            "certificate_id",
            "course",
            unique=True,
            sqlite_where=text("met_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("met_at IS NULL AND withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), index=True)
    course: Mapped[str]
    version_id: Mapped[int] = mapped_column(ForeignKey("content_version.id"))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    met_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    certificate: Mapped[Certificate] = relationship(lazy="raise_on_sql", back_populates="retakes")

    @property
    def moments(self) -> RetakeFacts:
        """What decides whether it is still to be done."""
        return RetakeFacts(
            course=self.course,
            asked_at=self.asked_at,
            due_at=self.due_at,
            met_at=self.met_at,
            withdrawn_at=self.withdrawn_at,
        )


class Paper(Base):
    """The finished PDF of a certificate, kept by the digest of the facts printed on it."""

    __tablename__ = "paper"

    facts_digest: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes]
    made_at: Mapped[datetime]
