"""Read who is signed in, who must wait, and whose password a link may set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Date, ScalarSelect, Select, bindparam, exists, literal, select
from sqlalchemy.orm import Session, aliased

from university.base.errors import NotFound
from university.people.models import Employee, PasswordLink, RoleGrant, SignIn, SignInFailure
from university.people.queries.employees import is_here
from university.people.rules import Wait, initials, throttle
from university.people.rules.throttle import WINDOW

LINK_LASTS = timedelta(hours=24)
LINK_IS_OVER = "This link was used already, or is older than a day. Ask whoever sent it for a new one."
#: A whole office may stand behind one address.
ALLOWED_FROM_ADDRESS = 50


@dataclass(frozen=True)
class Visitor:
    """The signed-in person, as every request needs them: one query, no more."""

    id: int
    employee_number: str
    name: str
    email: str
    initials: str
    zone: str
    roles: frozenset[str]
    token: str
    seen_at: datetime
    unread: int = 0
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What the cookie keeps: the token, never the person's id."""
        return self.token


def token_digest(token: str) -> str:
    """What is kept of a token, so that a copy of the database opens no door."""
    return sha256(token.encode()).hexdigest()


def find_visitor(
    session: Session,
    token: str,
    *,
    now: datetime,
    idle: timedelta,
    longest: timedelta,
    unread: ScalarSelect[int] | None = None,
) -> Visitor | None:
    """The person behind a cookie's token, or None once the sign-in is over or the person has left.

    ``unread`` counts, for an employee, what waits to be read; a room above knows what that is.
    """
    values = {"digest": token_digest(token), "today": now.date()}
    rows = session.connection().execute(_visitor(unread), values).all()
    if not rows or rows[0].started_at + longest <= now or rows[0].seen_at + idle <= now:
        return None
    first = rows[0]
    return Visitor(
        id=first.id,
        employee_number=first.employee_number,
        name=first.name,
        email=first.email,
        initials=initials(first.name),
        zone=first.zone,
        roles=frozenset(row.role.value for row in rows if row.role)
        | (MANAGER if first.manages else frozenset()),
        token=token,
        seen_at=first.seen_at,
        unread=first.unread,
    )


#: Nobody is given this role: it follows from the reporting line.
MANAGER = frozenset({"manager"})
REPORT = aliased(Employee)

# Built once, of columns alone: every request asks it, and to build it took longer than to ask.
VISITOR = (
    select(
        Employee.id,
        Employee.employee_number,
        Employee.name,
        Employee.email,
        Employee.zone,
        SignIn.started_at,
        SignIn.seen_at,
        RoleGrant.role,
        exists()
        .where(REPORT.manager_id == Employee.id, is_here(bindparam("today", type_=Date), REPORT))
        .label("manages"),
    )
    .join(SignIn, SignIn.employee_id == Employee.id)
    .outerjoin(RoleGrant, RoleGrant.employee_id == Employee.id)
    .where(
        SignIn.token_digest == bindparam("digest"),
        is_here(bindparam("today", type_=Date)),
    )
)


@cache
def _visitor(unread: ScalarSelect[int] | None) -> Select[Any]:
    return VISITOR.add_columns((literal(0) if unread is None else unread).label("unread"))


def account_key(account: str) -> str:
    """What is kept of a name typed at the door: a digest, since people type their password there."""
    return token_digest(account.strip().lower())


def find_wait(session: Session, account: str, address: str, *, now: datetime) -> Wait | None:
    """How long this account, or this address, must wait before another password is looked at."""
    recent = select(SignInFailure.failed_at).where(SignInFailure.failed_at > now - WINDOW)
    of_account = session.scalars(recent.where(SignInFailure.account == account_key(account))).all()
    of_address = session.scalars(recent.where(SignInFailure.address == address)).all()
    waits = throttle(of_account, now), throttle(of_address, now, allowed=ALLOWED_FROM_ADDRESS)
    return max((wait for wait in waits if wait), key=lambda wait: wait.until, default=None)


def list_sign_ins(session: Session, employee_id: int, *, now: datetime, idle: timedelta) -> Sequence[SignIn]:
    """The browsers in which a person is signed in, the last used first."""
    return session.scalars(
        select(SignIn)
        .where(SignIn.employee_id == employee_id, SignIn.seen_at > now - idle)
        .order_by(SignIn.seen_at.desc(), SignIn.token_digest)
    ).all()


def get_employee_by_link(session: Session, token: str, *, now: datetime) -> Employee:
    """Whose password a link may set; raises ``NotFound`` for a link unknown, used or too old."""
    employee = session.scalars(
        select(Employee)
        .join(PasswordLink, PasswordLink.employee_id == Employee.id)
        .where(
            PasswordLink.token_digest == token_digest(token),
            PasswordLink.used_at.is_(None),
            PasswordLink.made_at > now - LINK_LASTS,
            is_here(now.date()),
        )
    ).one_or_none()
    if employee is None:
        raise NotFound(LINK_IS_OVER)
    return employee
