"""Read attempts with their answers, and what they mean for the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from university.base.errors import NotFound
from university.courses.queries import get_catalog, get_course_of_version
from university.engines.catalog.model import Course, Display, Lesson
from university.engines.quiz.ask import ask
from university.engines.quiz.asked import AskedQuestion, SavedAnswer
from university.engines.quiz.draw import DrawnQuestion, draw_for, from_json
from university.engines.quiz.explain import explain
from university.engines.quiz.explained import ExplainedQuestion
from university.engines.quiz.mark import Marking
from university.engines.quiz.own import OwnQuestion, tell_own
from university.learning import rules
from university.learning.models import Attempt
from university.learning.queries.allowances import get_allowance
from university.learning.queries.prerequisites import list_missing
from university.learning.queries.standings import Standing, get_standing
from university.learning.queries.verdicts import find_missed, judge, mark_answers, past_attempt
from university.learning.queries.voids import list_voided
from university.learning.rules import Allowed, PastAttempt, StartVerdict


@dataclass(frozen=True, kw_only=True)
class QuizState:
    """A person and the quiz of one course: the rules in force, every attempt, and what may be done now.

    ``missing`` are the courses to be completed before this one may be begun.
    """

    course: Course
    standing: Standing
    attempts: Sequence[Attempt]
    verdict: StartVerdict
    allowed: Allowed
    voided: frozenset[str]
    missing: Sequence[Course] = ()

    @property
    def bank_count(self) -> int:
        """How many questions there are to be drawn from."""
        return len(self.course.question_by_id.keys() - self.voided)

    @property
    def drawn_count(self) -> int:
        """How many questions one attempt asks; fewer than usual where too many of the bank were voided."""
        return len(draw_for(self.course, "count", without=self.voided))

    @property
    def minutes(self) -> int | None:
        """How long an attempt of this person may take; None without a limit."""
        usual = self.course.quiz_minutes
        return None if usual is None else usual + self.allowed.extra_minutes

    @property
    def more(self) -> str:
        """What this person has beyond the rules, in words; minutes only where there is a limit."""
        minutes = self.allowed.extra_minutes if self.minutes else 0
        return replace(self.allowed, extra_minutes=minutes).words

    @property
    def best_score(self) -> int | None:
        """The score that counts."""
        return max((one.score for one in self.attempts if one.score is not None), default=None)

    @property
    def lessons_again(self) -> Sequence[Lesson]:
        """The lessons to read once more before another attempt."""
        return [self.course.lesson_by_slug[slug] for slug in self.verdict.lessons]

    @property
    def open_lessons(self) -> Sequence[Lesson]:
        """The lessons still to be marked done."""
        return [lesson for lesson in self.course.lessons if lesson.slug not in self.standing.done]


@dataclass(frozen=True, kw_only=True)
class Explained:
    """What a result shows: all of its ``questions``, or of each only one's ``own`` answer, or none."""

    shown: rules.Shown
    questions: tuple[ExplainedQuestion, ...] = ()
    own: tuple[OwnQuestion, ...] = ()


def get_own_attempt(session: Session, attempt_id: int, employee_id: int, *, lock: bool = False) -> Attempt:
    """One's own attempt with its enrollment and answers, in two statements; raises ``NotFound``.

    ``lock`` holds the row until the transaction ends and reads it afresh.
    """
    query = (
        select(Attempt)
        .join(Attempt.enrollment)
        .options(contains_eager(Attempt.enrollment), selectinload(Attempt.answers))
        .where(Attempt.id == attempt_id, Attempt.employee_id == employee_id)
    )
    if lock:
        query = query.with_for_update(of=Attempt).execution_options(populate_existing=True)
    attempt = session.scalars(query).one_or_none()
    if attempt is None:
        raise NotFound("There is no such attempt among yours.")
    return attempt


def list_attempts(session: Session, enrollment_id: int) -> Sequence[Attempt]:
    """The attempts of an enrollment with their answers, first one first, in two statements."""
    query = (
        select(Attempt)
        .options(selectinload(Attempt.answers))
        .where(Attempt.enrollment_id == enrollment_id)
        .order_by(Attempt.number)
    )
    return session.scalars(query).all()


def list_overdue(session: Session, *, now: datetime) -> Sequence[Attempt]:
    """The open attempts whose deadline has passed, the oldest first."""
    query = (
        select(Attempt)
        .where(Attempt.submitted_at.is_(None), Attempt.deadline_at <= now)
        .order_by(Attempt.deadline_at, Attempt.id)
    )
    return session.scalars(query).all()


def get_quiz(session: Session, employee_id: int, course: str, *, now: datetime) -> QuizState:
    """What one person may do now with the quiz of a course; raises ``NotFound`` if there is none."""
    standing = get_standing(session, employee_id, course)
    if standing.version_id is None:
        pinned = get_catalog(session).course(course)
    else:
        pinned = get_course_of_version(session, standing.version_id)
    if not pinned.quiz:
        raise NotFound("This course has no quiz.")
    return _judge(session, employee_id, standing, pinned, now=now)


def _judge(
    session: Session, employee_id: int, standing: Standing, course: Course, *, now: datetime
) -> QuizState:
    attempts = list_attempts(session, standing.enrollment_id) if standing.enrollment_id else ()
    allowed = get_allowance(session, employee_id, course.slug)
    verdict = judge(standing, course, [_past(session, one) for one in attempts], allowed, now=now)
    return QuizState(
        course=course,
        standing=standing,
        attempts=attempts,
        verdict=verdict,
        allowed=allowed,
        missing=() if standing.enrollment_id else list_missing(session, employee_id, course),
        voided=list_voided(session, course.slug),
    )


def _past(session: Session, attempt: Attempt) -> PastAttempt:
    has_missed = attempt.submitted_at is not None and not attempt.is_passed
    return past_attempt(attempt, get_missed_lessons(session, attempt) if has_missed else ())


def is_overdue(session: Session, attempt: Attempt, now: datetime) -> bool:
    """Whether an open attempt has run past its deadline."""
    return rules.is_overdue(_past(session, attempt), now)


def drawn_of(attempt: Attempt) -> tuple[DrawnQuestion, ...]:
    """The frozen draw of an attempt."""
    return from_json(attempt.draw)


def get_marking(session: Session, attempt: Attempt) -> Marking:
    """Mark an attempt from its own row and its own course version: the same however often it is asked."""
    return mark_answers(session, attempt, _given(attempt))


def get_missed_lessons(session: Session, attempt: Attempt) -> tuple[str, ...]:
    """The lessons whose questions were not answered rightly."""
    return find_missed(session, attempt, _given(attempt))


def get_asked(session: Session, attempt: Attempt) -> tuple[AskedQuestion, ...]:
    """The questions of a running attempt with what was saved; nothing in it tells right from wrong."""
    course = get_course_of_version(session, attempt.version_id)
    saved = {
        one.question: SavedAnswer(given=tuple(one.given), is_flagged=one.is_flagged, saved_at=one.saved_at)
        for one in attempt.answers
    }
    return ask(course.question_by_id, drawn_of(attempt), saved)


def get_explained(session: Session, attempt: Attempt, standing: Standing) -> Explained:
    """What the person may see of an attempt that was handed in, and nothing more; else ``NotFound``.

    ``standing`` is where that person stands in its course now: whoever may need another attempt is told
    nothing that would help with it, unless the display that was copied into the attempt is ``open``.
    """
    if attempt.submitted_at is None:
        raise NotFound("This attempt has no result yet: it was not handed in.")
    shown = rules.shown(Display(attempt.display), has_passed=standing.has_passed)
    questions = get_course_of_version(session, attempt.version_id).question_by_id
    told = drawn_of(attempt), _given(attempt), attempt.voided
    return Explained(
        shown=shown,
        questions=explain(questions, *told) if shown is rules.Shown.EVERYTHING else (),
        own=tell_own(questions, *told) if shown is rules.Shown.OWN else (),
    )


def _given(attempt: Attempt) -> dict[str, Sequence[str]]:
    return {one.question: one.given for one in attempt.answers}
