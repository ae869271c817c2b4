"""The keys of certifications, policies and tip sheets, and the shape of each."""

from typing import Annotated, Literal

from pydantic import Field

from university.engines.catalog.matter import (
    ChangeMatter,
    Count,
    Day,
    EmployeeNumber,
    FileMatter,
    Line,
    Matter,
    Percent,
    Slug,
    SourceMatter,
    Words,
)

PermissionName = Literal[
    "share", "speak", "brand-account", "care-reply", "host", "executive-voice", "regulated-speech"
]


class PolicyMatter(FileMatter):
    """The keys of a policy."""

    title: Line = Field(description="The name, in one line.")
    summary: Words = Field(description="What it is about, in a sentence or two.")
    owners: Annotated[tuple[EmployeeNumber, ...], Field(min_length=1)] = Field(
        description="Who looks after it, by employee number."
    )
    review_by: Day = Field(description="The day by which somebody reads it against its sources again.")
    change: ChangeMatter = Field(description="How this version differs from the one before.")


class TipMatter(PolicyMatter):
    """The keys of a tip sheet."""

    network: Line = Field(description="The public network that the tips are about.")
    author: Words = Field(description="Who gives the tips.")
    evidence: Annotated[tuple[SourceMatter, ...], Field(min_length=1)] = Field(
        description="What the tips rest on."
    )


class ElectivesMatter(Matter):
    """Courses that the holder chooses."""

    choose: Count = Field(description="How many courses to complete.")
    of: tuple[Slug, ...] = Field(
        default=(),
        description="The courses to choose from; any course that is not asked for anyway without it.",
    )


class OwnQuizMatter(Matter):
    """A quiz of the certification itself, drawn by tag from the questions of its courses."""

    pass_mark: Percent = Field(description="The score in percent from which it is passed.")
    draw: Annotated[dict[Slug, Count], Field(min_length=1)] = Field(
        description="How many questions of each tag; its courses hold at least twice as many."
    )


class CriterionMatter(Matter):
    """One line of a rubric."""

    criterion: Line = Field(description="What is marked, in one line.")
    look_for: Words = Field(description="What whoever marks it sees when it earns all its points.")
    points: Annotated[int, Field(strict=True, ge=1, le=100)] = Field(description="How many points it earns.")


class PracticalMatter(Matter):
    """A piece of real work that a person marks by a rubric."""

    title: Line = Field(description="Its name, in one line.")
    task: Words = Field(description="What to do, with what and by when.")
    submission: Words = Field(description="What exactly is handed in.")
    reviewer: Words = Field(description="Who marks it.")
    rubric: Annotated[tuple[CriterionMatter, ...], Field(min_length=1)] = Field(
        description="What is marked, and what each line earns."
    )
    pass_points: Count = Field(description="From how many points it is passed; at most their sum.")
    critical_errors: Annotated[tuple[Words, ...], Field(min_length=1)] = Field(
        description="What fails it at once, whatever the points."
    )


class CertificationMatter(PolicyMatter):
    """The keys of a certification."""

    permission: PermissionName = Field(description="What the certificate allows, by its lasting name.")
    permission_words: Words = Field(description="One sentence: what it lets its holder do.")
    after: tuple[Slug, ...] = Field(
        default=(), description="The file names of the certifications whose certificates come first."
    )
    required: tuple[Slug, ...] = Field(
        default=(),
        description="The folders of the courses to complete, beside those that `after` asks for.",
    )
    electives: tuple[ElectivesMatter, ...] = Field(
        default=(), description="Courses that the holder chooses; a course counts for one wish only."
    )
    credits: Annotated[int, Field(strict=True, ge=0, le=1_000)] = Field(
        default=0, description="How many unconference credits, beside those that `after` asks for."
    )
    quiz: OwnQuizMatter | None = Field(default=None, description="The quiz of the certification itself.")
    renewal: OwnQuizMatter | None = Field(
        default=None, description="The quiz on what changed, for whoever renews."
    )
    practicals: tuple[PracticalMatter, ...] = Field(default=(), description="Real work that a person marks.")
    policies: tuple[Slug, ...] = Field(
        default=(), description="The file names of the policies to sign, without `.md`."
    )
    pass_mark: Percent = Field(description="The score in percent that each quiz must reach.")
    months_valid: Count = Field(description="How many months a certificate is valid.")
    warn_days: Count = Field(
        default=60, description="How many days before its end the page of a certificate says so."
    )
    retake_days: Count = Field(
        default=60,
        description="Within how many days its holders take a required course again after a material change.",
    )
