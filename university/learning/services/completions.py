"""Complete an enrollment once it is earned: the completion, its fact and HR's row, and the message."""

from datetime import date, datetime

import structlog
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.courses.queries import get_course_of_version, get_version
from university.engines.catalog.model import Course
from university.learning import rules
from university.learning.models import Completion, CompletionMethod, Enrollment
from university.learning.queries import enrollments as reads
from university.outbox import services as outbox
from university.people.models import Employee
from university.people.queries import get_employee
from university.records import services as records
from university.records.rules import RecordValues

log = structlog.get_logger()

WORDS = {
    CompletionMethod.COMPLETED: (
        "Every lesson is done and the quiz is passed with {score}%. It stands in your record."
    ),
    CompletionMethod.WAIVED: (
        "Lessons were waived for what you had learned before, and the quiz is passed with {score}%. "
        "It stands in your record as waived."
    ),
}


def complete_if_earned(
    session: Session, enrollment: Enrollment, *, by: Actor, now: datetime
) -> Completion | None:
    """Complete an enrollment if every lesson of its version is done and the quiz is passed; else give None.

    Asking again gives the same completion. Where a lesson counts by a waiver alone, its method is
    ``waived``. Leaves the fact ``course.completed``, which begins a row of HR's table, and tells the person.
    """
    if enrollment.completed_at is not None:
        return reads.find_completion(session, enrollment.id)
    course = get_course_of_version(session, enrollment.version_id)
    lessons = [lesson.slug for lesson in course.lessons]
    rows = reads.list_lessons_done(session, [enrollment.id])
    score = reads.find_best_pass(session, enrollment.id)
    if not rules.is_complete(lessons, {row.lesson for row in rows}, has_passed=score is not None):
        return None
    is_waived = rules.is_waived(lessons, {row.lesson for row in rows if row.waiver_id is None})
    method = CompletionMethod.WAIVED if is_waived else CompletionMethod.COMPLETED
    return _complete(session, enrollment, course, score, method, by=by, now=now)


def _complete(
    session: Session,
    enrollment: Enrollment,
    course: Course,
    score: int | None,
    method: CompletionMethod,
    *,
    by: Actor,
    now: datetime,
) -> Completion:
    enrollment.completed_at = now
    completion = Completion(
        enrollment_id=enrollment.id,
        employee_id=enrollment.employee_id,
        course=enrollment.course,
        version_id=enrollment.version_id,
        method=method,
        score=score,
        completed_at=now,
    )
    session.add(completion)
    session.flush()
    employee = get_employee(session, enrollment.employee_id)
    values = record_values(employee, course, get_version(session, enrollment.version_id).number, completion)
    records.append(
        session,
        "course.completed",
        f"completion:{completion.id}",
        by=by,
        now=now,
        employee_id=employee.id,
        payload={
            "course": course.slug,
            "version": values.version,
            "digest": course.digest,
            "score": score,
            "method": method,
        },
        begins=values,
    )
    outbox.queue(
        session,
        "course completed",
        to=employee.id,
        about=f"completion:{completion.id}",
        subject=f"You completed {course.title}",
        words=WORDS[method].format(score=score),
        path=f"/courses/{course.slug}/",
        now=now,
    )
    log.info("course completed", completion=completion.id, enrollment=enrollment.id)
    return completion


def record_values(
    employee: Employee,
    course: Course,
    version: int,
    completion: Completion,
    *,
    happened_on: date | None = None,
) -> RecordValues:
    """What HR's row says of a completion; ``happened_on`` is its day where that is not the day of its fact."""
    return RecordValues(
        kind="completion",
        employee_number=employee.employee_number,
        name=employee.name,
        part=employee.part,
        department=employee.department,
        country=employee.country,
        zone=employee.zone,
        about=course.slug,
        title=course.title,
        version=version,
        method=completion.method,
        score=completion.score,
        happened_on=happened_on,
    )
