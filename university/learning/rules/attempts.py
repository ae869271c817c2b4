"""Attempts at a quiz: when one may start, when it is over, which lessons it sends back to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

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
    ``attempts_left`` counts a round's attempts not yet started, ``used`` those of the round that somebody
    waits after. ``lessons`` are those still to be done again, and they may be done while waiting for
    ``opens_at``. ``closes_at`` is when an open attempt runs out of time.
    """

    state: StartState
    round: int
    attempts_left: int
    used: int = 0
    opens_at: datetime | None = None
    lessons: tuple[str, ...] = ()
    open_attempt_id: int | None = None
    closes_at: datetime | None = None

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
    extra_attempts: int = 0,
    now: datetime,
) -> StartVerdict:
    """Decide whether the quiz may be started.

    After ``attempts_allowed`` attempts, and in the first round the ``extra_attempts`` of one person, a new
    round opens ``wait_hours`` after the last was handed in, once each lesson missed in that last attempt
    has been done again after it (as told by ``lesson_done_at``, the latest moment for each lesson). A
    lesson no longer in the course is not asked for. An open attempt is to be gone on with; after a pass
    there is nothing to start.
    """
    # By number, not by time: somebody may have set the clock back in between.
    in_order = sorted(attempts, key=lambda one: one.id)
    submitted = [(one.submitted_at, one.missed_lessons) for one in in_order if one.submitted_at]
    this_round, used, size = place_in_rounds(len(submitted), attempts_allowed, extra_attempts)
    left = size - used
    if running := next((one for one in attempts if one.submitted_at is None), None):
        return StartVerdict(
            state=StartState.OPEN_ATTEMPT,
            round=this_round,
            attempts_left=left - 1,
            open_attempt_id=running.id,
            closes_at=running.deadline_at,
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
    return StartVerdict(
        state=state,
        round=this_round,
        attempts_left=size if state is StartState.READY else 0,
        used=place_in_rounds(len(submitted) - 1, attempts_allowed, extra_attempts).size,
        opens_at=opens_at,
        lessons=lessons,
    )


class Place(NamedTuple):
    """Where somebody is in the rounds of attempts: the round from 1, what of it is used, its size."""

    round: int
    used: int
    size: int


def place_in_rounds(handed_in: int, attempts_allowed: int, extra_attempts: int = 0) -> Place:
    """Say in which round of attempts somebody is who has handed in so many; extra ones widen the first."""
    first = attempts_allowed + extra_attempts
    if handed_in < first:
        return Place(1, handed_in, first)
    rounds, used = divmod(handed_in - first, attempts_allowed)
    return Place(rounds + 2, used, attempts_allowed)


def deadline(started_at: datetime, minutes: int | None, extra_minutes: int = 0) -> datetime | None:
    """Say when an attempt ends by itself; never, where its quiz has no limit."""
    return None if minutes is None else started_at + timedelta(minutes=minutes + extra_minutes)


def handed_in_at(started_at: datetime, deadline_at: datetime | None, now: datetime) -> datetime:
    """Say when an attempt counts as handed in: never past its deadline, never before it began."""
    return max(started_at, min(now, deadline_at or now))


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
