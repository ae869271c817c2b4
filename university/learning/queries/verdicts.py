"""Whether the quiz may be started, asked of the rules with the facts of one or several courses."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.courses.queries import get_course_of_version
from university.engines.catalog.model import Course
from university.engines.quiz import draw, mark
from university.learning.models import Answer, Attempt
from university.learning.queries.enrollments import Standing
from university.learning.rules import PastAttempt, StartVerdict, may_start, missed_lessons


def get_verdict(session: Session, standing: Standing, course: Course, *, now: datetime) -> StartVerdict:
    """Whether this person may start an attempt in this course now, and why not."""
    return list_verdicts(session, [(standing, course)], now=now)[course.slug]


def list_verdicts(
    session: Session, pairs: Sequence[tuple[Standing, Course]], *, now: datetime
) -> Mapping[str, StartVerdict]:
    """The same for several courses of one person, by course; two statements at most."""
    tried = [one.enrollment_id for one, _ in pairs if one.attempts or one.open_attempt_id]
    attempts = _attempts(session, [enrollment_id for enrollment_id in tried if enrollment_id])
    allowed = {standing.enrollment_id: course.attempts for standing, course in pairs}
    missed = _missed(session, [of_one for of_one in attempts.values() if _ends_a_round(of_one, allowed)])
    return {
        course.slug: may_start(
            [_past(attempt, missed) for attempt in attempts.get(standing.enrollment_id or 0, [])],
            attempts_allowed=course.attempts,
            wait_hours=course.wait_hours,
            course_lessons=[lesson.slug for lesson in course.lessons],
            lesson_done_at=standing.done,
            now=now,
        )
        for standing, course in pairs
    }


def _attempts(session: Session, enrollment_ids: Sequence[int]) -> Mapping[int, list[Attempt]]:
    """The attempts of these enrollments, the last one last."""
    found: defaultdict[int, list[Attempt]] = defaultdict(list)
    if enrollment_ids:
        query = select(Attempt).where(Attempt.enrollment_id.in_(enrollment_ids)).order_by(Attempt.number)
        for attempt in session.scalars(query):
            found[attempt.enrollment_id].append(attempt)
    return found


def _ends_a_round(attempts: Sequence[Attempt], allowed: Mapping[int | None, int]) -> bool:
    """Whether the last attempt used up its round: only then missed lessons are asked for."""
    last = attempts[-1]
    return last.submitted_at is not None and len(attempts) % allowed[last.enrollment_id] == 0


def _missed(session: Session, rounds: Sequence[Sequence[Attempt]]) -> Mapping[int, tuple[str, ...]]:
    last = [attempts[-1] for attempts in rounds]
    answers: defaultdict[int, dict[str, frozenset[str]]] = defaultdict(dict)
    if last:
        rows = session.scalars(select(Answer).where(Answer.attempt_id.in_([attempt.id for attempt in last])))
        for answer in rows:
            answers[answer.attempt_id][answer.question] = frozenset(answer.options)
    return {attempt.id: _missed_in(session, attempt, answers[attempt.id]) for attempt in last}


def _missed_in(session: Session, attempt: Attempt, answers: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    course = get_course_of_version(session, attempt.version_id)
    marking = mark.mark(course.question_by_id, draw.from_json(attempt.draw), answers)
    return missed_lessons(marking, course.question_by_id, [lesson.slug for lesson in course.lessons])


def _past(attempt: Attempt, missed: Mapping[int, tuple[str, ...]]) -> PastAttempt:
    return PastAttempt(
        id=attempt.id,
        started_at=attempt.started_at,
        submitted_at=attempt.submitted_at,
        deadline_at=attempt.deadline_at,
        is_passed=bool(attempt.is_passed),
        missed_lessons=missed.get(attempt.id, ()),
    )
