"""Read what voiding a question touches: who was asked it, and what would become of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Text, cast, func, select
from sqlalchemy.orm import Session, contains_eager

from university.base.errors import NotFound
from university.courses.queries import get_course_of_version, list_asked
from university.engines.catalog.model import Question
from university.engines.quiz.draw import from_json
from university.engines.quiz.mark import mark
from university.learning.models import Answer, Attempt, Completion, Enrollment
from university.learning.queries.enrollments import list_lessons_done, list_with_pass
from university.learning.rules import Rescored, is_complete, rescored
from university.storage.parts import AT_ONCE, in_parts


@dataclass(frozen=True, kw_only=True)
class Gain:
    """Who completes the course by it, without a score before; or whose completion's score rises."""

    employee_id: int
    score_before: int | None
    score: int


@dataclass(frozen=True, kw_only=True)
class VoidPlan:
    """What will happen, counted: attempts that asked the question, scores that rise, people who pass."""

    attempts: int
    versions: int
    still_open: int
    rising: int
    passing: int
    gains: Sequence[Gain]

    @property
    def completing(self) -> int:
        """How many people complete the course by it."""
        return sum(one.score_before is None for one in self.gains)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An attempt that drew the question, with its enrollment, and what was given in it."""

    attempt: Attempt
    given: Mapping[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class _Best:
    """The best pass of an enrollment once the question is voided."""

    enrollment: Enrollment
    score: int


def get_asked_question(session: Session, course: str, question: str) -> Question:
    """A counted question as its newest version asks it; raises ``NotFound`` if none ever did."""
    found = [one for one in list_asked(session, course) if one.id == question]
    if not found:
        raise NotFound("This course never asked a counted question of that name.")
    return found[-1]


def plan_void(session: Session, course: str, question: str) -> VoidPlan:
    """Count what voiding a question will do; nothing is written."""
    versions: set[int] = set()
    attempts = still_open = rising = 0
    best: dict[int, _Best] = {}
    newly: set[int] = set()
    for some in walk_asked(session, course, question):
        for asked in some:
            attempt = asked.attempt
            attempts += 1
            versions.add(attempt.version_id)
            after = rescore(session, asked, question)
            still_open += after is None
            if after and after.rises:
                rising += 1
                newly |= {attempt.enrollment_id} if after.passes_by_it else set()
                _keep_best(best, attempt, after)
    passed = list_passed(session, newly)
    return VoidPlan(
        attempts=attempts,
        versions=len(versions),
        still_open=still_open,
        rising=rising,
        passing=len({best[id_].enrollment.employee_id for id_ in newly - passed}),
        gains=[*_completing(session, best), *_raised(session, best)],
    )


def _keep_best(best: dict[int, _Best], attempt: Attempt, after: Rescored) -> None:
    kept = best.get(attempt.enrollment_id)
    if after.is_passed and (kept is None or kept.score < after.score):
        best[attempt.enrollment_id] = _Best(enrollment=attempt.enrollment, score=after.score)


def walk_asked(
    session: Session, course: str, question: str, *, lock: bool = False
) -> Iterator[Sequence[Asked]]:
    """Every attempt of a course that drew a question, some hundred at a time.

    ``lock`` holds them until the transaction ends and reads them afresh.
    """
    last, is_more = 0, True
    while is_more:
        some = session.scalars(_asked_after(last, course, question, lock=lock)).all()
        is_more = len(some) == AT_ONCE
        last = some[-1].id if some else last
        drew = [one for one in some if any(drawn["id"] == question for drawn in one.draw)]
        given = _given(session, [one.id for one in drew])
        yield [Asked(attempt=one, given=given.get(one.id, {})) for one in drew]


def rescore(session: Session, asked: Asked, question: str) -> Rescored | None:
    """The score of an attempt with one more question voided; None while it is open."""
    attempt = asked.attempt
    if attempt.submitted_at is None:
        return None
    course = get_course_of_version(session, attempt.version_id)
    voided = {*attempt.voided, question}
    marking = mark(course.question_by_id, from_json(attempt.draw), asked.given, voided)
    return rescored(attempt.score or 0, marking, attempt.pass_mark, was_passed=bool(attempt.is_passed))


def asked_of(question: str) -> ColumnElement[bool]:
    """That an attempt may have drawn a question, by the text of its draw."""
    return cast(Attempt.draw, Text).contains(f'"{question}"', autoescape=True)


def list_behind(session: Session, enrollment_ids: Sequence[int]) -> Sequence[tuple[Completion, int]]:
    """The completions whose score is below the best pass of their enrollment, each with that score."""
    found: list[tuple[Completion, int]] = []
    for some in in_parts(enrollment_ids):
        best = (
            select(Attempt.enrollment_id, func.max(Attempt.score).label("score"))
            .where(Attempt.enrollment_id.in_(some))
            .where(Attempt.is_passed.is_(True))
            .group_by(Attempt.enrollment_id)
            .subquery()
        )
        rows = session.execute(
            select(Completion, best.c.score)
            .join(best, best.c.enrollment_id == Completion.enrollment_id)
            .where(Completion.score < best.c.score)
            .order_by(Completion.id)
        )
        found.extend((row.Completion, row.score) for row in rows)
    return found


def _given(session: Session, attempt_ids: Sequence[int]) -> Mapping[int, Mapping[str, Sequence[str]]]:
    # Plain rows, since a course may have a hundred thousand answers.
    rows = session.execute(
        select(Answer.attempt_id, Answer.question, Answer.given).where(Answer.attempt_id.in_(attempt_ids))
    )
    given: defaultdict[int, dict[str, Sequence[str]]] = defaultdict(dict)
    for attempt_id, question, options in rows:
        given[attempt_id][question] = options
    return given


def list_passed(session: Session, enrollments: Collection[int]) -> frozenset[int]:
    """Those of these enrollments, however many, whose quiz is passed."""
    parts = in_parts(list(enrollments))
    return frozenset[int]().union(*(list_with_pass(session, some) for some in parts))


def map_best(session: Session, enrollments: Sequence[int]) -> Mapping[int, int]:
    """The highest score of each of these enrollments."""
    best: dict[int, int] = {}
    for some in in_parts(enrollments):
        rows = session.execute(
            select(Attempt.enrollment_id, func.max(Attempt.score).label("score"))
            .where(Attempt.enrollment_id.in_(some))
            .group_by(Attempt.enrollment_id)
        )
        best |= {row.enrollment_id: row.score for row in rows}
    return best


def _asked_after(last: int, course: str, question: str, *, lock: bool) -> Select[Attempt]:
    query = (
        select(Attempt)
        .join(Attempt.enrollment)
        .options(contains_eager(Attempt.enrollment))
        .where(Enrollment.course == course, asked_of(question), Attempt.id > last)
        .order_by(Attempt.id)
        .limit(AT_ONCE)
    )
    if lock:
        query = query.with_for_update(of=Attempt).execution_options(populate_existing=True)
    return query


def _completing(session: Session, best: Mapping[int, _Best]) -> Iterator[Gain]:
    """Who has done every lesson and completes the course with that pass."""
    still = [one for one in best.values() if one.enrollment.completed_at is None]
    done = _lessons(session, [one.enrollment.id for one in still])
    for one in still:
        course = get_course_of_version(session, one.enrollment.version_id)
        lessons = [lesson.slug for lesson in course.lessons]
        if is_complete(lessons, done.get(one.enrollment.id, ()), has_passed=True):
            yield Gain(employee_id=one.enrollment.employee_id, score_before=None, score=one.score)


def _raised(session: Session, best: Mapping[int, _Best]) -> Iterator[Gain]:
    """Whose completion follows a better pass."""
    for some in in_parts(list(best)):
        theirs = Completion.enrollment_id.in_(some)
        for completion in session.scalars(select(Completion).where(theirs).order_by(Completion.id)):
            score = best[completion.enrollment_id].score
            if completion.score is not None and completion.score < score:
                yield Gain(employee_id=completion.employee_id, score_before=completion.score, score=score)


def _lessons(session: Session, enrollment_ids: Sequence[int]) -> Mapping[int, set[str]]:
    done: dict[int, set[str]] = {}
    for some in in_parts(enrollment_ids):
        for row in list_lessons_done(session, some):
            done.setdefault(row.enrollment_id, set()).add(row.lesson)
    return done
