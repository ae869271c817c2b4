"""The ledger's tables, and the rows HR reads, each held up by its facts."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from university.storage.tables import Base


class Fact(Base):
    """One thing that happened to a record: ids and digests only, chained, never changed."""

    __tablename__ = "fact"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(index=True)
    actor: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    employee_id: Mapped[int | None] = mapped_column(index=True)
    payload_digest: Mapped[str]
    previous: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)


class FactPayload(Base):
    """The values a fact was about, beside the chain, so that erasure can empty them."""

    __tablename__ = "fact_payload"

    fact_number: Mapped[int] = mapped_column(ForeignKey("fact.number"), primary_key=True)
    key: Mapped[str]
    payload: Mapped[dict[str, Any]]


class LedgerHead(Base):
    """The last link of the chain; its one row is the lock that orders all facts."""

    __tablename__ = "ledger_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    digest: Mapped[str]


class RecordKind(StrEnum):
    """What a row of HR's table proves."""

    CERTIFICATE = "certificate"
    COMPLETION = "completion"


class Record(Base):
    """One row of HR's table, frozen as its fact saw it; ended by another fact, never deleted.

    Its days are those of the person's own calendar, as printed on the paper.
    """

    __tablename__ = "record"
    __table_args__ = (Index("ix_record_kind_happened_at", "kind", "happened_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[RecordKind]
    employee_id: Mapped[int] = mapped_column(index=True)
    employee_number: Mapped[str]
    name: Mapped[str]
    part: Mapped[str]
    department: Mapped[str]
    country: Mapped[str]
    about: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    version: Mapped[int]
    method: Mapped[str]
    score: Mapped[int | None]
    code: Mapped[str | None]
    happened_at: Mapped[datetime]
    happened_on: Mapped[date]
    warns_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    ends_on: Mapped[date | None]
    begun_by: Mapped[int] = mapped_column(ForeignKey("fact.number"), unique=True)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("fact.number"))
    ended_as: Mapped[str | None]
