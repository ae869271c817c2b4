"""Courses and all that they are made of."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from university.engines.catalog.model.questions import Question
from university.engines.markup.safe_html import SafeHTML


class ChangeLevel(StrEnum):
    """How much a new version differs from the one before, as its author declares it."""

    TYPO = "typo"
    CLARIFY = "clarify"
    MATERIAL = "material"


class Display(StrEnum):
    """What a quiz shows of its questions once an attempt is handed in.

    ``open``: all of them, with what is right. ``standard``: before the quiz is passed only whether each
    answer was right and the feedback on what was given, afterward all. ``strict``: no question, ever.
    """

    OPEN = "open"
    STANDARD = "standard"
    STRICT = "strict"


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
    quiz_minutes: int | None = None
    display: Display = Display.STANDARD
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

    @property
    def question_ids(self) -> frozenset[str]:
        """The ids that are taken: practice and quiz share them."""
        return frozenset(self.question_by_id).union(*(lesson.practice for lesson in self.lessons))
