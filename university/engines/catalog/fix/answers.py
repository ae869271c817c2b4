"""A finding that only one change can answer -> that change: ids, lessons and course keys."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from university.engines.catalog.fix.change import Change
from university.engines.catalog.folder import Folder
from university.engines.catalog.front_matter import read_front_matter
from university.engines.catalog.known import Known
from university.engines.catalog.matter import CourseMatter
from university.engines.catalog.model import Finding
from university.engines.markup.parse.headings import anchor_of

HEADING: Final = re.compile(
    r"^(?P<marks> {0,3}##[ \t]+)(?P<words>.*?)[ \t]*(?:\{(?P<values>[^{}]*)\})?(?P<end>(?:[ \t]+#+)?[ \t]*)$"
)
TAKEN: Final = re.compile(r"^ {0,3}#+[ \t].*\{#([a-z0-9-]+)", re.MULTILINE)
COURSE: Final = re.compile(r"^(course[ \t]*:[ \t]*)([\"']?)([a-z0-9-]+)\2[ \t]*$")
WORDS: Final = 5
LONGEST: Final = 1_000
MISSING: Final = "The key `course` is missing."


@dataclass(kw_only=True)
class Desk:
    """One course folder while its findings are answered; ``taken`` are the question ids in it."""

    root: Path
    known: Known
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for path in self.root.glob("*.md"):
            if path.is_file() and not path.is_symlink():
                self.taken |= set(TAKEN.findall(path.read_text(encoding="utf-8", errors="replace")))

    def answer(self, finding: Finding) -> Change | None:
        """Answer one finding in its file; None if that takes a person."""
        answer = ANSWERS.get(finding.code)
        path = self.root / PurePosixPath(finding.path).name
        if answer is None or not path.is_file():
            return None
        lines = path.read_text(encoding="utf-8").split("\n")
        line = lines[finding.line - 1] if finding.line <= len(lines) else ""
        words = answer(self, lines, finding) if len(line) <= LONGEST else ""
        if not words:
            return None
        path.write_text("\n".join(lines), encoding="utf-8", newline="")
        return Change(path=finding.path, line=finding.line, words=words)

    def write_id(self, lines: list[str], finding: Finding) -> str:
        """Write an id made from the first words of the question."""
        found = HEADING.match(lines[finding.line - 1])
        if found is None:
            return ""
        identifier = self._free_id(found["words"])
        lines[finding.line - 1] = _with_value(found, f"#{identifier}", is_first=True)
        return f"Wrote the id {identifier}; it stays for ever."

    def write_lesson(self, lines: list[str], finding: Finding) -> str:
        """Name the lesson that a question tests, if there is one only."""
        found, lessons = HEADING.match(lines[finding.line - 1]), self._lessons()
        if found is None or len(lessons) != 1 or "lesson=" in (found["values"] or ""):
            return ""
        lines[finding.line - 1] = _with_value(found, f"lesson={lessons[0]}", is_first=False)
        return f"Wrote lesson={lessons[0]}, the one lesson of the course."

    def write_course(self, lines: list[str], finding: Finding) -> str:
        """Put the folder's name for that of a course that does not exist."""
        found = COURSE.match(lines[finding.line - 1])
        if found is None or not self.known.is_whole or found[3] in self.known.courses:
            return ""
        lines[finding.line - 1] = f"{found[1]}{self.root.name}"
        return f"Wrote course: {self.root.name}, since there is no course {found[3]}."

    def add_course(self, lines: list[str], finding: Finding) -> str:
        """Add the key that names the course, since the folder does."""
        if finding.message != MISSING:
            return ""
        lines.insert(1, f"course: {self.root.name}")
        return f"Wrote course: {self.root.name}."

    def _free_id(self, words: str) -> str:
        parts = [part for part in anchor_of(words).split("-") if part.isascii()][:WORDS]
        stem = "-".join(parts) or "question"
        number, name = 1, stem
        while name in self.taken:
            number += 1
            name = f"{stem}-{number}"
        self.taken.add(name)
        return name

    def _lessons(self) -> list[str]:
        page = read_front_matter(Folder(root=self.root, place=""), "course.md", CourseMatter)
        modules = page.matter.modules if page else ()
        return [lesson for module in modules for lesson in module.lessons]


Answer = Callable[[Desk, list[str], Finding], str]
ANSWERS: Final[dict[str, Answer]] = {
    "question-without-id": Desk.write_id,
    "question-without-lesson": Desk.write_lesson,
    "lesson-of-other-course": Desk.write_course,
    "quiz-of-other-course": Desk.write_course,
    "bank-of-other-course": Desk.write_course,
    "key-missing": Desk.add_course,
}


def _with_value(heading: re.Match[str], value: str, *, is_first: bool) -> str:
    """Write a heading with one more value in its braces."""
    values = (heading["values"] or "").split()
    written = " ".join([value, *values] if is_first else [*values, value])
    return f"{heading['marks']}{heading['words']} {{{written}}}{heading['end'].rstrip()}"
