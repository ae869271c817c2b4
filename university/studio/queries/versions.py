"""Read the versions of a course: who loaded them, who is on them, their sources, and what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from university.base.errors import Invalid, NotFound
from university.courses.models import ContentKind, ContentVersion
from university.courses.queries import UNPACK, Version, describe, get_course_of_version, get_difference
from university.engines.catalog.difference import Difference
from university.engines.catalog.model import Course, Item
from university.learning.models import Completion, Enrollment
from university.people.models import Employee
from university.records.models import Fact

SHOWN_DIGITS = 10


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """One version as authors look at it: counts of people only, since authors need no names."""

    version: Version
    is_live: bool
    loaded_by: str
    in_progress: int
    completed: int
    before_id: int | None

    @property
    def short_digest(self) -> str:
        """As much of the digest as a person compares."""
        return self.version.digest[:SHOWN_DIGITS]

    @property
    def short_commit(self) -> str:
        """As much of the Git commit as a person compares."""
        return (self.version.commit or "")[:SHOWN_DIGITS]


@dataclass(frozen=True, kw_only=True)
class VersionsPage:
    """All versions of one course, newest first."""

    course: Course
    rows: Sequence[VersionRow]


@dataclass(frozen=True, kw_only=True)
class VersionPage:
    """One version of a course, as it was."""

    course: Course
    row: VersionRow


@dataclass(frozen=True, kw_only=True)
class DifferencePage:
    """Two versions of a course and what differs between them."""

    before: VersionRow
    after: VersionRow
    course: Course
    difference: Difference


def get_versions(session: Session, slug: str) -> VersionsPage:
    """All versions of a course, in five statements however many; raises ``NotFound`` for a course without."""
    rows = _rows(session, slug)
    newest = next((row for row in rows if row.is_live), rows[0])
    return VersionsPage(course=get_course_of_version(session, newest.version.id), rows=rows)


def get_version(session: Session, slug: str, version_id: int) -> VersionPage:
    """One version of a course; raises ``NotFound``."""
    row = _row(_rows(session, slug), version_id)
    return VersionPage(course=get_course_of_version(session, version_id), row=row)


def get_version_difference(session: Session, slug: str, before_id: int, after_id: int) -> DifferencePage:
    """What differs between two versions of one course, questions included; raises ``NotFound``."""
    rows = _rows(session, slug)
    return DifferencePage(
        before=_row(rows, before_id),
        after=_row(rows, after_id),
        course=get_course_of_version(session, after_id),
        difference=get_difference(session, before_id, after_id),
    )


def get_sources(session: Session, slug: str, version_id: int) -> bytes:
    """The files of a version as they were loaded, as a zip; raises ``NotFound``."""
    sources: bytes | None = session.scalar(
        select(ContentVersion.sources).where(
            ContentVersion.id == version_id,
            ContentVersion.kind == ContentKind.COURSE,
            ContentVersion.slug == slug,
        )
    )
    if sources is None:
        raise NotFound("There is no such version of this course.")
    return sources


def find_item(
    session: Session, *, slug: str = "", number: str = "", digest: str = ""
) -> tuple[Version, Item]:
    """One version by name and number (or "live"), or by the beginning of its digest.

    A number that corrections share names the newest of them. Raises ``NotFound``, and ``Invalid`` for
    a beginning that several digests have.
    """
    query = select(ContentVersion).options(undefer(ContentVersion.body)).order_by(ContentVersion.id.desc())
    if digest:
        query = query.where(ContentVersion.digest.startswith(digest, autoescape=True)).limit(2)
    elif number == "live":
        query = query.where(ContentVersion.slug == slug, ContentVersion.is_live).limit(1)
    else:
        query = query.where(ContentVersion.slug == slug, ContentVersion.number == int(number)).limit(1)
    rows = session.scalars(query).all()
    if not rows:
        raise NotFound("There is no such version.")
    if len(rows) > 1:
        raise Invalid("Several versions begin like this. Give more of the digest.")
    return describe(rows[0]), UNPACK[rows[0].kind](rows[0].body)


def _rows(session: Session, slug: str) -> Sequence[VersionRow]:
    versions = session.scalars(
        select(ContentVersion)
        .where(ContentVersion.kind == ContentKind.COURSE, ContentVersion.slug == slug)
        .order_by(ContentVersion.id.desc())
    ).all()
    if not versions:
        raise NotFound("There is no course of that name. It may never have been loaded.")
    ids = [version.id for version in versions]
    names, going, done = _names(session, ids), _count_open(session, slug), _count_completed(session, slug)
    return [
        VersionRow(
            version=describe(version),
            is_live=version.is_live,
            loaded_by=names.get(version.id, ""),
            in_progress=going.get(version.id, 0),
            completed=done.get(version.id, 0),
            before_id=before.id if before else None,
        )
        for version, before in zip(versions, [*versions[1:], None], strict=True)
    ]


def _row(rows: Sequence[VersionRow], version_id: int) -> VersionRow:
    row = next((one for one in rows if one.version.id == version_id), None)
    if row is None:
        raise NotFound("There is no such version of this course.")
    return row


def _names(session: Session, version_ids: Sequence[int]) -> Mapping[int, str]:
    """Who first loaded each version: a name, or a command typed by an operator."""
    subjects = {f"content_version:{one}": one for one in version_ids}
    facts = session.execute(
        select(Fact.subject, Fact.actor)
        .where(Fact.kind == "course.loaded", Fact.subject.in_(subjects))
        .order_by(Fact.number.desc())
    ).all()
    actors = {subjects[subject]: actor for subject, actor in facts}
    people = {int(actor.partition(":")[2]) for actor in actors.values() if actor.startswith("employee:")}
    found = session.execute(select(Employee.id, Employee.name).where(Employee.id.in_(people)))
    names = {f"employee:{id_}": name for id_, name in found}
    names |= {"command": "by command", "system": "by itself"}
    return {version_id: names.get(actor, "") for version_id, actor in actors.items()}


def _count_open(session: Session, slug: str) -> Mapping[int, int]:
    rows = session.execute(
        select(Enrollment.version_id, func.count())
        .where(Enrollment.course == slug, Enrollment.completed_at.is_(None))
        .group_by(Enrollment.version_id)
    )
    return dict(rows.all())


def _count_completed(session: Session, slug: str) -> Mapping[int, int]:
    rows = session.execute(
        select(Completion.version_id, func.count())
        .where(Completion.course == slug)
        .group_by(Completion.version_id)
    )
    return dict(rows.all())
