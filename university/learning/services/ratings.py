"""Tell the authors of a course what somebody who completed it thinks of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from university.base.errors import Invalid, NotEarned
from university.courses.queries import get_catalog
from university.learning import rules
from university.learning.models import CourseRating
from university.learning.queries import voices as reads
from university.learning.services import locks
from university.outbox import services as outbox
from university.outbox.services import Notice
from university.people.models import Employee

LONGEST_COMMENT = 1000


@dataclass(frozen=True, kw_only=True)
class Said:
    """One to five stars, a comment or none, and whether its author may know who said it."""

    stars: int
    comment: str
    is_named: bool


def rate(session: Session, employee_id: int, course: str, said: Said, *, now: datetime) -> None:
    """Keep what somebody thinks of a course they completed; saying it again changes it.

    Leaves no fact: what somebody thinks is no record of theirs. The owners are told at most once a day,
    so that the moment tells nobody who it was. Raises ``NotFound``, ``Invalid``, and ``NotEarned`` before
    the course is completed.
    """
    live = get_catalog(session).course(course)
    if said.stars not in rules.STARS or len(said.comment) > LONGEST_COMMENT:
        raise Invalid(f"Give one to five stars; a comment holds at most {LONGEST_COMMENT:,} characters.")
    locks.hold_person(session, employee_id)
    version_id = reads.find_version_completed(session, employee_id, course)
    if version_id is None:
        raise NotEarned("Complete the course first; then you can tell its authors what you think of it.")
    rating = reads.find_rating(session, employee_id, course)
    if rating and _has(rating, said):
        return
    rating = rating or CourseRating(employee_id=employee_id, course=course)
    rating.stars, rating.comment, rating.is_named = said.stars, said.comment, said.is_named
    rating.version_id, rating.rated_at = version_id, now
    session.add(rating)
    session.flush()
    people = reads.list_answerable(session, live.owners, today=now.date())
    _announce(session, course, live.title, people, now)


def _has(rating: CourseRating, said: Said) -> bool:
    return Said(stars=rating.stars, comment=rating.comment, is_named=rating.is_named) == said


def _announce(session: Session, course: str, title: str, people: Sequence[Employee], now: datetime) -> None:
    notices = [
        Notice(
            kind="course rated",
            to=person.id,
            about=f"ratings:{course}:{now.date()}",
            subject=f"{title} was rated",
            words="Somebody who completed the course says what they think of it.",
            path=f"/studio/{course}/voices",
        )
        for person in people
    ]
    outbox.queue_all(session, notices, now=now)
