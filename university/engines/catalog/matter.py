"""The keys above a text: which there are, and the shape of each."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from university.engines.catalog.known import LONGEST_NAME
from university.engines.catalog.model import ChangeLevel, Display
from university.engines.catalog.rulebook import ACCEPTABLE


def _as_date(value: object) -> object:
    if isinstance(value, datetime) or not isinstance(value, (date, str)):
        raise PydanticCustomError("date_type", "a date such as 2027-05-31")
    return value


def _as_warning(value: str) -> str:
    if value not in ACCEPTABLE:
        raise PydanticCustomError("warning_code", "the code of a warning")
    return value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Line = Annotated[Words, StringConstraints(pattern=r"^[^\r\n]*$", max_length=300)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_NAME)]
EmployeeNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
Day = Annotated[date, BeforeValidator(_as_date)]
Minutes = Annotated[int, Field(strict=True, ge=1, le=2_000)]
Percent = Annotated[int, Field(strict=True, ge=1, le=100)]
Count = Annotated[int, Field(strict=True, ge=1, le=1_000)]
QuizMinutes = Annotated[int, Field(strict=True, ge=1, le=240)]
#: A number, or a number for each tag; the brackets in the names of the two keep them out of findings.
Draw = Annotated[
    Annotated[Count, Tag("(number)")] | Annotated[dict[Slug, Count], Field(min_length=1), Tag("(by tag)")],
    Discriminator(lambda value: "(by tag)" if isinstance(value, dict) else "(number)"),
]
WarningCode = Annotated[
    str, AfterValidator(_as_warning), WithJsonSchema({"type": "string", "enum": sorted(ACCEPTABLE)})
]


class Matter(BaseModel):
    """Front matter: known keys only; a number may stand for words, never words for a number."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class AcceptMatter(Matter):
    """One warning of the checker that the author has looked at and answered."""

    warning: WarningCode = Field(description="The code of the warning.")
    because: Words = Field(description="Why the text stays as it is.")


class FileMatter(Matter):
    """What every file may say at its top."""

    accept: tuple[AcceptMatter, ...] = Field(
        default=(),
        description="Warnings of the checker that stay as they are, each with its reason.",
    )


class ChangeMatter(Matter):
    """How much this version differs from the one before."""

    level: ChangeLevel = Field(
        description="`typo`, `clarify` or `material`: how much this version differs from the one before."
    )
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=600)] = Field(
        default="",
        description="What changed, in one line for readers; a new one for each `clarify` and `material`.",
    )


class QuizRules(Matter):
    """When a course's quiz is passed."""

    pass_mark: Percent = Field(description="The score in percent from which the quiz is passed.")
    attempts: Count = Field(description="How many attempts there are before the wait.")
    wait_hours: Annotated[int, Field(strict=True, ge=0, le=1_000)] = Field(
        description="Hours to wait after the last attempt, before the missed lessons and new attempts."
    )
    draw: Draw | None = Field(
        default=None,
        description="How many of the questions an attempt asks, or how many of each tag; all without it.",
    )
    minutes: QuizMinutes | None = Field(
        default=None,
        description="How long one attempt may take; then it is handed in by itself. No limit without it.",
    )
    display: Display = Field(
        default=Display.STANDARD,
        description="What is shown after handing in: `open` everything; `standard` everything once the quiz "
        "is passed, and before that nothing that gives a right answer away; `strict` no question.",
    )


class ModuleMatter(Matter):
    """A named run of lessons, by file name."""

    title: Line = Field(description="The name of this run of lessons, in one line.")
    lessons: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(
        description="The file names of its lessons, without `.md`, in the order of reading."
    )


class SourceMatter(Matter):
    """Where facts come from."""

    name: Words = Field(description="What the source is called.")
    date: Line = Field(description="The date it was published or read.")


class CourseMatter(FileMatter):
    """The keys of `course.md`."""

    title: Line = Field(description="The name of the course, in one line.")
    summary: Line = Field(description="One line for the catalog.")
    audience: Line = Field(description="One line: for whom the course is.")
    minutes: Minutes = Field(description="How long the whole course takes.")
    objectives: Annotated[tuple[Words, ...], Field(min_length=1)] = Field(
        description="What readers can do afterward, one sentence each."
    )
    prerequisites: tuple[Slug, ...] = Field(
        default=(), description="The folders of the courses to complete first."
    )
    owners: Annotated[tuple[EmployeeNumber, ...], Field(min_length=1)] = Field(
        description="Who looks after it, by employee number."
    )
    review_by: Day = Field(description="The day by which somebody reads it against its sources again.")
    quiz: QuizRules = Field(description="When the quiz of the course is passed.")
    change: ChangeMatter = Field(description="How this version differs from the one before.")
    modules: Annotated[tuple[ModuleMatter, ...], Field(min_length=1)] = Field(
        description="The lessons in the order of reading, in named runs."
    )


class LessonMatter(FileMatter):
    """The keys of a lesson."""

    course: Slug = Field(description="The folder that the lesson lies in.")
    title: Line = Field(description="One line; the page prints it as its only first-level heading.")
    minutes: Minutes = Field(description="How long the lesson takes; 3 to 7 reads well.")
    objective: Words = Field(description="One sentence: what the reader can do afterward.")
    sources: tuple[SourceMatter, ...] = Field(default=(), description="Where its facts come from.")
    review_by: Day | None = Field(
        default=None, description="The day by which somebody reads it against its sources again."
    )
    invented: Words | Literal[""] = Field(
        default="", description="What in this lesson is made up, such as people and posts."
    )


class QuizMatter(FileMatter):
    """The keys of `quiz.md`."""

    course: Slug = Field(description="The folder that the file lies in.")


class BankMatter(QuizMatter):
    """The keys of a question bank."""

    title: Line = Field(default="", description="What its questions are about, for authors.")
