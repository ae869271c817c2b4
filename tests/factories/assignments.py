"""Rules that assign the course "smu-1", as somebody of HR or a manager makes them."""

from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import people
from university.base.actor import Actor
from university.learning import services
from university.learning.models import Assignment, AssignmentRule
from university.learning.rules.assigning import Repeat
from university.learning.rules.audiences import AssignmentValues, Audience
from university.people.models import Employee
from university.storage import work

KEYS = count(1)


def values(**special: Any) -> AssignmentValues:
    """Everyone does "smu-1" within 30 days, once."""
    usual = {"course": "smu-1", "audience": Audience.EVERYONE, "reason": "The law changed."}
    usual |= {} if "due_on" in special else {"within_days": 30}
    return AssignmentValues(**(usual | special))


def assign(
    session: Session,
    *,
    maker: Employee | None = None,
    key: str = "",
    line_of: int | None = None,
    now: datetime,
    **special: Any,
) -> AssignmentRule:
    """Make a rule, by HR unless told."""
    maker = maker or people.employee(session, "hr")
    with work.transaction(session):
        return services.assign(
            session,
            values(**special),
            key=key or f"key-{next(KEYS)}",
            line_of=line_of,
            by=Actor.employee(maker.id),
            now=now,
        )


def assign_to(session: Session, person: Employee, *, now: datetime, **special: Any) -> Assignment:
    """Ask one person, and give what is asked."""
    rule = assign(session, audience=Audience.PERSON, audience_key=person.employee_number, now=now, **special)
    return of(session, rule)[-1]


def assign_to_nobody_yet(session: Session, person: Employee, *, now: datetime) -> AssignmentRule:
    """A rule for one person, each year, that has nothing to ask this year."""
    return assign(
        session,
        audience=Audience.PERSON,
        audience_key=person.employee_number,
        repeat=Repeat.YEARLY,
        month=12,
        now=now,
    )


def keep_up(session: Session, rule: AssignmentRule, now: datetime) -> None:
    """Let a rule ask whoever has joined and whoever's turn has come."""
    with work.transaction(session):
        services.keep_up(session, rule.id, now=now)


def of(session: Session, rule: AssignmentRule) -> list[Assignment]:
    """What a rule asked, the first one first."""
    query = select(Assignment).where(Assignment.rule_id == rule.id).order_by(Assignment.id)
    return [*session.scalars(query)]
