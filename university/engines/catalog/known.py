"""What the catalog holds by name, found without reading it, so that items can point at each other."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NOT_LESSONS: Final = frozenset({"course", "quiz"})


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
        folders = sorted((root / "courses").glob("*/course.md"))
        return cls(
            courses={path.parent.name: lessons_in(path.parent) for path in folders},
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


def lessons_in(course: Path) -> frozenset[str]:
    """Give the names of the lesson files in a course folder."""
    return _stems(course) - NOT_LESSONS


def _stems(folder: Path) -> frozenset[str]:
    return frozenset(path.stem for path in folder.glob("*.md") if not path.name.startswith("."))
