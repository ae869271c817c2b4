"""One file of a course, read alone for a look at it: what can be shown, and what must be mended in it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from university.engines.catalog.addresses import Addresses
from university.engines.catalog.folder import Folder
from university.engines.catalog.front_matter import Page, read_front_matter
from university.engines.catalog.known import Known
from university.engines.catalog.lessons import read_lesson
from university.engines.catalog.matter import CourseMatter, Matter
from university.engines.catalog.model import Finding, Lesson, Media, Question
from university.engines.catalog.pool import is_of_questions, read_questions
from university.engines.catalog.questions import Register
from university.engines.markup import SafeHTML, clean, parse

FRONT: Final = "course.md"
TRANSCRIPT: Final = ".transcript.md"


@dataclass(frozen=True, kw_only=True)
class OneFile:
    """What one file says: a lesson, questions, or prose; whatever it could not become is a finding."""

    lesson: Lesson | None = None
    questions: tuple[Question, ...] = ()
    prose: SafeHTML = field(default_factory=SafeHTML)
    media: dict[str, Media] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read_one_file(root: Path, name: str, known: Known) -> OneFile:
    """Read one Markdown file of the course folder ``root``, with the names around it.

    Nothing else of the folder is read but the media that the file shows. Raises nothing for what authors
    may do wrong.
    """
    folder = Folder(root=root, place=f"courses/{root.name}")
    addresses = Addresses(folder, known)
    register = Register(folder=folder, lessons=known.courses.get(root.name, frozenset()))
    lesson: Lesson | None = None
    questions: tuple[Question, ...] = ()
    prose = SafeHTML()
    if name == FRONT:
        prose = _prose(folder, name, read_front_matter(folder, name, CourseMatter), addresses)
    elif is_of_questions(name):
        questions = tuple(read_questions(folder, name, register, addresses, may_be_empty=True))
    elif name.endswith(TRANSCRIPT):
        prose = clean(parse(folder.text(name) or "", first_line=1, resolve=addresses).html)
    else:
        lesson = read_lesson(folder, name.removesuffix(".md"), root.name, register, addresses)
    return OneFile(
        lesson=lesson,
        questions=questions,
        prose=prose,
        media=dict(addresses.media),
        findings=tuple(sorted(folder.findings)),
    )


def _prose(folder: Folder, name: str, page: Page[Matter] | None, addresses: Addresses) -> SafeHTML:
    if page is None:
        return SafeHTML()
    document = parse(page.body, first_line=page.body_line, resolve=addresses)
    folder.note_flaws(name, document.flaws)
    return clean(document.html)
