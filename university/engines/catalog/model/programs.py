"""Certifications, policies and tip sheets, and the catalog that holds everything."""

from dataclasses import dataclass, field
from datetime import date

from university.engines.catalog.model.courses import ChangeLevel, Course, Source
from university.engines.markup.safe_html import SafeHTML


@dataclass(frozen=True, kw_only=True)
class Certification:
    """A program: what it asks for, how long its certificate holds and what that allows."""

    slug: str
    title: str
    summary: str
    permission: str
    permission_words: str
    required: tuple[str, ...]
    policies: tuple[str, ...] = ()
    pass_mark: int
    months_valid: int
    warn_days: int
    retake_days: int = 60
    owners: tuple[str, ...]
    review_by: date
    change: ChangeLevel
    note: str = ""
    body: SafeHTML
    digest: str


@dataclass(frozen=True, kw_only=True)
class Policy:
    """A versioned text that people sign."""

    slug: str
    title: str
    summary: str
    owners: tuple[str, ...]
    review_by: date
    change: ChangeLevel
    note: str = ""
    body: SafeHTML
    digest: str


@dataclass(frozen=True, kw_only=True)
class Tip:
    """A tip sheet for one public network: who says so, on what evidence, and until when it holds."""

    slug: str
    title: str
    summary: str
    network: str
    author: str
    evidence: tuple[Source, ...]
    owners: tuple[str, ...]
    review_by: date
    change: ChangeLevel
    note: str = ""
    body: SafeHTML
    digest: str


Item = Course | Certification | Policy | Tip


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """Everything loaded from `content/` at one moment."""

    courses: dict[str, Course]
    certifications: dict[str, Certification]
    policies: dict[str, Policy]
    tips: dict[str, Tip] = field(default_factory=dict)
