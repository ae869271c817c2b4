"""Courses that somebody is asked to do by a day."""

from datetime import UTC, date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tests.factories import people
from university.base.zones import end_of_day
from university.learning.models import Assignment, AssignmentRule
from university.learning.rules.assigning import Repeat
from university.learning.rules.audiences import Audience
from university.people.models import Employee
from university.storage import work

KEYS = count(1)
ASKED = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


def due(
    session: Session,
    person: Employee,
    on: date,
    course: str = "smu-1",
    *,
    reason: str = "Needed in Support.",
    counts_from: datetime | None = None,
) -> Assignment:
    """A course that Leo asks of somebody by the end of a day in their zone."""
    said_by = people.employee(session, "hr", name="Leo Brandstetter")
    with work.transaction(session):
        rule = AssignmentRule(
            key=f"due-{next(KEYS)}",
            course=course,
            audience=Audience.PERSON,
            audience_key=person.employee_number,
            due_on=on,
            repeat=Repeat.ONCE,
            keeps_up=False,
            reason=reason,
            made_by_id=said_by.id,
            made_at=ASKED,
        )
        session.add(rule)
        session.flush()
        assignment = Assignment(
            rule_id=rule.id,
            employee_id=person.id,
            course=course,
            round=1,
            assigned_at=ASKED,
            due_at=end_of_day(on, ZoneInfo(person.zone)),
            zone=person.zone,
            counts_from=counts_from,
        )
        session.add(assignment)
    return assignment
