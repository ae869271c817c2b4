"""Employees, the roles they were given, and their sign-ins."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.people.rules import has_left, initials
from university.storage.tables import Base


class Role(StrEnum):
    """What a person may be given by name; everybody is a learner without one."""

    AUTHOR = "author"
    ORGANIZER = "organizer"
    HR = "hr"
    ADMIN = "admin"


class Employee(Base):
    """A person, keyed by the company's own number; leaves by a date and is never deleted."""

    __tablename__ = "employee"

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    part: Mapped[str]
    department: Mapped[str]
    job_title: Mapped[str]
    country: Mapped[str]
    zone: Mapped[str]
    is_executive: Mapped[bool] = mapped_column(default=False)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("employee.id"), index=True)
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    password_hash: Mapped[str | None]
    is_demo: Mapped[bool] = mapped_column(default=False)

    manager: Mapped["Employee | None"] = relationship(remote_side=[id], lazy="raise_on_sql")
    roles: Mapped[list["RoleGrant"]] = relationship(lazy="raise_on_sql", back_populates="employee")

    def has_left(self, today: date) -> bool:
        """Whether the day of leaving has come; it may be known before."""
        return has_left(self.left_on, today)

    @property
    def initials(self) -> str:
        """One or two letters that stand for a face."""
        return initials(self.name)


class RoleGrant(Base):
    """A role one person holds; who gave it stands in the ledger."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("employee_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"))
    role: Mapped[Role]
    granted_at: Mapped[datetime]

    employee: Mapped[Employee] = relationship(lazy="raise_on_sql", back_populates="roles")


class SignIn(Base):
    """One signed-in browser; the cookie holds a token of which only the digest is kept."""

    __tablename__ = "sign_in"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    browser: Mapped[str]

    employee: Mapped[Employee] = relationship(lazy="raise_on_sql")


class SignInFailure(Base):
    """A wrong password, counted by account and by address to slow guessing."""

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    failed_at: Mapped[datetime] = mapped_column(index=True)


class PasswordLink(Base):
    """A link by which a person sets a password: once, for a day; only its digest is kept."""

    __tablename__ = "password_link"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class FeedToken(Base):
    """The secret in the address of somebody's calendar of due dates; only its digest is kept."""

    __tablename__ = "feed_token"

    token_digest: Mapped[str] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employee.id"), index=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
