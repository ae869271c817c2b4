"""Take in completions from elsewhere: a fact and a row of HR's table for each, no message, no certificate."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Invalid
from university.courses.queries import Version, get_catalog
from university.learning.models import Completion, CompletionMethod, Enrollment
from university.learning.rules.importing import (
    EarlierCompletion,
    Known,
    PlannedCompletion,
    plan_completions,
)
from university.learning.services.completions import record_values
from university.people.models import Employee
from university.people.rules import Outcome, RosterRow
from university.records import services as records


def plan_import(
    session: Session, rows: Sequence[RosterRow], *, now: datetime
) -> tuple[PlannedCompletion, ...]:
    """Plan an import against everybody and everything known; writes nothing."""
    everybody = session.execute(select(Employee.employee_number, Employee.zone))
    zones = {number: ZoneInfo(zone) for number, zone in everybody}
    pairs = select(Employee.employee_number, Enrollment.course)
    running = pairs.join(Enrollment, Enrollment.employee_id == Employee.id).where(
        Enrollment.completed_at.is_(None)
    )
    completed = select(Employee.employee_number, Completion.course, Completion.completed_at).join(
        Completion, Completion.employee_id == Employee.id
    )
    known = Known(
        courses=get_catalog(session).courses.keys(),
        employees=zones.keys(),
        completed={
            (number, course, at.astimezone(zones[number]).date())
            for number, course, at in session.execute(completed)
        },
        running={(number, course) for number, course in session.execute(running)},
        today=now.date(),
    )
    return plan_completions(rows, known)


def apply_import(session: Session, plan: Sequence[PlannedCompletion], *, by: Actor, now: datetime) -> None:
    """Take in the completions of a plan made in this transaction, each with the fact ``course.completed``.

    Nobody is told and nothing is issued: it was earned elsewhere. Raises ``Invalid`` when a row is refused.
    """
    if any(row.outcome is Outcome.REFUSED for row in plan):
        raise Invalid("Some rows cannot be taken. Mend them in the file; nothing was changed.")
    wanted = [row.completion for row in plan if row.completion and row.outcome is Outcome.ADD]
    numbers = {one.employee_number for one in wanted}
    people = session.scalars(select(Employee).where(Employee.employee_number.in_(numbers)))
    by_number = {one.employee_number: one for one in people}
    for one in sorted(wanted, key=lambda one: one.completed_on):
        _take_in(session, one, by_number[one.employee_number], by=by, now=now)


def _take_in(
    session: Session, one: EarlierCompletion, employee: Employee, *, by: Actor, now: datetime
) -> None:
    version = get_catalog(session).version_of_course(one.course)
    # The hour is not known: noon of that day keeps the day whatever the reader's zone.
    completed_at = datetime.combine(one.completed_on, time(12), ZoneInfo(employee.zone))
    enrollment = _enrollment(session, employee, version, min(completed_at, now))
    completion = Completion(
        enrollment_id=enrollment.id,
        employee_id=employee.id,
        course=one.course,
        version_id=version.id,
        method=CompletionMethod.IMPORTED,
        score=one.score,
        completed_at=enrollment.completed_at,
    )
    session.add(completion)
    session.flush()
    course = get_catalog(session).course(one.course)
    records.append(
        session,
        "course.completed",
        f"completion:{completion.id}",
        by=by,
        now=now,
        employee_id=employee.id,
        payload={
            "course": one.course,
            "completed_on": one.completed_on.isoformat(),
            "score": one.score,
            "evidence": one.evidence,
        },
        begins=record_values(employee, course, version.number, completion, happened_on=one.completed_on),
    )


def _enrollment(session: Session, employee: Employee, version: Version, at: datetime) -> Enrollment:
    last = session.scalar(
        select(func.max(Enrollment.number)).where(
            Enrollment.employee_id == employee.id, Enrollment.course == version.slug
        )
    )
    enrollment = Enrollment(
        employee_id=employee.id,
        course=version.slug,
        number=(last or 0) + 1,
        version_id=version.id,
        enrolled_at=at,
        completed_at=at,
    )
    session.add(enrollment)
    session.flush()
    return enrollment
