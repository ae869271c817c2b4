"""Events with their grid, the topics proposed, the breakouts placed and the seats taken."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.people.models import Employee
from university.storage.tables import Base
from university.unconference.rules import Phase, SignupState


class TopicState(StrEnum):
    """Where a topic stands; accepted while a session of it is in the timetable."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class BreakoutState(StrEnum):
    """Where a session stands."""

    SCHEDULED = "scheduled"
    CANCELED = "canceled"


class Unconference(Base):
    """One event whose agenda its participants make."""

    __tablename__ = "unconference"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    venue: Mapped[str]
    zone: Mapped[str]
    starts_on: Mapped[date]
    phase: Mapped[Phase]

    slots: Mapped[list["Slot"]] = relationship(lazy="raise_on_sql", order_by="Slot.starts_at")
    rooms: Mapped[list["Room"]] = relationship(lazy="raise_on_sql", order_by="Room.id")


class Slot(Base):
    """A stretch of time in the grid; also the lock for every seat in it."""

    __tablename__ = "slot"
    __table_args__ = (
        UniqueConstraint("unconference_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unconference_id: Mapped[int] = mapped_column(ForeignKey("unconference.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class Room(Base):
    """A place in the grid, with the seats it has."""

    __tablename__ = "room"
    __table_args__ = (
        UniqueConstraint("unconference_id", "name"),
        CheckConstraint("capacity > 0", name="has_seats"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unconference_id: Mapped[int] = mapped_column(ForeignKey("unconference.id"))
    name: Mapped[str]
    capacity: Mapped[int]
    access: Mapped[str] = mapped_column(default="")


class Topic(Base):
    """What somebody wants to talk about; to host it is another act."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    unconference_id: Mapped[int] = mapped_column(ForeignKey("unconference.id"), index=True)
    title: Mapped[str]
    why: Mapped[str]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    host_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    proposed_at: Mapped[datetime]
    state: Mapped[TopicState] = mapped_column(default=TopicState.PROPOSED)

    proposed_by: Mapped[Employee] = relationship(lazy="raise_on_sql", foreign_keys=[proposed_by_id])
    host: Mapped[Employee | None] = relationship(lazy="raise_on_sql", foreign_keys=[host_id])


class Breakout(Base):
    """A topic placed in a room and a slot; a repeat is a second breakout."""

    __tablename__ = "breakout"
    __table_args__ = (
        Index(
            "uq_breakout_place",
            "slot_id",
            "room_id",
            unique=True,
            sqlite_where=text("state = 'scheduled'"),
            postgresql_where=text("state = 'scheduled'"),
        ),
        Index(
            "uq_breakout_host",
            "slot_id",
            "host_id",
            unique=True,
            sqlite_where=text("state = 'scheduled'"),
            postgresql_where=text("state = 'scheduled'"),
        ),
        CheckConstraint("capacity > 0", name="has_seats"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unconference_id: Mapped[int] = mapped_column(ForeignKey("unconference.id"), index=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), index=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    host_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"))
    capacity: Mapped[int]
    state: Mapped[BreakoutState] = mapped_column(default=BreakoutState.SCHEDULED)
    sequence: Mapped[int] = mapped_column(default=0)
    last_queue_number: Mapped[int] = mapped_column(default=0)
    canceled_because: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]

    topic: Mapped[Topic] = relationship(lazy="raise_on_sql")
    slot: Mapped[Slot] = relationship(lazy="raise_on_sql")
    room: Mapped[Room] = relationship(lazy="raise_on_sql")
    host: Mapped[Employee | None] = relationship(lazy="raise_on_sql")


class Signup(Base):
    """A seat or a place in the waiting list of a breakout; a canceled one never returns."""

    __tablename__ = "signup"
    __table_args__ = (
        UniqueConstraint("breakout_id", "queue_number"),
        Index(
            "uq_signup_live",
            "breakout_id",
            "employee_id",
            unique=True,
            sqlite_where=text("state <> 'canceled'"),
            postgresql_where=text("state <> 'canceled'"),
        ),
        Index(
            "uq_signup_seat",
            "slot_id",
            "employee_id",
            unique=True,
            sqlite_where=text("state = 'confirmed'"),
            postgresql_where=text("state = 'confirmed'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    breakout_id: Mapped[int] = mapped_column(ForeignKey("breakout.id"))
    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"))
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    queue_number: Mapped[int]
    state: Mapped[SignupState]
    signed_up_at: Mapped[datetime]
    seated_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]

    employee: Mapped[Employee] = relationship(lazy="raise_on_sql")
    breakout: Mapped[Breakout] = relationship(lazy="raise_on_sql")
