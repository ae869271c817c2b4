"""What `content/` becomes once it is read: immutable values, the same for every reader."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from university.engines.markup.safe_html import SafeHTML


class ChangeLevel(StrEnum):
    """How much a new version differs from the one before, as its author declares it."""

    TYPO = "typo"
    CLARIFY = "clarify"
    MATERIAL = "material"


class QuestionKind(StrEnum):
    """How a question is answered; `docs/authoring.md` has the Markdown form of each."""

    SINGLE = "single choice"
    MULTIPLE = "choose all"
    TRUE_FALSE = "true or false"
    ORDERING = "put in order"
    MATCHING = "match"
    TEXT = "short answer"
    NUMBER = "number"
    DRILL = "decision drill"


CHOICES = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE})


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer with its feedback; its id is a letter, stable inside its question or drill step.

    What it is depends on the kind of its question. Choices: one option. Put in order: one item, the
    options standing in the right order. Match: the left side, ``partner`` being what belongs to it.
    Short answer and number: one wording (or ``low`` to ``high``) that is right or a frequent mistake;
    ``is_other`` stands for whatever else is given. Decision drill: one choice of a step, which
    ``leads_to`` the next step and earns ``points`` by criterion; ``is_critical`` fails the drill.
    """

    id: str
    text: SafeHTML
    feedback: SafeHTML
    is_right: bool
    partner: SafeHTML = SafeHTML()  # noqa: RUF009 -- an empty text never changes
    low: Decimal | None = None
    high: Decimal | None = None
    is_other: bool = False
    leads_to: str = ""
    points: tuple[tuple[str, int], ...] = ()
    is_critical: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """One scene of a decision drill; a step without options is an ending."""

    id: str
    title: str
    text: SafeHTML
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question whose id never changes meaning; `lesson` names the lesson it tests.

    ``keeps_order`` forbids shuffling. A decision drill has ``steps``, the first being where it
    begins, and no options of its own; it is right from ``pass_points`` on.
    """

    id: str
    kind: QuestionKind
    stem: SafeHTML
    options: tuple[Option, ...]
    lesson: str
    tags: tuple[str, ...] = ()
    keeps_order: bool = False
    steps: tuple[Step, ...] = ()
    pass_points: int = 0

    @property
    def right_options(self) -> frozenset[str]:
        """The ids of the options that make the answer to a choice right."""
        return frozenset(option.id for option in self.options if option.is_right)

    @cached_property
    def step_by_id(self) -> dict[str, Step]:
        """The steps of a decision drill by id."""
        return {step.id: step for step in self.steps}


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A place inside a lesson that an outline can point at."""

    anchor: str
    text: str
    level: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a lesson's facts come from, and of what date they are."""

    name: str
    date: str


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """One Markdown file: prose and practice questions in the order of reading."""

    slug: str
    title: str
    minutes: int
    objective: str
    blocks: tuple[SafeHTML | Question, ...]
    headings: tuple[Heading, ...] = ()
    sources: tuple[Source, ...] = ()
    review_by: date | None = None
    invented: str = ""
    digest: str

    @cached_property
    def practice(self) -> dict[str, Question]:
        """The uncounted questions of this lesson, by id."""
        return {block.id: block for block in self.blocks if isinstance(block, Question)}


@dataclass(frozen=True, kw_only=True)
class Module:
    """A named run of lessons."""

    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, kw_only=True)
class Media:
    """A file from the course folder, addressed by the digest of its bytes.

    A picture has a size in points; ``widths`` are those it is offered in beside its own.
    """

    path: str
    digest: str
    media_type: str
    width: int = 0
    height: int = 0
    widths: tuple[int, ...] = ()
    body: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Course:
    """A whole course: its promise, its rules, its lessons in order and its counted questions."""

    slug: str
    title: str
    summary: str
    audience: str
    minutes: int
    outcome: SafeHTML
    objectives: tuple[str, ...]
    prerequisites: tuple[str, ...] = ()
    owners: tuple[str, ...]
    review_by: date
    pass_mark: int
    attempts: int
    wait_hours: int
    draw: int | None = None
    draw_by_tag: tuple[tuple[str, int], ...] = ()
    change: ChangeLevel
    note: str = ""
    modules: tuple[Module, ...]
    quiz: tuple[Question, ...]
    digest: str

    @property
    def drawn_count(self) -> int:
        """How many questions one attempt asks."""
        by_tag = sum(count for _, count in self.draw_by_tag)
        return by_tag or self.draw or len(self.quiz)

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons in the order of reading."""
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @cached_property
    def lesson_by_slug(self) -> dict[str, Lesson]:
        """Each lesson under its lasting name."""
        return {lesson.slug: lesson for lesson in self.lessons}

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Each counted question under its lasting id."""
        return {question.id: question for question in self.quiz}


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


class Severity(StrEnum):
    """Whether a finding keeps an item from being loaded."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True, order=True)
class Finding:
    """One thing an author must mend, or for a warning should look at: where, what, and how to mend it."""

    path: str
    line: int
    column: int
    code: str
    message: str
    mend: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """The line an editor can jump from."""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message} {self.mend}"
