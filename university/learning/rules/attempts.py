"""Attempts at a quiz: when one may start, when it is over, which lessons it sends back to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from university.engines.catalog.model import Question
from university.engines.quiz.mark import Marking


@dataclass(frozen=True, kw_only=True)
class PastAttempt:
    """What the rules need to know of one attempt; an open one has no ``submitted_at``."""

    id: int
    started_at: datetime
    submitted_at: datetime | None = None
    deadline_at: datetime | None = None
    is_passed: bool = False
    missed_lessons: tuple[str, ...] = ()


class StartState(StrEnum):
    """What stands between a person and a new attempt."""

    READY = "ready"
    OPEN_ATTEMPT = "attempt open"
    PASSED = "passed"
    WAIT = "waiting"
    REDO_LESSONS = "lessons to do again"


@dataclass(frozen=True, kw_only=True)
class StartVerdict:
    """Whether a new attempt may start, and why not.

    ``round`` counts the rounds of attempts from 1; while somebody waits it is already the coming one.
    ``attempts_left`` counts a round's attempts not yet started. ``lessons`` are those still to be done
    again, and they may be done while waiting for ``opens_at``.
    """

    state: StartState
    round: int
    attempts_left: int
    opens_at: datetime | None = None
    lessons: tuple[str, ...] = ()
    open_attempt_id: int | None = None

    @property
    def may_start(self) -> bool:
        """Whether a new attempt may start now."""
        return self.state is StartState.READY


def may_start(
    attempts: Sequence[PastAttempt],
    *,
    attempts_allowed: int,
    wait_hours: int,
    course_lessons: Sequence[str],
    lesson_done_at: Mapping[str, datetime],
    now: datetime,
) -> StartVerdict:
    """Decide whether the quiz may be started.

    After ``attempts_allowed`` attempts a new round of as many opens ``wait_hours`` after the last was
    handed in, once each lesson missed in that last attempt has been done again after it (as told by
    ``lesson_done_at``, the latest moment for each lesson). A lesson no longer in the course is not
    asked for. An open attempt is to be gone on with; after a pass there is nothing to start.
    """
    submitted = sorted((one.submitted_at, one.missed_lessons) for one in attempts if one.submitted_at)
    rounds_used, used = divmod(len(submitted), attempts_allowed)
    this_round = rounds_used + 1
    left = attempts_allowed - used
    if running := next((one for one in attempts if one.submitted_at is None), None):
        return StartVerdict(
            state=StartState.OPEN_ATTEMPT,
            round=this_round,
            attempts_left=left - 1,
            open_attempt_id=running.id,
        )
    if any(one.is_passed for one in attempts):
        return StartVerdict(state=StartState.PASSED, round=this_round, attempts_left=0)
    if not submitted or used:
        return StartVerdict(state=StartState.READY, round=this_round, attempts_left=left)
    last_at, missed = submitted[-1]
    opens_at = last_at + timedelta(hours=wait_hours)
    lessons = _not_redone(missed, course_lessons, lesson_done_at, since=last_at)
    if now < opens_at:
        state = StartState.WAIT
    elif lessons:
        state = StartState.REDO_LESSONS
    else:
        state = StartState.READY
    left = attempts_allowed if state is StartState.READY else 0
    return StartVerdict(state=state, round=this_round, attempts_left=left, opens_at=opens_at, lessons=lessons)


def _not_redone(
    missed: Collection[str],
    course_lessons: Sequence[str],
    lesson_done_at: Mapping[str, datetime],
    *,
    since: datetime,
) -> tuple[str, ...]:
    return tuple(
        lesson for lesson in course_lessons if lesson in missed and lesson_done_at.get(lesson, since) <= since
    )


def missed_lessons(
    marking: Marking, questions: Mapping[str, Question], course_lessons: Sequence[str]
) -> tuple[str, ...]:
    """Give the lessons whose questions were not answered rightly, in the order of reading."""
    missed = {questions[id_].lesson for id_ in marking.not_right}
    return tuple(lesson for lesson in course_lessons if lesson in missed)


def is_overdue(attempt: PastAttempt, now: datetime) -> bool:
    """Say whether an attempt has run past its deadline and must be closed with the answers it has."""
    return attempt.submitted_at is None and attempt.deadline_at is not None and now >= attempt.deadline_at
