"""What a waiver does to the lessons of its course: they count without being read, or no longer."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Closed
from university.courses.queries import get_catalog, get_course_of_version
from university.engines.catalog.model import Course
from university.learning import rules
from university.learning.models import Enrollment, LessonDone, Waiver
from university.learning.queries import enrollments as reads
from university.learning.queries.standings import Standing, get_standing
from university.learning.queries.verdicts import get_verdict
from university.learning.rules import StartVerdict
from university.learning.services import enrollments, locks, news

NOTHING_LEFT = "No lesson is left to waive: what is not done yet was missed in the quiz and is really read."


def check_open(session: Session, employee_id: int, course_slug: str, *, now: datetime) -> None:
    """Raise ``NotFound``, ``NotEarned`` or ``Closed`` where lessons of this course cannot be waived now."""
    course = get_catalog(session).course(course_slug)
    standing = get_standing(session, employee_id, course_slug)
    if standing.enrollment_id is None:
        enrollments.admit(session, employee_id, course_slug)
    _list_open(standing, course, get_verdict(session, standing, course, now=now))


def _list_open(standing: Standing, course: Course, verdict: StartVerdict) -> Sequence[str]:
    if standing.completed_at is not None:
        raise Closed("This course is completed already; there is nothing left to waive.")
    found = rules.lessons_to_waive([lesson.slug for lesson in course.lessons], standing.done, verdict.lessons)
    if not found:
        raise Closed(
            NOTHING_LEFT if verdict.lessons else "Every lesson is done already; the quiz comes next."
        )
    return found


def cover(session: Session, waiver: Waiver, *, by: Actor, now: datetime) -> None:
    """Make every lesson count that is not done, and complete the course if that earns it.

    Leaves ``waiver.approved``, and ``lesson.waived`` for each lesson.
    """
    enrollment = enrollments.enroll(session, waiver.employee_id, waiver.course, by=by, now=now)
    locks.hold_enrollment(session, enrollment.id)
    course = get_course_of_version(session, enrollment.version_id)
    standing = get_standing(session, waiver.employee_id, waiver.course)
    verdict = get_verdict(session, standing, course, now=now)
    lessons = _list_open(standing, course, verdict)
    kept = _rows_of_round(session, enrollment, verdict.round)
    for lesson in lessons:
        row = kept.get(lesson) or LessonDone(
            enrollment_id=enrollment.id, lesson=lesson, round=verdict.round, done_at=now
        )
        row.done_at, row.reopened_at, row.waiver_id = now, None, waiver.id
        session.add(row)
    session.flush()
    payload = _progress(course, standing.done, {**standing.done, **dict.fromkeys(lessons, now)})
    payload |= {"enrollment": enrollment.id, "lessons": list(lessons), "words": waiver.words}
    news.about_waiver(session, "waiver.approved", waiver, payload, by=by, now=now)
    for lesson in lessons:
        facts = {"lesson": lesson, "waiver": waiver.id, "version_id": enrollment.version_id}
        news.about_enrollment(session, "lesson.waived", enrollment, facts, by=by, now=now)
    enrollments.complete_if_earned(session, enrollment, by=by, now=now)


def _rows_of_round(session: Session, enrollment: Enrollment, round_number: int) -> Mapping[str, LessonDone]:
    """The rows of lessons that a new version opened again among them."""
    rows = session.scalars(
        select(LessonDone).where(LessonDone.enrollment_id == enrollment.id, LessonDone.round == round_number)
    )
    return {row.lesson: row for row in rows}


def uncover(session: Session, waiver: Waiver, *, by: Actor, now: datetime) -> None:
    """Open the lessons again that count by this waiver alone; the fact ``waiver.withdrawn`` names them.

    Raises ``Closed`` once the quiz is passed: then it is a record, and a record is not taken back.
    """
    enrollment = reads.get_own_enrollment(session, waiver.employee_id, waiver.course)
    locks.hold_enrollment(session, enrollment.id)
    course = get_course_of_version(session, enrollment.version_id)
    before = get_standing(session, waiver.employee_id, waiver.course)
    if before.completed_at is not None or before.has_passed:
        raise Closed("The quiz is passed; what was waived for it cannot be taken back any more.")
    session.execute(delete(LessonDone).where(LessonDone.waiver_id == waiver.id))
    after = get_standing(session, waiver.employee_id, waiver.course)
    lessons = [
        lesson.slug for lesson in course.lessons if lesson.slug in before.done.keys() - after.done.keys()
    ]
    payload = _progress(course, before.done, after.done)
    payload |= {"enrollment": enrollment.id, "lessons": lessons, "words": waiver.words}
    news.about_waiver(session, "waiver.withdrawn", waiver, payload, by=by, now=now)


def _progress(
    course: Course, before: Mapping[str, datetime], after: Mapping[str, datetime]
) -> dict[str, object]:
    """How far it was and is, in whole percents: the fact itself says whether a number moved."""
    slugs = [lesson.slug for lesson in course.lessons]
    was, now_is = rules.progress(slugs, before), rules.progress(slugs, after)
    return {"percent_before": was.percent, "percent": now_is.percent}
