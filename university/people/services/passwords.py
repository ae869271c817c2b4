"""Passwords: hashed by argon2 outside any transaction, changed by their owner or by a link."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Clash, NotFound
from university.people import queries
from university.people.models import Employee, PasswordLink
from university.people.services.sign_ins import TOKEN_BYTES, close_sign_ins, forgive
from university.records import services as records


@dataclass(frozen=True)
class Cost:
    """What one password check takes: memory in KiB, and rounds."""

    memory_kib: int
    rounds: int


@dataclass(frozen=True)
class Rehash:
    """A password hashed at the cost of now, and the hash that it may replace."""

    before: str
    after: str


@cache
def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(time_cost=cost.rounds, memory_cost=cost.memory_kib, parallelism=1)


@cache
def _dummy(cost: Cost) -> str:
    return hash_password(secrets.token_urlsafe(TOKEN_BYTES), cost)


def hash_password(password: str, cost: Cost) -> str:
    """Hash a password; slow on purpose, so call it outside a transaction."""
    return _hasher(cost).hash(password)


def is_right(kept: str | None, password: str, cost: Cost) -> bool:
    """Whether a password fits its hash; slow on purpose, so call it outside a transaction.

    Without a hash, because nobody has that account, the same work is done, so that time tells nothing.
    """
    try:
        _hasher(cost).verify(kept or _dummy(cost), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def renew_hash(kept: str, password: str, cost: Cost) -> Rehash | None:
    """Hash a password anew if its hash was made at another cost than is asked for now.

    Slow on purpose, so call it outside a transaction.
    """
    if not _hasher(cost).check_needs_rehash(kept):
        return None
    return Rehash(before=kept, after=hash_password(password, cost))


def rehash(session: Session, employee_id: int, renewed: Rehash) -> None:
    """Keep the same password at a new cost, unless it was changed meanwhile."""
    session.execute(
        update(Employee)
        .where(Employee.id == employee_id, Employee.password_hash == renewed.before)
        .values(password_hash=renewed.after)
    )


def change_password(
    session: Session, employee_id: int, *, before: str | None, after: str, keep: str, by: Actor, now: datetime
) -> None:
    """Set a hashed password and end all other sign-ins, with the fact ``password.changed``.

    Raises ``Clash`` when the password is no longer the one whose hash was checked.
    """
    employee = queries.get_employee(session, employee_id)
    if employee.password_hash != before:
        raise Clash("Your password was changed somewhere else just now. Use that one, or ask for a link.")
    forgive(session, employee.employee_number)
    _set(session, employee, after, by=by, now=now)
    close_sign_ins(session, employee_id, keep=keep)


def make_password_link(session: Session, employee_id: int, *, by: Actor, now: datetime) -> str:
    """Make the token of a link that sets a password once within a day; earlier links stop working.

    Leaves the fact ``password.linked``. Raises ``NotFound``, and ``Clash`` for a person who has left.
    """
    employee = queries.get_employee(session, employee_id)
    if employee.has_left(now.date()):
        raise Clash(f"{employee.name} has left and cannot sign in. Reactivate the person first.")
    session.execute(delete(PasswordLink).where(PasswordLink.employee_id == employee_id))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(PasswordLink(token_digest=queries.token_digest(token), employee_id=employee_id, made_at=now))
    session.flush()
    records.append(
        session, "password.linked", f"employee:{employee_id}", by=by, now=now, employee_id=employee_id
    )
    return token


def set_password_by_link(session: Session, token: str, hashed: str, *, now: datetime) -> None:
    """Set a hashed password by a link, which is used up by it; every sign-in of the person ends.

    Raises ``NotFound`` for a link that is unknown, used or too old.
    """
    employee = queries.get_employee_by_link(session, token, now=now)
    taken = update(PasswordLink).where(
        PasswordLink.token_digest == queries.token_digest(token), PasswordLink.used_at.is_(None)
    )
    if session.execute(taken.values(used_at=now).returning(PasswordLink.token_digest)).first() is None:
        raise NotFound(queries.LINK_IS_OVER)
    _set(session, employee, hashed, by=Actor.employee(employee.id), now=now)
    close_sign_ins(session, employee.id)
    forgive(session, employee.employee_number)


def set_first_password(
    session: Session, employee: Employee, hashed: str, *, by: Actor, now: datetime
) -> None:
    """Set the password of a person just added on the command line."""
    _set(session, employee, hashed, by=by, now=now)


def _set(session: Session, employee: Employee, hashed: str, *, by: Actor, now: datetime) -> None:
    employee.password_hash = hashed
    session.flush()
    records.append(
        session, "password.changed", f"employee:{employee.id}", by=by, now=now, employee_id=employee.id
    )
