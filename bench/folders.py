"""Large content folders, made from the lessons that come along: as many courses and lessons as asked for."""

import re
from itertools import cycle, islice
from pathlib import Path

from university.base import resources
from university.engines.catalog.known import NOT_LESSONS, is_bank

COURSE = """\
---
title: Generated course {number}
summary: Lessons of other courses, one after the other.
audience: Nobody
minutes: 200
objectives:
  - Measure a reload (apply).
owners: [LG-0011]
review_by: 2027-05-31
quiz: {{pass_mark: 80, attempts: 3, wait_hours: 24}}
change: {{level: material, note: "First version."}}
modules:
  - title: All of it
    lessons: [{lessons}]
---
On Monday you will know how long it took.
"""
QUESTION = """
## What did lesson {number} say? {{#counted-{number} lesson=lesson-{number}}}

- [x] What stands in it
  Readers find it there.
- [ ] What stands elsewhere
  That is another lesson.
"""
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!#)[^)]*\)")
PICTURE = re.compile(r"^!\[.*\n", re.MULTILINE)
ID = re.compile(r"\{#([a-z0-9-]+)")


def make(root: Path, *, courses: int, lessons: int) -> list[Path]:
    """Write the folder; gives its lesson files."""
    texts, written = cycle(_texts()), list[Path]()
    for number in range(courses):
        folder = root / "courses" / f"course-{number}"
        folder.mkdir(parents=True)
        names = [f"lesson-{lesson}" for lesson in range(lessons)]
        (folder / "course.md").write_text(COURSE.format(number=number, lessons=", ".join(names)))
        questions = "".join(QUESTION.format(number=lesson) for lesson in range(lessons))
        (folder / "quiz.md").write_text(f"---\ncourse: {folder.name}\n---\n{questions}")
        for lesson, text in enumerate(islice(texts, lessons)):
            path = folder / f"lesson-{lesson}.md"
            path.write_text(_of_course(text, folder.name, lesson, number))
            written.append(path)
    return written


def _texts() -> list[str]:
    folder = resources.folder("content") / "courses"
    paths = [path for path in sorted(folder.glob("*/*.md")) if _is_lesson(path.stem)]
    return [path.read_text(encoding="utf-8") for path in paths]


def _is_lesson(name: str) -> bool:
    return name not in NOT_LESSONS and not is_bank(name)


def _of_course(text: str, course: str, lesson: int, number: int) -> str:
    """Give a lesson ids of its own and links that lead somewhere, and no pictures; no two come out alike."""
    text = re.sub(r"^course: .*$", f"course: {course}", text, count=1, flags=re.MULTILINE)
    text = PICTURE.sub("", text)
    text = LINK.sub(r"[\1](lesson-0.md)", ID.sub(rf"{{#\1-{lesson}", text))
    return f"{text}\nThis is lesson {lesson} of course {number}.\n"
