"""Read what a draw was made from, and make it again from that."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.courses.queries import get_course_of_version, get_version
from university.engines.quiz import draw
from university.engines.quiz.draw import DrawnQuestion
from university.engines.quiz.replay import Replay, replay
from university.learning.models import Attempt, DrawKey, Enrollment
from university.learning.queries.voids import list_voided
from university.people.models import Employee


@dataclass(frozen=True, kw_only=True)
class ReplayedAttempt:
    """An attempt drawn once more, with what an auditor has to know of it; ``replay`` is None without a key."""

    id: int
    number: int
    employee_number: str
    name: str
    course: str
    title: str
    version: int
    digest: str
    started_at: datetime
    key_id: int | None
    key_made_at: datetime | None
    replay: Replay | None

    @property
    def is_same(self) -> bool:
        """Whether the draw is proved to be what the key gives."""
        return self.replay is not None and self.replay.is_same

    @property
    def words(self) -> str:
        """The finding in one sentence."""
        if self.replay is None:
            return "This attempt is from before draws had a key, so its draw cannot be replayed."
        return self.replay.words

    @property
    def pairs(self) -> Sequence[tuple[DrawnQuestion | None, DrawnQuestion | None]]:
        """What was asked beside what is drawn again, place by place."""
        return list(zip_longest(self.replay.kept, self.replay.again)) if self.replay else []


def find_draw_key(session: Session) -> DrawKey | None:
    """The key that draws come from now; None before the first attempt ever."""
    return session.scalars(select(DrawKey).order_by(DrawKey.id.desc()).limit(1)).one_or_none()


def get_draw_key(session: Session, key_id: int) -> DrawKey:
    """One key of this university."""
    return session.get_one(DrawKey, key_id)


def count_seen(
    session: Session, employee_id: int, course: str, *, before: int | None = None
) -> Mapping[str, int]:
    """How often each question was put to a person in a course, over all enrollments.

    ``before`` counts only what was asked before the attempt of that id.
    """
    drawn = (
        select(Attempt.draw)
        .join(Enrollment, Enrollment.id == Attempt.enrollment_id)
        .where(Attempt.employee_id == employee_id, Enrollment.course == course)
    )
    if before is not None:
        drawn = drawn.where(Attempt.id < before)
    return Counter(one.id for row in session.scalars(drawn) for one in draw.from_json(row))


def get_replay(session: Session, attempt_id: int) -> ReplayedAttempt:
    """Draw any attempt once more from its key; raises ``NotFound``."""
    found = session.execute(
        select(Attempt, Enrollment, Employee)
        .join(Enrollment, Enrollment.id == Attempt.enrollment_id)
        .join(Employee, Employee.id == Attempt.employee_id)
        .where(Attempt.id == attempt_id)
    ).one_or_none()
    if found is None:
        raise NotFound("There is no attempt of that number.")
    attempt, enrollment, employee = found
    version = get_version(session, attempt.version_id)
    key = get_draw_key(session, attempt.draw_key_id) if attempt.draw_key_id else None
    return ReplayedAttempt(
        id=attempt.id,
        number=attempt.number,
        employee_number=employee.employee_number,
        name=employee.name,
        course=enrollment.course,
        title=get_course_of_version(session, attempt.version_id).title,
        version=version.number,
        digest=version.digest,
        started_at=attempt.started_at,
        key_id=key.id if key else None,
        key_made_at=key.made_at if key else None,
        replay=_replay(session, attempt, enrollment.course, key, version.digest) if key else None,
    )


def _replay(session: Session, attempt: Attempt, course: str, key: DrawKey, digest: str) -> Replay:
    # What was voided since was asked in this attempt, so it was not yet voided when the draw was made.
    until = attempt.started_at + timedelta(microseconds=1)
    voided = list_voided(session, course, before=until) - set(attempt.voided)
    return replay(
        get_course_of_version(session, attempt.version_id),
        seed=attempt.seed,
        kept=draw.from_json(attempt.draw),
        seed_again=draw.keyed_seed(key.key, attempt.enrollment_id, attempt.number, digest),
        seen=count_seen(session, attempt.employee_id, course, before=attempt.id),
        without=voided,
    )
