"""What the catalog holds by name, found without reading it, so that items can point at each other."""

import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Final, Self

Name = tuple[str, ...]

LONGEST_NAME: Final = 80
NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NOT_LESSONS: Final = frozenset({"course", "quiz"})
# What stands at a lesson's address already: the page of what changed in a course.
TAKEN: Final = frozenset({"changes"})


@dataclass(frozen=True, kw_only=True)
class Known:
    """Courses with their lessons, certifications, policies and tip sheets, by name.

    ``is_whole`` says that there is nothing else; a lone course trusts the names it cannot see.
    """

    courses: dict[str, frozenset[str]] = field(default_factory=dict)
    certifications: frozenset[str] = frozenset()
    policies: frozenset[str] = frozenset()
    tips: frozenset[str] = frozenset()
    is_whole: bool = True

    @classmethod
    def below(cls, root: Path) -> Self:
        """Look at the names in a whole content folder."""
        return cls(
            courses=_courses_in(root / "courses"),
            certifications=_stems(root / "certifications"),
            policies=_stems(root / "policies"),
            tips=_stems(root / "tips"),
        )

    @classmethod
    def around(cls, course: Path) -> Self:
        """Look at the names around one course: its content folder if it lies in one, else itself."""
        if course.parent.name == "courses":
            return cls.below(course.parent.parent)
        return cls(courses={course.name: lessons_in(course)}, is_whole=False)

    def has_course(self, slug: str) -> bool:
        """Say whether a course may be named."""
        return slug in self.courses or not self.is_whole

    def has_lesson(self, course: str, lesson: str) -> bool:
        """Say whether a lesson may be linked to."""
        if course in self.courses:
            return lesson in self.courses[course]
        return not self.is_whole

    def has_certification(self, slug: str) -> bool:
        """Say whether a certification may be named."""
        return slug in self.certifications or not self.is_whole

    def has_policy(self, slug: str) -> bool:
        """Say whether a policy may be named."""
        return slug in self.policies or not self.is_whole

    def has_tip(self, slug: str) -> bool:
        """Say whether a tip sheet may be named."""
        return slug in self.tips or not self.is_whole

    def noting(self) -> "Noting":
        """Give the same names to one item, and note which of them it asks for."""
        return Noting(**{one.name: getattr(self, one.name) for one in fields(Known)})

    def still_says(self, answers: dict[Name, bool]) -> bool:
        """Say whether each name that was asked for would get the answer that it got."""
        return all(
            getattr(self, f"has_{kind}")(*names) is answer for (kind, *names), answer in answers.items()
        )


@dataclass(frozen=True, kw_only=True)
class Noting(Known):
    """The names, and what an item was told of those that it asked for."""

    answers: dict[Name, bool] = field(default_factory=dict)

    def has_course(self, slug: str) -> bool:
        """Say whether a course may be named."""
        return self.answers.setdefault(("course", slug), super().has_course(slug))

    def has_lesson(self, course: str, lesson: str) -> bool:
        """Say whether a lesson may be linked to."""
        return self.answers.setdefault(("lesson", course, lesson), super().has_lesson(course, lesson))

    def has_certification(self, slug: str) -> bool:
        """Say whether a certification may be named."""
        return self.answers.setdefault(("certification", slug), super().has_certification(slug))

    def has_policy(self, slug: str) -> bool:
        """Say whether a policy may be named."""
        return self.answers.setdefault(("policy", slug), super().has_policy(slug))

    def has_tip(self, slug: str) -> bool:
        """Say whether a tip sheet may be named."""
        return self.answers.setdefault(("tip", slug), super().has_tip(slug))


def lessons_in(course: Path) -> frozenset[str]:
    """Give the names of the lesson files in a course folder."""
    return _lessons_among(_stems(course))


def is_bank(name: str) -> bool:
    """Say whether a file of this name, without its end, is a question bank."""
    return name == "bank" or name.startswith("bank-")


def _courses_in(room: Path) -> dict[str, frozenset[str]]:
    found = {name: _stems(room / name) for name in sorted(_names(room))}
    return {name: _lessons_among(stems) for name, stems in found.items() if "course" in stems}


def _lessons_among(stems: frozenset[str]) -> frozenset[str]:
    names = stems - NOT_LESSONS
    return frozenset(name for name in names if not name.endswith(".transcript") and not is_bank(name))


def _stems(folder: Path) -> frozenset[str]:
    return frozenset(name[:-3] for name in _names(folder) if name.endswith(".md"))


def _names(folder: Path) -> list[str]:
    """List what lies in a folder, hidden files apart; what is no folder, or cannot be listed, is empty."""
    try:
        return [name for name in os.listdir(folder) if not name.startswith(".")]  # noqa: PTH208 -- ten times as fast
    except OSError:
        return []
