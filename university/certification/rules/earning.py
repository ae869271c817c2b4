"""What a certification asks for, and what an employee has to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from university.engines.catalog.model import Certification


@dataclass(frozen=True, kw_only=True)
class Electives:
    """How many courses to choose, and of which, by slug with their titles; of any without ``of``."""

    choose: int
    of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OwnWork:
    """A part of the certification itself, such as its quiz: its name, and the rule in words."""

    title: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Requirements:
    """What a certification asks for; certifications, courses and policies by slug, with their titles.

    ``set_aside`` are courses that are no electives, since they are asked for anyway.
    """

    certificates: Mapping[str, str] = field(default_factory=dict)
    courses: Mapping[str, str]
    electives: Sequence[Electives] = ()
    set_aside: frozenset[str] = frozenset()
    policies: Mapping[str, str]
    own_work: Sequence[OwnWork] = ()
    pass_mark: int


@dataclass(frozen=True, kw_only=True)
class CompletedCourse:
    """A course completed within the cycle's window; without a score when waived or imported."""

    course: str
    completed_at: datetime
    score: int | None

    def reaches(self, pass_mark: int) -> bool:
        """Whether it counts; without a score a named person has decided that it does."""
        return self.score is None or self.score >= pass_mark


@dataclass(frozen=True, kw_only=True)
class EarnedFacts:
    """What one employee has to show for a cycle.

    Completions, the policies in force that are signed, and the certifications held, with the moments
    since when.
    """

    completed: Sequence[CompletedCourse] = ()
    signed_at: Mapping[str, datetime] = field(default_factory=dict)
    held_since: Mapping[str, datetime] = field(default_factory=dict)


def own_work_of(certification: Certification) -> list[OwnWork]:
    """Give the parts of a certification that are neither course nor signature, in the order of its page."""
    parts = []
    if certification.credits:
        words = f"{certification.credits} unconference credit{'s' if certification.credits > 1 else ''}"
        parts.append(OwnWork(title=words, rule=f"Earn {words}"))
    if quiz := certification.quiz:
        words = f"quiz of {quiz.drawn_count} questions"
        rule = f"Pass the {words} with at least {quiz.pass_mark}%"
        parts.append(OwnWork(title=words.capitalize(), rule=rule))
    for one in certification.practicals:
        rule = f"Pass “{one.title}” with at least {one.pass_points} of {one.most_points} points"
        parts.append(OwnWork(title=one.title, rule=rule))
    return parts
