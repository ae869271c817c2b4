"""What a certification asks for, held against what an employee has to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Requirements:
    """What a certification asks for; courses and policies by slug, with their titles."""

    courses: Mapping[str, str]
    policies: Mapping[str, str]
    pass_mark: int


@dataclass(frozen=True, kw_only=True)
class CompletedCourse:
    """A course completed within the cycle's window; without a score when waived or imported."""

    course: str
    completed_at: datetime
    score: int | None


@dataclass(frozen=True, kw_only=True)
class EarnedFacts:
    """What one employee has to show for a cycle: completions, and the policies in force that are signed."""

    completed: Sequence[CompletedCourse] = ()
    signed_at: Mapping[str, datetime] = field(default_factory=dict)


class GapKind(StrEnum):
    """Why a requirement is not met."""

    NOT_COMPLETED = "not completed"
    SCORE_TOO_LOW = "score too low"
    NOT_SIGNED = "not signed"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One requirement not yet met; ``slug`` names the course or the policy to go to."""

    kind: GapKind
    slug: str
    words: str

    @property
    def path(self) -> str:
        """The page where the gap can be closed."""
        return f"/policies/{self.slug}/" if self.kind is GapKind.NOT_SIGNED else f"/courses/{self.slug}/"


def missing(requirements: Requirements, facts: EarnedFacts) -> tuple[Gap, ...]:
    """List what still stands between an employee and the certificate, in the order of the requirements.

    The best of several completions counts. A completion without a score was waived or imported by a
    named person, and meets any pass mark.
    """
    courses = (course_gap(slug, requirements, facts) for slug in requirements.courses)
    policies = (
        Gap(kind=GapKind.NOT_SIGNED, slug=slug, words=f"Read and sign {title}")
        for slug, title in requirements.policies.items()
        if slug not in facts.signed_at
    )
    return (*filter(None, courses), *policies)


def course_gap(slug: str, requirements: Requirements, facts: EarnedFacts) -> Gap | None:
    """Say what is missing in one required course, if anything."""
    title, best = requirements.courses[slug], best_completion(slug, facts)
    if best is None:
        return Gap(kind=GapKind.NOT_COMPLETED, slug=slug, words=f"Complete {title}")
    if best.score is None or best.score >= requirements.pass_mark:
        return None
    words = f"{title} was completed with {best.score}%; this certification asks for {requirements.pass_mark}%"
    return Gap(kind=GapKind.SCORE_TOO_LOW, slug=slug, words=words)


def best_completion(course: str, facts: EarnedFacts) -> CompletedCourse | None:
    """Give the completion that counts: one without a score before all, else the highest score."""
    of_course = [one for one in facts.completed if one.course == course]
    return max(of_course, key=lambda one: 100 if one.score is None else one.score, default=None)
