"""Offer practice to remember a completed course by: made at its completion, told when it opens, done once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.courses.queries import get_catalog
from university.engines.catalog.model import Course
from university.learning import rules
from university.learning.models import Completion, CompletionMethod, MemoryPractice
from university.learning.queries import memory as reads
from university.outbox import services as outbox
from university.outbox.services import Notice
from university.people.queries import get_employee, list_present
from university.records.rules import News

AT_ONCE = 500
SINCE = {7: "a week", 30: "a month"}


def offer_practice_later(session: Session, news: News) -> None:
    """Answer ``course.completed``: three questions after a week, and three after a month.

    What an earlier completion of the course left undone is withdrawn. Nothing comes of a completion that
    was imported, or of a course without practice.
    """
    completion = session.get_one(Completion, int(news.subject.partition(":")[2]))
    live = get_catalog(session).courses.get(completion.course)
    if completion.method is CompletionMethod.IMPORTED or not _has_practice(live):
        return
    earlier = reads.list_undone_of(session, completion.employee_id, completion.course)
    _withdraw(session, earlier, "The course was completed again.", news.now)
    zone = get_employee(session, completion.employee_id).zone
    session.add_all(
        MemoryPractice(
            completion_id=completion.id,
            employee_id=completion.employee_id,
            course=completion.course,
            days=days,
            opens_at=rules.opens_at(completion.completed_at, days, zone),
        )
        for days in rules.DAYS
    )
    session.flush()


def offer_practice(session: Session, *, now: datetime) -> int:
    """Tell up to 500 people of practice that has opened, each once; give how many rows were looked at.

    An older invitation to the same course gives way. What was for somebody who has left, or for a course
    that is no longer live or has no practice any more, is withdrawn; so is what opened a month ago, while
    nobody was there to tell it.
    """
    rows = reads.list_waiting(session, now=now, limit=AT_ONCE)
    latest = {row.completion_id: row for row in rows}
    here = list_present(session, {row.employee_id for row in rows}, today=now.date())
    courses = get_catalog(session).courses
    offered = [
        row
        for row in latest.values()
        if row.employee_id in here
        and _has_practice(courses.get(row.course))
        and now - row.opens_at < rules.STAYS_OPEN
    ]
    rest = [row for row in reads.list_undone(session, list(latest), now=now) if row not in offered]
    _withdraw(session, rest, "Newer practice has opened, or there is none any more.", now)
    for row in offered:
        row.offered_at = now
    outbox.queue_all(session, [_notice(row, courses[row.course]) for row in offered], now=now)
    return len(rows)


def finish_practice(session: Session, employee_id: int, course: str, *, now: datetime) -> None:
    """Note that the practice that is open was done, and nothing else; again changes nothing.

    An older one that nobody took back yet is done with it. Raises ``NotFound`` where none is open.
    """
    rows = reads.list_opened(session, employee_id, course, now=now)
    if not rows:
        raise NotFound("There is no practice for you in this course just now.")
    undone = [row for row in rows if row.done_at is None]
    for row in undone:
        row.done_at = now
    session.flush()
    outbox.withdraw(session, [_about(row) for row in undone], because="The practice was done.", now=now)


def _withdraw(session: Session, rows: Sequence[MemoryPractice], because: str, now: datetime) -> None:
    outbox.withdraw(session, [_about(row) for row in rows], because=because, now=now)
    for row in rows:
        session.delete(row)
    session.flush()


def _about(row: MemoryPractice) -> str:
    # The database may give the id of a row that was withdrawn to another; a completion stays for ever.
    return f"practice:{row.completion_id}:{row.days}"


def _has_practice(course: Course | None) -> bool:
    return course is not None and rules.has_practice(course)


def _notice(row: MemoryPractice, course: Course) -> Notice:
    return Notice(
        kind="practice",
        to=row.employee_id,
        about=_about(row),
        subject=f"Do you still know it? {course.title}",
        words=f"It is {SINCE[row.days]} since you completed it. A few questions, a few minutes; nothing counts.",
        path=f"/courses/{row.course}/practice/",
    )
