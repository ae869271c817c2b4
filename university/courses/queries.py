"""Read the live catalog and single versions; both are cached, since a version never changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session, undefer

from university.base.errors import NotFound
from university.courses.models import CatalogRevision, ContentKind, ContentVersion, LoadFinding, MediaFile
from university.engines.catalog.model import Certification, Course, Item, Policy, Tip
from university.engines.catalog.pack import unpack_certification, unpack_course, unpack_policy, unpack_tip


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


@dataclass(frozen=True)
class LiveCatalog:
    """Everything live at one revision, with the version of each thing."""

    revision: tuple[int, datetime | None]
    courses: dict[str, Course]
    certifications: dict[str, Certification]
    policies: dict[str, Policy]
    tips: dict[str, Tip]
    versions: dict[tuple[ContentKind, str], Version]

    def course(self, slug: str) -> Course:
        """A live course; raises ``NotFound``."""
        if slug not in self.courses:
            raise NotFound("There is no course of that name. It may have been renamed.")
        return self.courses[slug]

    def certification(self, slug: str) -> Certification:
        """A live certification; raises ``NotFound``."""
        if slug not in self.certifications:
            raise NotFound("There is no certification of that name.")
        return self.certifications[slug]

    def policy(self, slug: str) -> Policy:
        """A live policy; raises ``NotFound``."""
        if slug not in self.policies:
            raise NotFound("There is no policy of that name.")
        return self.policies[slug]

    def tip(self, slug: str) -> Tip:
        """A live tip sheet; raises ``NotFound``."""
        if slug not in self.tips:
            raise NotFound("There is no tip sheet of that name.")
        return self.tips[slug]

    def version_of_course(self, slug: str) -> Version:
        """The live version of a course; raises ``NotFound``."""
        return self.version(ContentKind.COURSE, self.course(slug).slug)

    def version(self, kind: ContentKind, slug: str) -> Version:
        """The live version of a thing that is live."""
        return self.versions[kind, slug]


UNPACK: Mapping[ContentKind, Callable[[Mapping[str, Any]], Item]] = {
    ContentKind.COURSE: unpack_course,
    ContentKind.CERTIFICATION: unpack_certification,
    ContentKind.POLICY: unpack_policy,
    ContentKind.TIP: unpack_tip,
}
# Built once, since every page asks it.
REVISION = select(CatalogRevision.number, CatalogRevision.loaded_at)
_live: WeakKeyDictionary[Engine | Connection, LiveCatalog] = WeakKeyDictionary()
_courses: WeakKeyDictionary[Engine | Connection, dict[int, Course]] = WeakKeyDictionary()


def get_catalog(session: Session) -> LiveCatalog:
    """The live catalog: one short query, and a reading only after a load that changed something."""
    row = session.connection().execute(REVISION).one()
    revision = (row.number, row.loaded_at)
    kept = _live.get(session.get_bind())
    if kept is None or kept.revision != revision:
        kept = _live[session.get_bind()] = _read(session, revision)
    return kept


def _read(session: Session, revision: tuple[int, datetime | None]) -> LiveCatalog:
    rows = session.scalars(
        select(ContentVersion)
        .options(undefer(ContentVersion.body))
        .where(ContentVersion.is_live)
        .order_by(ContentVersion.slug)
    ).all()
    things: dict[ContentKind, dict[str, Any]] = {kind: {} for kind in ContentKind}
    for row in rows:
        things[row.kind][row.slug] = UNPACK[row.kind](row.body)
    return LiveCatalog(
        revision=revision,
        courses=things[ContentKind.COURSE],
        certifications=things[ContentKind.CERTIFICATION],
        policies=things[ContentKind.POLICY],
        tips=things[ContentKind.TIP],
        versions={(row.kind, row.slug): describe(row) for row in rows},
    )


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


def get_number(session: Session, version_id: int) -> int:
    """The number that a version goes by; raises ``NotFound``."""
    number = session.scalar(select(ContentVersion.number).where(ContentVersion.id == version_id))
    if number is None:
        raise NotFound("There is no such version.")
    return number


def list_versions(session: Session, kind: ContentKind, slug: str) -> Sequence[Version]:
    """All versions of a thing, newest first."""
    rows = session.scalars(
        select(ContentVersion)
        .where(ContentVersion.kind == kind, ContentVersion.slug == slug)
        .order_by(ContentVersion.id.desc())
    )
    return [describe(row) for row in rows]


def get_media(session: Session, digest: str) -> MediaFile:
    """A picture by its digest; raises ``NotFound``."""
    media = session.get(MediaFile, digest)
    if media is None:
        raise NotFound("There is no such picture.")
    return media


def list_findings(session: Session) -> Sequence[LoadFinding]:
    """What the checker said at the last load."""
    return session.scalars(select(LoadFinding).order_by(LoadFinding.path, LoadFinding.line)).all()
