"""Read what learners told the authors of one course: mistakes they found, and what they think of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from university.courses.models import ContentVersion
from university.engines.catalog.model import Course
from university.learning import rules
from university.learning.models import CourseRating, MistakeReport
from university.people.models import Employee

MOST = 200


@dataclass(frozen=True, kw_only=True)
class Report:
    """A mistake that somebody reported; ``name`` is theirs only if they wanted it told."""

    id: int
    lesson: str
    lesson_title: str
    is_live: bool
    version: int
    words: str
    name: str | None
    reported_at: datetime
    answer: str
    answered_by: str | None
    answered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Comment:
    """What somebody wrote of the course, without its stars; ``name`` only if they wanted it told."""

    words: str
    name: str | None
    version: int


@dataclass(frozen=True, kw_only=True)
class Voices:
    """What there is to read and to answer; comments come in an order that tells nothing."""

    open: Sequence[Report]
    answered: Sequence[Report]
    average: rules.Average
    comments: Sequence[Comment]


def get_voices(session: Session, slug: str, live: Course | None) -> Voices:
    """The open reports, the first first, the latest 200 answered ones, and the ratings; in two statements."""
    reports = [_report(row, live) for row in _reports(session, slug)]
    rated = _ratings(session, slug)
    by_id = {row.id: row for row in rated}
    return Voices(
        open=[one for one in reversed(reports) if one.answered_at is None],
        answered=[one for one in reports if one.answered_at is not None][:MOST],
        average=rules.average([row.stars for row in rated]),
        comments=[
            Comment(words=by_id[id_].comment, name=by_id[id_].name, version=by_id[id_].version)
            for id_ in rules.scattered(by_id, slug)
            if by_id[id_].comment
        ],
    )


def _reports(session: Session, slug: str) -> Sequence[Any]:
    """The names of those who want none told are not even read."""
    reader, author = aliased(Employee), aliased(Employee)
    return session.execute(
        select(
            MistakeReport.id,
            MistakeReport.lesson,
            MistakeReport.words,
            MistakeReport.reported_at,
            MistakeReport.answer,
            MistakeReport.answered_at,
            ContentVersion.number.label("version"),
            reader.name.label("name"),
            author.name.label("answered_by"),
        )
        .join(ContentVersion, ContentVersion.id == MistakeReport.version_id)
        .outerjoin(reader, and_(reader.id == MistakeReport.employee_id, MistakeReport.is_named.is_(True)))
        .outerjoin(author, author.id == MistakeReport.answered_by_id)
        .where(MistakeReport.course == slug)
        .order_by(MistakeReport.id.desc())
    ).all()


def _report(row: Any, live: Course | None) -> Report:  # noqa: ANN401 -- a row of the statement above
    lesson = live.lesson_by_slug.get(row.lesson) if live else None
    values = row._mapping
    return Report(**values, lesson_title=lesson.title if lesson else row.lesson, is_live=lesson is not None)


def _ratings(session: Session, slug: str) -> Sequence[Any]:
    return session.execute(
        select(
            CourseRating.id,
            CourseRating.stars,
            CourseRating.comment,
            ContentVersion.number.label("version"),
            Employee.name.label("name"),
        )
        .join(ContentVersion, ContentVersion.id == CourseRating.version_id)
        .outerjoin(Employee, and_(Employee.id == CourseRating.employee_id, CourseRating.is_named.is_(True)))
        .where(CourseRating.course == slug)
    ).all()
