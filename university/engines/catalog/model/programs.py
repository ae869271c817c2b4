"""Certifications, policies and tip sheets, and the catalog that holds everything."""

from dataclasses import dataclass, field
from datetime import date

from university.engines.catalog.model.courses import ChangeLevel, Course, Source
from university.engines.markup.safe_html import SafeHTML


@dataclass(frozen=True, kw_only=True)
class Electives:
    """How many courses a holder chooses, and of which; of any that are not asked for anyway without ``of``."""

    choose: int
    of: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OwnQuiz:
    """A quiz of a certification itself: how many questions it draws of each tag from its courses."""

    pass_mark: int
    draw: tuple[tuple[str, int], ...]

    @property
    def drawn_count(self) -> int:
        """How many questions one attempt asks."""
        return sum(count for _, count in self.draw)


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One line of a rubric, and what earns its points."""

    criterion: str
    look_for: str
    points: int


@dataclass(frozen=True, kw_only=True)
class Practical:
    """A piece of real work that a person marks by a rubric; a critical error fails it at once."""

    title: str
    task: str
    submission: str
    reviewer: str
    rubric: tuple[Criterion, ...]
    pass_points: int
    critical_errors: tuple[str, ...]

    @property
    def most_points(self) -> int:
        """What a piece of work without a flaw earns."""
        return sum(line.points for line in self.rubric)


@dataclass(frozen=True, kw_only=True)
class Certification:
    """A program: what it asks for, how long its certificate holds and what that allows."""

    slug: str
    title: str
    summary: str
    permission: str
    permission_words: str
    after: tuple[str, ...] = ()
    required: tuple[str, ...]
    electives: tuple[Electives, ...] = ()
    credits: int = 0
    quiz: OwnQuiz | None = None
    renewal: OwnQuiz | None = None
    practicals: tuple[Practical, ...] = ()
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
