"""What the catalog holds by name, found without reading it, so that items can point at each other."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Final, Self

Name = tuple[str, ...]

COURSES: Final = "courses/"
LONGEST_NAME: Final = 80
NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NOT_LESSONS: Final = frozenset({"course", "quiz"})
# What stands at a lesson's address already: pages that every course has.
TAKEN: Final = frozenset({"changes", "practice", "print", "rating"})


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
        return cls.among({label: _stems(folder) for label, folder in folders_below(root).items()})

    @classmethod
    def among(cls, stems: Mapping[str, frozenset[str]]) -> Self:
        """Take the names of the Markdown files, without their end, in each of the ``folders_below``."""
        none: frozenset[str] = frozenset()
        return cls(
            courses={
                label.removeprefix(COURSES): _lessons_among(names)
                for label, names in sorted(stems.items())
                if label.startswith(COURSES) and "course" in names
            },
            certifications=stems.get("certifications", none),
            policies=stems.get("policies", none),
            tips=stems.get("tips", none),
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


def folders_below(root: Path) -> dict[str, str]:
    """Give every folder of a catalog that is read as one, by its label: each course, and each other room."""
    rooms = {name: path for name, path in _folders_in(root) if f"{name}/" != COURSES}
    return rooms | {COURSES + name: path for name, path in _folders_in(root / COURSES)}


def _folders_in(folder: Path) -> list[tuple[str, str]]:
    """List the folders in one, hidden ones and links apart."""
    try:
        with os.scandir(folder) as inside:
            return [
                (entry.name, entry.path)
                for entry in inside
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
            ]
    except OSError:
        return []


# Asked at every reload for every course; most have the names that they had.
@lru_cache(maxsize=1024)
def _lessons_among(stems: frozenset[str]) -> frozenset[str]:
    names = stems - NOT_LESSONS
    return frozenset(name for name in names if not name.endswith(".transcript") and not is_bank(name))


def _stems(folder: Path | str) -> frozenset[str]:
    """Name the Markdown files in a folder; what is no folder, or cannot be listed, has none."""
    try:
        return stems_among(os.listdir(folder))  # noqa: PTH208 -- ten times as fast
    except OSError:
        return frozenset()


def stems_among(names: Iterable[str]) -> frozenset[str]:
    """Give the names of Markdown files without their end, hidden ones apart."""
    return frozenset(name[:-3] for name in names if name.endswith(".md") and not name.startswith("."))
