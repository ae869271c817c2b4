"""What `content/` becomes once it is read: immutable values, the same for every reader."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from university.engines.markup.safe_html import SafeHTML


class ChangeLevel(StrEnum):
    """How much a new version differs from the one before, as its author declares it."""

    TYPO = "typo"
    CLARIFY = "clarify"
    MATERIAL = "material"


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single choice"
    MULTIPLE = "choose all"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer a reader may choose; its id is stable inside its question."""

    id: str
    text: SafeHTML
    feedback: SafeHTML
    is_right: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question whose id never changes meaning; `lesson` names the lesson it tests."""

    id: str
    kind: QuestionKind
    stem: SafeHTML
    options: tuple[Option, ...]
    lesson: str

    @property
    def right_options(self) -> frozenset[str]:
        """The ids of the options that make the answer right."""
        return frozenset(option.id for option in self.options if option.is_right)


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
    """A picture from the course folder, addressed by the digest of its bytes."""

    path: str
    digest: str
    media_type: str
    width: int
    height: int
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
    change: ChangeLevel
    note: str = ""
    modules: tuple[Module, ...]
    quiz: tuple[Question, ...]
    digest: str

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
class Catalog:
    """Everything loaded from `content/` at one moment."""

    courses: dict[str, Course]
    certifications: dict[str, Certification]
    policies: dict[str, Policy]


@dataclass(frozen=True, kw_only=True, order=True)
class Finding:
    """One thing an author must mend: where it is, what is wrong, and how to put it right."""

    path: str
    line: int
    column: int
    code: str
    message: str
    mend: str

    def __str__(self) -> str:
        """The line an editor can jump from."""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message} {self.mend}"
