"""Read the live catalog: kept by each process, and the same for as long as a transaction lasts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

from sqlalchemy import and_, select
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.orm import Session, outerjoin

from university.base.errors import NotFound
from university.courses.models import CatalogRevision, ContentKind, ContentVersion
from university.courses.queries.versions import UNPACK, Version
from university.engines.catalog.model import Certification, Course, Item, Policy, Tip
from university.engines.catalog.order import in_order
from university.storage.parts import in_parts

Key = tuple[ContentKind, str]


@dataclass(frozen=True)
class LiveCatalog:
    """Everything live at one revision, with the version of each thing.

    Courses and certifications stand in an order in which they can be gone through.
    """

    revision: tuple[int, datetime | None]
    courses: dict[str, Course]
    certifications: dict[str, Certification]
    policies: dict[str, Policy]
    tips: dict[str, Tip]
    versions: dict[tuple[ContentKind, str], Version]

    @property
    def revision_words(self) -> str:
        """The revision as a word: two of them are the same only if nothing was loaded in between."""
        number, at = self.revision
        return f"{number}-{at.timestamp() if at else 0:.6f}"

    @cached_property
    def items(self) -> dict[tuple[int, str], Item]:
        """Everything by the id and the digest of its version; a load undone may leave its id to another."""
        shelves: Mapping[ContentKind, Mapping[str, Item]] = {
            ContentKind.COURSE: self.courses,
            ContentKind.CERTIFICATION: self.certifications,
            ContentKind.POLICY: self.policies,
            ContentKind.TIP: self.tips,
        }
        return {(one.id, one.digest): shelves[kind][slug] for (kind, slug), one in self.versions.items()}

    def course(self, slug: str) -> Course:
        """A live course; raises ``NotFound``."""
        if slug not in self.courses:
            raise NotFound("There is no course of that name. It may have been renamed.")
        return self.courses[slug]

    def title_of(self, course: str) -> str:
        """The title of a course; one that is not live goes by its slug."""
        return self.courses[course].title if course in self.courses else course

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


# Built once, since every page asks it.
REVISION = select(CatalogRevision.number, CatalogRevision.loaded_at)
# One statement, so that a load cannot come between the number and what it stands for.
LIVE = (
    select(
        CatalogRevision.number.label("revision"),
        CatalogRevision.loaded_at.label("revised_at"),
        *(getattr(ContentVersion, name) for name in Version.__dataclass_fields__),
    )
    .select_from(outerjoin(CatalogRevision, ContentVersion, and_(ContentVersion.is_live)))
    .order_by(ContentVersion.slug)
)
HERE = "live catalog"
_live: WeakKeyDictionary[Engine | Connection, LiveCatalog] = WeakKeyDictionary()
_at_hand: WeakValueDictionary[tuple[ContentKind, str, str], Item] = WeakValueDictionary()


def get_catalog(session: Session) -> LiveCatalog:
    """The live catalog: one short query for each transaction, and a reading only after a load.

    Within one transaction it stays the same, whatever is loaded meanwhile: no page mixes two versions.
    """
    kept = session.info.get(HERE)
    if kept is not None and kept[0] is session.get_transaction():
        catalog: LiveCatalog = kept[1]
        return catalog
    catalog = _current(session)
    session.info[HERE] = (session.get_transaction(), catalog)
    return catalog


def find_unpacked(session: Session, version_id: int, digest: str) -> Item | None:
    """What a version holds, if this process has it at hand."""
    kept = _live.get(session.get_bind())
    return kept.items.get((version_id, digest)) if kept else None


def find_revision_read(session: Session) -> str:
    """The revision that this transaction has read, in a word; empty if it has read none. Asks no database."""
    kept = session.info.get(HERE)
    if kept is None or kept[0] is not session.get_transaction():
        return ""
    catalog: LiveCatalog = kept[1]
    return catalog.revision_words


def keep_at_hand(kind: ContentKind, thing: Item) -> None:
    """Let this process go on with what it has just loaded, instead of reading the same back."""
    _at_hand[kind, thing.slug, thing.digest] = thing


def forget_catalog(session: Session) -> None:
    """Let the transaction that changed what is live see the change."""
    session.info.pop(HERE, None)


def _current(session: Session) -> LiveCatalog:
    row = session.connection().execute(REVISION).one()
    kept = _live.get(session.get_bind())
    if kept is None or kept.revision != (row.number, row.loaded_at):
        kept = _live[session.get_bind()] = _read(session, kept)
    return kept


def _read(session: Session, before: LiveCatalog | None) -> LiveCatalog:
    """Read what is live; of what was live before, nothing is read or unpacked again."""
    rows = session.connection().execute(LIVE).all()
    versions = {(row.kind, row.slug): _version(row) for row in rows if row.id is not None}
    items = _items(session, versions, before)
    shelves: dict[ContentKind, dict[str, Any]] = {kind: {} for kind in ContentKind}
    for kind, slug in versions:
        shelves[kind][slug] = items[kind, slug]
    return LiveCatalog(
        revision=(rows[0].revision, rows[0].revised_at),
        courses=_as_they_build(shelves[ContentKind.COURSE], attrgetter("prerequisites")),
        certifications=_as_they_build(shelves[ContentKind.CERTIFICATION], attrgetter("after")),
        policies=shelves[ContentKind.POLICY],
        tips=shelves[ContentKind.TIP],
        versions=versions,
    )


def _as_they_build(items: dict[str, Any], wants: Callable[[Any], Sequence[str]]) -> dict[str, Any]:
    """Put what can be begun first before what builds on it."""
    return {slug: items[slug] for slug in in_order({slug: wants(item) for slug, item in items.items()})}


def _version(row: Row[Any]) -> Version:
    return Version(**{name: getattr(row, name) for name in Version.__dataclass_fields__})


def _items(session: Session, versions: Mapping[Key, Version], before: LiveCatalog | None) -> dict[Key, Item]:
    kept = before.items if before else {}
    items: dict[Key, Item] = {}
    for key, version in versions.items():
        if item := kept.get((version.id, version.digest)) or _at_hand.get((*key, version.digest)):
            items[key] = item
    missing = {version.id: key for key, version in versions.items() if key not in items}
    for version_id, body in _bodies(session, list(missing)):
        key = missing[version_id]
        items[key] = UNPACK[key[0]](body)
    return items


def _bodies(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for some in in_parts(ids):
        query = select(ContentVersion.id, ContentVersion.body).where(ContentVersion.id.in_(some))
        for row in session.connection().execute(query):
            yield row.id, row.body
