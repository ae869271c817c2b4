"""Tell the owners of a course of a mistake in it, and answer the reader who found it."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from university.base.actor import SYSTEM, Actor
from university.base.errors import Closed, Invalid, NotFound, TooMany
from university.courses.queries import get_catalog
from university.engines.catalog.model import Course
from university.learning.models import MistakeReport
from university.learning.queries import voices as reads
from university.learning.services import locks
from university.outbox import services as outbox
from university.outbox.services import Notice
from university.records import services as records

SHORTEST, LONGEST = 10, 2000
MOST_A_DAY = 20
DAY = timedelta(days=1)

log = structlog.get_logger()


def report_mistake(
    session: Session, employee_id: int, course: str, lesson: str, words: str, *, is_named: bool, now: datetime
) -> MistakeReport:
    """Tell the owners of a course of a mistake in a lesson; the same words, while unanswered, tell it once.

    Leaves ``mistake.reported``, which says by whom only if the report ``is_named``. Raises ``NotFound``,
    ``Invalid``, and ``TooMany`` after twenty in a day.
    """
    catalog = get_catalog(session)
    live, version = catalog.course(course), catalog.version_of_course(course)
    if lesson not in live.lesson_by_slug:
        raise NotFound("There is no lesson of that name in this course. It may have been renamed or moved.")
    _check(words)
    locks.hold_person(session, employee_id)
    if kept := reads.find_open_report(session, employee_id, course, lesson, words):
        return kept
    _check_pace(session, employee_id, now)
    report = MistakeReport(
        employee_id=employee_id,
        course=course,
        lesson=lesson,
        version_id=version.id,
        words=words,
        is_named=is_named,
        reported_at=now,
        answer="",
    )
    session.add(report)
    session.flush()
    _announce(session, live, report, now)
    return report


def answer_mistake(
    session: Session, course: str, report_id: int, answer: str, *, by_id: int, now: datetime
) -> None:
    """Answer a report: its reader is told, and what still tells the owners of it is withdrawn.

    Leaves ``mistake.answered``; the same answer again changes nothing. Whether the author owns the course
    was asked at the door. Raises ``NotFound``, ``Invalid``, and ``Closed`` for one with another answer.
    """
    report = session.get(MistakeReport, report_id, with_for_update=True)
    if report is None or report.course != course:
        raise NotFound("There is no such report on this course.")
    if report.answer == answer:
        return
    if report.answered_at is not None:
        raise Closed("Somebody has answered this report already. Their answer stands beside it.")
    _check(answer)
    report.answer, report.answered_by_id, report.answered_at = answer, by_id, now
    session.flush()
    subject, by = f"mistake:{report.id}", Actor.employee(by_id)
    records.append(session, "mistake.answered", subject, by=by, now=now, payload={"course": course})
    outbox.withdraw(session, [subject], because="The report was answered.", now=now)
    outbox.queue(
        session,
        "mistake answered",
        to=report.employee_id,
        about=f"mistake_answer:{report.id}",
        subject="An author answered your report",
        words=answer,
        path=f"/courses/{course}/{report.lesson}/mistake",
        now=now,
    )
    log.info("mistake answered", mistake=report.id)


def _announce(session: Session, live: Course, report: MistakeReport, now: datetime) -> None:
    subject, by = f"mistake:{report.id}", Actor.employee(report.employee_id) if report.is_named else SYSTEM
    payload = {"course": report.course, "lesson": report.lesson, "version_id": report.version_id}
    records.append(session, "mistake.reported", subject, by=by, now=now, payload=payload)
    notices = [
        Notice(
            kind="mistake reported",
            to=person.id,
            about=subject,
            subject=f"A reader found a mistake in {live.title}",
            words=f"It is in the lesson “{live.lesson_by_slug[report.lesson].title}”. Read it and answer.",
            path=f"/studio/{report.course}/voices",
        )
        for person in reads.list_answerable(session, live.owners, today=now.date())
    ]
    outbox.queue_all(session, notices, now=now)
    log.info("mistake reported", mistake=report.id)


def _check(words: str) -> None:
    if not SHORTEST <= len(words) <= LONGEST:
        raise Invalid(f"Write {SHORTEST} to {LONGEST:,} characters, so that it can be understood.")


def _check_pace(session: Session, employee_id: int, now: datetime) -> None:
    if reads.count_reports(session, employee_id, since=now - DAY) >= MOST_A_DAY:
        words = f"You reported {MOST_A_DAY} mistakes within a day. Thank you; please go on tomorrow."
        raise TooMany(words, retry_after=int(DAY.total_seconds()))
