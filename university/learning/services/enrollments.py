"""Enroll in a course, mark its lessons done, and remember the place."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Closed, NotEarned, NotFound
from university.courses.queries import Version, get_catalog, get_course_of_version, map_levels
from university.learning import rules
from university.learning.models import Enrollment, LessonDone
from university.learning.queries import enrollments as reads
from university.learning.queries.assigning import asks_again
from university.learning.queries.prerequisites import list_missing
from university.learning.queries.standings import get_standing
from university.learning.queries.verdicts import get_verdict
from university.learning.services import locks, news
from university.learning.services.completions import complete_if_earned
from university.learning.services.versions import move_on

__all__ = ["complete_if_earned", "enroll", "mark_done", "record_view", "take_again"]


def enroll(session: Session, employee_id: int, course_slug: str, *, by: Actor, now: datetime) -> Enrollment:
    """Begin a course, pinned to its live version; asking again gives the same enrollment.

    An open enrollment moves on to the live version; a completed one stays as it is. Raises ``NotFound``
    for a course that is not live, ``NotEarned`` before the courses that it builds on are completed.
    """
    version = get_catalog(session).version_of_course(course_slug)
    if kept := reads.find_enrollment(session, employee_id, course_slug) or _find_alone(
        session, employee_id, course_slug
    ):
        if kept.completed_at is None:
            move_on(session, [kept], by=by, now=now)
        return kept
    admit(session, employee_id, course_slug)
    return _begin(session, employee_id, version, 1, by=by, now=now)


def admit(session: Session, employee_id: int, course_slug: str) -> None:
    """Raise ``NotEarned``, with the way there, before the courses that this one builds on are completed."""
    course = get_catalog(session).course(course_slug)
    if missing := list_missing(session, employee_id, course):
        way = (f"Go to {missing[0].title}", f"/courses/{missing[0].slug}/")
        raise NotEarned(rules.lock_words(course, missing), way=way)


def take_again(
    session: Session, employee_id: int, course_slug: str, *, by: Actor, now: datetime
) -> Enrollment:
    """Begin a course once more that changed in a material way since it was completed, or is asked anew.

    The completion of before stays. Asking again gives the same enrollment. Raises ``NotFound``, and
    ``Closed`` where nothing changed so much and no assignment wants a later completion.
    """
    version = get_catalog(session).version_of_course(course_slug)
    locks.hold_person(session, employee_id)
    last = reads.get_own_enrollment(session, employee_id, course_slug)
    if last.completed_at is None:
        return last
    has_changed = rules.must_take_again(last.version_id, version.id, map_levels(session, course_slug))
    if not has_changed and not asks_again(session, employee_id, course_slug, last.completed_at):
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
    locks.hold_person(session, employee_id)
    return reads.find_enrollment(session, employee_id, course)


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
    verdict = get_verdict(session, standing, course, now=now)
    is_redo = lesson_slug in verdict.lessons
    if not _note_done(session, enrollment, lesson_slug, verdict.round, is_redo=is_redo, now=now):
        return
    payload = {"lesson": lesson_slug, "round": verdict.round, "version_id": enrollment.version_id}
    news.about_enrollment(session, "lesson.done", enrollment, payload, by=by, now=now)
    complete_if_earned(session, enrollment, by=by, now=now)


def _note_done(
    session: Session, enrollment: Enrollment, lesson: str, round_number: int, *, is_redo: bool, now: datetime
) -> bool:
    """Write down that a lesson was read; give False where that is known.

    ``is_redo``: it is asked for once more, even in a round that knows it. More attempts, given to one
    person, let a round end later than it was thought to.
    """
    row = reads.find_lesson_done(session, enrollment.id, lesson, round_number)
    if row is not None and row.reopened_at is None and not is_redo:
        return False
    if row is None:
        row = LessonDone(enrollment_id=enrollment.id, lesson=lesson, round=round_number, done_at=now)
        session.add(row)
    row.done_at, row.reopened_at, row.waiver_id = now, None, None
    session.flush()
    return True


def record_view(session: Session, enrollment_id: int, lesson_slug: str) -> None:
    """Remember the lesson last opened, so that "Continue" leads to the exact place; no fact is left."""
    session.execute(
        update(Enrollment)
        .where(Enrollment.id == enrollment_id, Enrollment.completed_at.is_(None))
        .values(last_lesson=lesson_slug)
    )
