"""Read how the questions of one course version worked: figures of first attempts, without names."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.courses.models import ContentKind
from university.courses.queries import Version, get_catalog, get_course_of_version, list_versions
from university.engines.catalog.model import Course
from university.engines.quiz.draw import DrawnQuestion, from_json
from university.engines.quiz.mark import mark
from university.engines.quiz.statistics import QuestionStatistics, Sitting, statistics_of
from university.learning.models import Answer, Attempt, VoidedQuestion
from university.learning.queries.voids import map_voids

MOST = 5_000


@dataclass(frozen=True, kw_only=True)
class CourseStatistics:
    """The questions of one version, those ``voided`` since, and the versions that there are attempts at."""

    course: Course
    version: Version
    versions: Sequence[Version]
    attempts: int
    questions: Sequence[QuestionStatistics]
    voided: Mapping[str, VoidedQuestion]


class _Answered(NamedTuple):
    question: str
    given: Sequence[str]
    saved_at: datetime


def get_statistics(session: Session, course: str, version_id: int | None = None) -> CourseStatistics:
    """How each question of a version worked; the newest that has attempts if none is named. Raises ``NotFound``.

    The latest 5,000 first attempts that were handed in: a later attempt also measures what was
    remembered of the one before. Constant in statements.
    """
    live = get_catalog(session).version_of_course(course)
    tried = _versions_tried(session)
    versions = [
        one for one in list_versions(session, ContentKind.COURSE, course) if one.id in tried | {live.id}
    ]
    latest = next((one for one in versions if one.id in tried), live)
    version = next((one for one in versions if one.id == version_id), latest)
    of_then = get_course_of_version(session, version.id)
    sittings = _sittings(session, of_then, version.id)
    return CourseStatistics(
        course=of_then,
        version=version,
        versions=versions,
        attempts=len(sittings),
        questions=statistics_of(of_then.quiz, sittings),
        voided=map_voids(session, course, of_then.question_by_id.keys()),
    )


def _versions_tried(session: Session) -> set[int]:
    return set(
        session.scalars(select(Attempt.version_id).where(Attempt.submitted_at.is_not(None)).distinct())
    )


def _sittings(session: Session, course: Course, version_id: int) -> list[Sitting]:
    attempts = session.execute(
        select(Attempt.id, Attempt.draw, Attempt.started_at)
        .where(Attempt.version_id == version_id, Attempt.number == 1, Attempt.submitted_at.is_not(None))
        .order_by(Attempt.id.desc())
        .limit(MOST)
    ).all()
    answers = _answers(session, version_id)
    return [
        _sitting(course, from_json(row.draw), row.started_at, answers.get(row.id, ())) for row in attempts
    ]


def _answers(session: Session, version_id: int) -> Mapping[int, list[_Answered]]:
    rows = session.execute(
        select(Answer.attempt_id, Answer.question, Answer.given, Answer.saved_at)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .where(Attempt.version_id == version_id, Attempt.number == 1, Attempt.submitted_at.is_not(None))
        .order_by(Answer.attempt_id, Answer.saved_at)
    )
    by_attempt: defaultdict[int, list[_Answered]] = defaultdict(list)
    for row in rows:
        by_attempt[row.attempt_id].append(_Answered(row.question, row.given, row.saved_at))
    return by_attempt


def _sitting(
    course: Course, drawn: Sequence[DrawnQuestion], started_at: datetime, answers: Sequence[_Answered]
) -> Sitting:
    given = {one.question: one.given for one in answers}
    moments = [started_at, *(one.saved_at for one in answers)]
    took = [(after - before).total_seconds() for before, after in pairwise(moments)]
    at_once = Counter(moments)  # answers that were sent together do not tell how long each took
    return Sitting(
        marks=mark(course.question_by_id, drawn, given).marks,
        given=given,
        seconds={
            one.question: seconds
            for one, seconds in zip(answers, took, strict=True)
            if at_once[one.saved_at] == 1
        },
    )
