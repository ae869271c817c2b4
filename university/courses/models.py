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
    TIP = "tip"


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
    """A file of a course that pages show or offer, kept by the digest of its bytes as its author gave them."""

    __tablename__ = "media_file"

    digest: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    body: Mapped[bytes]


class PictureWidth(Base):
    """A picture of a course in one of the widths that pages offer, made once from the original."""

    __tablename__ = "picture_width"

    digest: Mapped[str] = mapped_column(primary_key=True)
    width: Mapped[int] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    body: Mapped[bytes] = mapped_column(deferred=True)


class KeptText(Base):
    """A text of `content/` as it was rendered, under all that it depends on, so that it is rendered once."""

    __tablename__ = "kept_text"

    key: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    used_at: Mapped[datetime] = mapped_column(index=True)


class ReloadRequest(Base):
    """Somebody's wish to read `content/` again, until the worker has done it."""

    __tablename__ = "reload_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    done_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")


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
