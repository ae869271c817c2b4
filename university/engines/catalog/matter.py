"""The keys above a text: which there are, and the shape of each."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from university.engines.catalog.model import ChangeLevel


def _as_date(value: object) -> object:
    if isinstance(value, datetime) or not isinstance(value, (date, str)):
        raise PydanticCustomError("date_type", "a date such as 2027-05-31")
    return value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Line = Annotated[Words, StringConstraints(pattern=r"^[^\r\n]*$", max_length=300)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
EmployeeNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
Day = Annotated[date, BeforeValidator(_as_date)]
Minutes = Annotated[int, Field(strict=True, ge=1, le=2_000)]
Percent = Annotated[int, Field(strict=True, ge=1, le=100)]
Count = Annotated[int, Field(strict=True, ge=1, le=1_000)]
PermissionName = Literal[
    "share", "speak", "brand-account", "care-reply", "host", "executive-voice", "regulated-speech"
]


class Matter(BaseModel):
    """Front matter: known keys only; a number may stand for words, never words for a number."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class ChangeMatter(Matter):
    """How much this version differs from the one before."""

    level: ChangeLevel
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=600)] = ""


class QuizRules(Matter):
    """When a course's quiz is passed."""

    pass_mark: Percent
    attempts: Count
    wait_hours: Annotated[int, Field(strict=True, ge=0, le=1_000)]
    draw: Count | None = None


class ModuleMatter(Matter):
    """A named run of lessons, by file name."""

    title: Line
    lessons: Annotated[tuple[Slug, ...], Field(min_length=1)]


class SourceMatter(Matter):
    """Where facts come from."""

    name: Words
    date: Line


class CourseMatter(Matter):
    """The keys of `course.md`."""

    title: Line
    summary: Line
    audience: Line
    minutes: Minutes
    objectives: Annotated[tuple[Words, ...], Field(min_length=1)]
    prerequisites: tuple[Slug, ...] = ()
    owners: Annotated[tuple[EmployeeNumber, ...], Field(min_length=1)]
    review_by: Day
    quiz: QuizRules
    change: ChangeMatter
    modules: Annotated[tuple[ModuleMatter, ...], Field(min_length=1)]


class LessonMatter(Matter):
    """The keys of a lesson."""

    course: Slug
    title: Line
    minutes: Minutes
    objective: Words
    sources: tuple[SourceMatter, ...] = ()
    review_by: Day | None = None
    invented: Words | Literal[""] = ""


class QuizMatter(Matter):
    """The one key of `quiz.md`."""

    course: Slug


class PolicyMatter(Matter):
    """The keys of a policy."""

    title: Line
    summary: Words
    owners: Annotated[tuple[EmployeeNumber, ...], Field(min_length=1)]
    review_by: Day
    change: ChangeMatter


class TipMatter(PolicyMatter):
    """The keys of a tip sheet."""

    network: Line
    author: Words
    evidence: Annotated[tuple[SourceMatter, ...], Field(min_length=1)]


class CertificationMatter(PolicyMatter):
    """The keys of a certification."""

    permission: PermissionName
    permission_words: Words
    required: Annotated[tuple[Slug, ...], Field(min_length=1)]
    policies: tuple[Slug, ...] = ()
    pass_mark: Percent
    months_valid: Count
    warn_days: Count = 60
