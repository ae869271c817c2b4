"""What was loaded from `content/`: versions that never change, and which of them is live."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from university.engines.catalog.model import ChangeLevel
from university.storage.tables import Base


class ContentKind(StrEnum):
    """The kinds of things the catalog holds in versions."""

    COURSE = "course"
    CERTIFICATION = "certification"
    POLICY = "policy"


class ContentVersion(Base):
    """What one course, certification or policy was at one load, with its archived sources."""

    __tablename__ = "content_version"
    __table_args__ = (
        Index("uq_content_version_digest", "kind", "slug", "digest", unique=True),
        Index(
            "uq_content_version_live",
            "kind",
            "slug",
            unique=True,
            sqlite_where=text("is_live"),
            postgresql_where=text("is_live"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ContentKind]
    slug: Mapped[str]
    number: Mapped[int]
    digest: Mapped[str]
    level: Mapped[ChangeLevel]
    note: Mapped[str]
    commit: Mapped[str | None]
    loaded_at: Mapped[datetime]
    is_live: Mapped[bool]
    body: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    sources: Mapped[bytes] = mapped_column(deferred=True)


class CatalogRevision(Base):
    """A number that rises with each load that changed something; it tells caches when to read again."""

    __tablename__ = "catalog_revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    loaded_at: Mapped[datetime | None]


class MediaFile(Base):
    """A picture of a course, kept by the digest of its bytes."""

    __tablename__ = "media_file"

    digest: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    body: Mapped[bytes]


class LoadFinding(Base):
    """What the checker said at the last load, for authors to see."""

    __tablename__ = "load_finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str]
    line: Mapped[int]
    column: Mapped[int]
    code: Mapped[str]
    message: Mapped[str]
    mend: Mapped[str]
