"""Employees, their roles and their sign-ins."""

import secrets
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from university.people import services
from university.people.models import Employee, Role, RoleGrant, SignIn
from university.people.queries import token_digest
from university.storage import work

NUMBERS = count(1)
JOINED = date(2024, 1, 8)
PASSWORD = "lantern gravel otter nine"
CHEAP = services.Cost(memory_kib=8, rounds=1)
HOSTILE = "<img src=x onerror=alert(1)>\"'&{{ 7*7 }} =1+1 \u202egnp.exe \u4e2d\u6587"


def employee(session: Session, *roles: Role | str, **special: Any) -> Employee:
    """One employee of Larkenfield Home in Berlin, with the roles named; a manager has somebody to manage."""
    number = next(NUMBERS)
    values = {
        "employee_number": f"E{number:05}",
        "name": f"Robin Example {number}",
        "email": f"robin{number}@larkenfield.example",
        "part": "Larkenfield Home",
        "department": "Support",
        "job_title": "Advisor",
        "country": "DE",
        "zone": "Europe/Berlin",
        "joined_on": JOINED,
    } | special
    with work.transaction(session):
        person = Employee(**values)
        session.add(person)
        session.flush()
        now = datetime(2026, 1, 1, tzinfo=UTC)
        session.add_all(
            RoleGrant(employee_id=person.id, role=Role(role), granted_at=now)
            for role in roles
            if role != "manager"
        )
    if "manager" in roles:
        employee(session, manager_id=person.id)
    return person


def employee_with_password(session: Session, *roles: Role | str, **special: Any) -> Employee:
    """One employee who may sign in with ``PASSWORD``."""
    return employee(session, *roles, password_hash=services.hash_password(PASSWORD, CHEAP), **special)


def sign_in(session: Session, person: Employee, *, now: datetime) -> str:
    """A sign-in of that person, who may have left since; gives the token for the cookie."""
    token = secrets.token_urlsafe()
    digest = token_digest(token)
    with work.transaction(session):
        session.add(
            SignIn(token_digest=digest, employee_id=person.id, started_at=now, seen_at=now, browser="test")
        )
    return token
