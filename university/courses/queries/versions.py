"""Read single versions: what is known of each, what it holds, and how two of them differ."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session, undefer

from university.base.errors import NotFound
from university.courses.models import ContentKind, ContentVersion
from university.engines.catalog.change import judge
from university.engines.catalog.difference import Difference, compare
from university.engines.catalog.model import Course, Finding, Item, Question
from university.engines.catalog.pack import (
    unpack_certification,
    unpack_course,
    unpack_policy,
    unpack_questions,
    unpack_tip,
)


@dataclass(frozen=True)
class Version:
    """What is known of a version besides its content."""

    id: int
    kind: ContentKind
    slug: str
    number: int
    level: str
    note: str
    digest: str
    commit: str | None
    loaded_at: datetime


UNPACK: Mapping[ContentKind, Callable[[Mapping[str, Any]], Item]] = {
    ContentKind.COURSE: unpack_course,
    ContentKind.CERTIFICATION: unpack_certification,
    ContentKind.POLICY: unpack_policy,
    ContentKind.TIP: unpack_tip,
}
_courses: WeakKeyDictionary[Engine | Connection, dict[int, Course]] = WeakKeyDictionary()


def describe(row: ContentVersion) -> Version:
    """A version's row as a plain value."""
    return Version(
        id=row.id,
        kind=row.kind,
        slug=row.slug,
        number=row.number,
        level=row.level,
        note=row.note,
        digest=row.digest,
        commit=row.commit,
        loaded_at=row.loaded_at,
    )


def get_course_of_version(session: Session, version_id: int) -> Course:
    """A course as it was in one version, live or not; raises ``NotFound``."""
    kept = _courses.setdefault(session.get_bind(), {})
    if version_id not in kept:
        row = session.get(ContentVersion, version_id, options=[undefer(ContentVersion.body)])
        if row is None or row.kind is not ContentKind.COURSE:
            raise NotFound("There is no such version of a course.")
        kept[version_id] = unpack_course(row.body)
    return kept[version_id]


def list_asked(session: Session, slug: str) -> Sequence[Question]:
    """The counted questions of every version of a course, oldest version first, in one statement."""
    quizzes = session.scalars(
        select(ContentVersion.body["quiz"])
        .where(ContentVersion.kind == ContentKind.COURSE, ContentVersion.slug == slug)
        .order_by(ContentVersion.id)
    )
    return [question for quiz in quizzes for question in unpack_questions(quiz)]


def judge_against(session: Session, live: Item, thing: Item) -> Finding | None:
    """Say what keeps a thing from following its live version; earlier versions are asked only for a new id."""
    has_new_ids = (
        isinstance(thing, Course)
        and isinstance(live, Course)
        and bool(thing.question_by_id.keys() - live.question_by_id.keys())
    )
    return judge(live, thing, list_asked(session, thing.slug) if has_new_ids else ())


@dataclass(frozen=True)
class _Pinned:
    """A course told apart by its digest alone: the rest would take long to compare."""

    digest: str
    course: Course = field(compare=False)


def get_difference(session: Session, before_id: int, after_id: int) -> Difference:
    """What differs between two versions of a course, compared once; raises ``NotFound``."""
    courses = (get_course_of_version(session, version_id) for version_id in (before_id, after_id))
    return _compared(*(_Pinned(course.digest, course) for course in courses))


@lru_cache(maxsize=64)
def _compared(before: _Pinned, after: _Pinned) -> Difference:
    return compare(before.course, after.course)


def get_version(session: Session, version_id: int) -> Version:
    """What is known of a version besides its content; raises ``NotFound``."""
    row = session.get(ContentVersion, version_id)
    if row is None:
        raise NotFound("There is no such version.")
    return describe(row)


def map_levels(session: Session, course: str) -> dict[int, str]:
    """The change level of every version of a course, by the version's id."""
    return {one.id: one.level for one in list_versions(session, ContentKind.COURSE, course)}


def list_versions(session: Session, kind: ContentKind, slug: str) -> Sequence[Version]:
    """All versions of a thing, newest first."""
    rows = session.scalars(
        select(ContentVersion)
        .where(ContentVersion.kind == kind, ContentVersion.slug == slug)
        .order_by(ContentVersion.id.desc())
    )
    return [describe(row) for row in rows]
