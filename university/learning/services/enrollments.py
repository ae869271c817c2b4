"""Enroll in a course, mark its lessons done, and remember the place."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Closed, NotFound
from university.courses.queries import Version, get_catalog, get_course_of_version, map_levels
from university.learning import rules
from university.learning.models import Enrollment, LessonDone
from university.learning.queries import enrollments as reads
from university.learning.queries.standings import get_standing
from university.learning.queries.verdicts import get_verdict
from university.learning.services import locks, news
from university.learning.services.completions import complete_if_earned
from university.learning.services.versions import move_on
from university.people.models import Employee

__all__ = ["complete_if_earned", "enroll", "mark_done", "record_view", "take_again"]


def enroll(session: Session, employee_id: int, course_slug: str, *, by: Actor, now: datetime) -> Enrollment:
    """Begin a course, pinned to its live version; asking again gives the same enrollment.

    An open enrollment moves on to the live version; a completed one stays as it is. Raises ``NotFound``
    for a course that is not live.
    """
    version = get_catalog(session).version_of_course(course_slug)
    if kept := reads.find_enrollment(session, employee_id, course_slug) or _find_alone(
        session, employee_id, course_slug
    ):
        if kept.completed_at is None:
            move_on(session, [kept], by=by, now=now)
        return kept
    return _begin(session, employee_id, version, 1, by=by, now=now)


def take_again(
    session: Session, employee_id: int, course_slug: str, *, by: Actor, now: datetime
) -> Enrollment:
    """Begin a course once more that changed in a material way since it was completed.

    The completion of before stays. Asking again gives the same enrollment. Raises ``NotFound``, and
    ``Closed`` where nothing changed so much.
    """
    version = get_catalog(session).version_of_course(course_slug)
    _hold_person(session, employee_id)
    last = reads.get_own_enrollment(session, employee_id, course_slug)
    if last.completed_at is None:
        return last
    if not rules.must_take_again(last.version_id, version.id, map_levels(session, course_slug)):
        raise Closed("You have completed this course as it is. Read it again as often as you like.")
    return _begin(session, employee_id, version, last.number + 1, by=by, now=now)


def _begin(
    session: Session, employee_id: int, version: Version, number: int, *, by: Actor, now: datetime
) -> Enrollment:
    enrollment = Enrollment(
        employee_id=employee_id,
        course=version.slug,
        number=number,
        version_id=version.id,
        enrolled_at=now,
    )
    session.add(enrollment)
    session.flush()
    payload = {"course": version.slug, "version": version.number, "digest": version.digest, "number": number}
    news.about_enrollment(session, "enrollment.started", enrollment, payload, by=by, now=now)
    return enrollment


def _find_alone(session: Session, employee_id: int, course: str) -> Enrollment | None:
    """Look once more while nobody else can enroll this person: two tabs begin a course once."""
    _hold_person(session, employee_id)
    return reads.find_enrollment(session, employee_id, course)


def _hold_person(session: Session, employee_id: int) -> None:
    session.execute(select(Employee.id).where(Employee.id == employee_id).with_for_update(key_share=True))


def mark_done(
    session: Session, enrollment: Enrollment, lesson_slug: str, *, by: Actor, now: datetime
) -> None:
    """Mark a lesson done in the present round of attempts, and complete the course if that earns it.

    Doing it again changes nothing, nor does anything after the course is completed. Raises ``NotFound``
    for a lesson that is not in the enrollment's version.
    """
    course = get_course_of_version(session, enrollment.version_id)
    if lesson_slug not in course.lesson_by_slug:
        raise NotFound("There is no lesson of that name in this course. It may have been renamed.")
    locks.hold_enrollment(session, enrollment.id)
    if enrollment.completed_at is not None:
        return
    standing = get_standing(session, enrollment.employee_id, enrollment.course)
    round_number = get_verdict(session, standing, course, now=now).round
    if not _note_done(session, enrollment, lesson_slug, round_number, now=now):
        return
    payload = {"lesson": lesson_slug, "round": round_number, "version_id": enrollment.version_id}
    news.about_enrollment(session, "lesson.done", enrollment, payload, by=by, now=now)
    complete_if_earned(session, enrollment, by=by, now=now)


def _note_done(
    session: Session, enrollment: Enrollment, lesson: str, round_number: int, *, now: datetime
) -> bool:
    row = reads.find_lesson_done(session, enrollment.id, lesson, round_number)
    if row is not None and row.reopened_at is None:
        return False
    if row is None:
        row = LessonDone(enrollment_id=enrollment.id, lesson=lesson, round=round_number, done_at=now)
        session.add(row)
    row.done_at, row.reopened_at = now, None
    session.flush()
    return True


def record_view(session: Session, enrollment_id: int, lesson_slug: str) -> None:
    """Remember the lesson last opened, so that "Continue" leads to the exact place; no fact is left."""
    session.execute(
        update(Enrollment)
        .where(Enrollment.id == enrollment_id, Enrollment.completed_at.is_(None))
        .values(last_lesson=lesson_slug)
    )
