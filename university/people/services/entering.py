"""Let people in: the one place that opens a sign-in, after whatever proof of who they are."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from university.base.errors import NotAllowed, NotFound
from university.people import queries
from university.people.models import Employee, SignIn
from university.people.rules import Entry, entry
from university.people.services.passwords import Rehash, rehash
from university.people.services.sign_ins import TOKEN_BYTES, close_sign_in, forgive

LONGEST_BROWSER = 200
LEFT = "This person does not work here any more."
DEMO_ONLY = (
    "This account belongs to the demo company, and everybody knows its password. "
    "Here, where others can reach the site, demo accounts cannot sign in."
)


def enter(
    session: Session,
    employee_id: int,
    *,
    browser: str,
    admits_demo: bool,
    replaces: str | None = None,
    renewed: Rehash | None = None,
    now: datetime,
) -> str:
    """Open a sign-in for somebody whose identity is proven; gives the token, which is kept nowhere else.

    Wrong passwords are forgiven, the sign-in with the token ``replaces`` ends, and a password hashed anew
    is kept. Raises ``NotFound`` for a person who has left, ``NotAllowed`` for a demo account unless the
    site ``admits_demo``; nothing is written then.
    """
    employee = queries.get_employee(session, employee_id)
    _admit(employee, admits_demo=admits_demo, now=now)
    forgive(session, employee.employee_number)
    if renewed is not None:
        rehash(session, employee_id, renewed)
    if replaces is not None:
        close_sign_in(session, replaces)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        SignIn(
            token_digest=queries.token_digest(token),
            employee_id=employee_id,
            started_at=now,
            seen_at=now,
            browser=browser[:LONGEST_BROWSER],
        )
    )
    session.flush()
    return token


def _admit(employee: Employee, *, admits_demo: bool, now: datetime) -> None:
    verdict = entry(
        left_on=employee.left_on, is_demo=employee.is_demo, admits_demo=admits_demo, today=now.date()
    )
    if verdict is Entry.LEFT:
        raise NotFound(LEFT)
    if verdict is Entry.DEMO_ONLY:
        raise NotAllowed(DEMO_ONLY)
