"""Whether the quiz may be started, asked of the rules with the facts of one or several courses."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.courses.queries import get_course_of_version
from university.engines.catalog.model import Course
from university.engines.quiz.draw import from_json
from university.engines.quiz.mark import Marking, mark
from university.learning.models import Answer, Attempt
from university.learning.queries.allowances import map_allowances
from university.learning.queries.standings import Standing
from university.learning.rules import (
    Allowed,
    PastAttempt,
    StartVerdict,
    may_start,
    missed_lessons,
    place_in_rounds,
)

NONE = Allowed()


def get_verdict(session: Session, standing: Standing, course: Course, *, now: datetime) -> StartVerdict:
    """Whether this person may start an attempt in this course now, and why not."""
    return list_verdicts(session, [(standing, course)], now=now)[course.slug]


def list_verdicts(
    session: Session, pairs: Sequence[tuple[Standing, Course]], *, now: datetime
) -> Mapping[str, StartVerdict]:
    """The same for several courses of one person, by course; three statements at most."""
    tried = [one.enrollment_id for one, _ in pairs if one.attempts or one.open_attempt_id]
    attempts = _attempts(session, [enrollment_id for enrollment_id in tried if enrollment_id])
    allowed = map_allowances(session, list(attempts))
    usual = {standing.enrollment_id: course.attempts for standing, course in pairs}
    rounds = [
        of_one
        for id_, of_one in attempts.items()
        if _ends_a_round(of_one, usual[id_], allowed.get(id_, NONE))
    ]
    missed = _missed(session, rounds)
    return {
        course.slug: judge(
            standing,
            course,
            [
                past_attempt(attempt, missed.get(attempt.id, ()))
                for attempt in attempts.get(standing.enrollment_id or 0, [])
            ],
            allowed.get(standing.enrollment_id or 0, NONE),
            now=now,
        )
        for standing, course in pairs
    }


def judge(
    standing: Standing, course: Course, attempts: Sequence[PastAttempt], allowed: Allowed, *, now: datetime
) -> StartVerdict:
    """Ask the rules with the facts at hand."""
    return may_start(
        attempts,
        attempts_allowed=course.attempts,
        wait_hours=course.wait_hours,
        course_lessons=[lesson.slug for lesson in course.lessons],
        lesson_done_at=standing.done,
        extra_attempts=allowed.extra_attempts,
        now=now,
    )


def past_attempt(attempt: Attempt, missed: Sequence[str]) -> PastAttempt:
    """What the rules need to know of an attempt that missed the questions of these lessons."""
    return PastAttempt(
        id=attempt.id,
        started_at=attempt.started_at,
        submitted_at=attempt.submitted_at,
        deadline_at=attempt.deadline_at,
        is_passed=bool(attempt.is_passed),
        missed_lessons=tuple(missed),
    )


def mark_answers(session: Session, attempt: Attempt, answers: Mapping[str, Sequence[str]]) -> Marking:
    """Mark these answers by the attempt's own draw and course version: the same however often it is asked."""
    course = get_course_of_version(session, attempt.version_id)
    return mark(course.question_by_id, from_json(attempt.draw), answers, attempt.voided)


def find_missed(session: Session, attempt: Attempt, answers: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The lessons whose questions these answers miss."""
    course = get_course_of_version(session, attempt.version_id)
    lessons = [lesson.slug for lesson in course.lessons]
    return missed_lessons(mark_answers(session, attempt, answers), course.question_by_id, lessons)


def _attempts(session: Session, enrollment_ids: Sequence[int]) -> Mapping[int, list[Attempt]]:
    """The attempts of these enrollments, the last one last."""
    found: defaultdict[int, list[Attempt]] = defaultdict(list)
    if enrollment_ids:
        query = select(Attempt).where(Attempt.enrollment_id.in_(enrollment_ids)).order_by(Attempt.number)
        for attempt in session.scalars(query):
            found[attempt.enrollment_id].append(attempt)
    return found


def _ends_a_round(attempts: Sequence[Attempt], usual: int, allowed: Allowed) -> bool:
    """Whether the last attempt used up its round: only then missed lessons are asked for."""
    place = place_in_rounds(len(attempts), usual, allowed.extra_attempts)
    return attempts[-1].submitted_at is not None and not place.used


def _missed(session: Session, rounds: Sequence[Sequence[Attempt]]) -> Mapping[int, tuple[str, ...]]:
    last = [attempts[-1] for attempts in rounds]
    answers: defaultdict[int, dict[str, Sequence[str]]] = defaultdict(dict)
    if last:
        rows = session.scalars(select(Answer).where(Answer.attempt_id.in_([attempt.id for attempt in last])))
        for answer in rows:
            answers[answer.attempt_id][answer.question] = answer.given
    return {attempt.id: find_missed(session, attempt, answers[attempt.id]) for attempt in last}
