"""One lesson file -> a lesson, or findings."""

from typing import Final

from university.engines.catalog.addresses import Addresses
from university.engines.catalog.archive import digest_of
from university.engines.catalog.folder import Folder
from university.engines.catalog.front_matter import Page, read_front_matter
from university.engines.catalog.kept import KeptTexts, Noted
from university.engines.catalog.matter import LessonMatter
from university.engines.catalog.model import Heading, Lesson, Question, Source
from university.engines.catalog.questions import Register
from university.engines.markup import SafeHTML, parse
from university.engines.markup.blocks import Prose, split

OUTLINE_LEVEL: Final = 3


def read_lesson(
    folder: Folder,
    slug: str,
    course: str,
    register: Register,
    addresses: Addresses,
    kept: KeptTexts | None = None,
) -> Lesson | None:
    """Read a lesson of a course, or take it as it was ``kept``; what is wrong becomes findings of the folder."""
    if kept is not None and (text := kept.find(f"{slug}.md")):
        return text.lesson
    noted = Noted(addresses, register)
    lesson = _read(folder, slug, course, register, noted)
    if kept is not None and lesson is not None:
        kept.keep(f"{slug}.md", noted, lesson)
    return lesson


def _read(folder: Folder, slug: str, course: str, register: Register, noted: Noted) -> Lesson | None:
    name = f"{slug}.md"
    page = read_front_matter(folder, name, LessonMatter)
    if page is None:
        return None
    if page.matter.course != course:
        message = f"This lesson says it belongs to {page.matter.course!r}, but lies in {course!r}."
        mend = f"Write `course: {course}`, or move the file."
        folder.note(name, page.line("course"), "lesson-of-other-course", message, mend)
    blocks, headings = _read_body(folder, name, slug, page, register, noted)
    files = {name: folder.read[name], **noted.addresses.used}
    return _lesson(slug, page.matter, blocks, headings, digest_of(files))


def _read_body(
    folder: Folder,
    name: str,
    slug: str,
    page: Page[LessonMatter],
    register: Register,
    noted: Noted,
) -> tuple[tuple[SafeHTML | Question, ...], tuple[Heading, ...]]:
    document = parse(page.body, first_line=page.body_line, resolve=noted)
    folder.note_flaws(name, document.flaws)
    blocks: list[SafeHTML | Question] = []
    headings: list[Heading] = []
    for block in split(document):
        if isinstance(block, Prose):
            blocks.append(block.html)
            headings += [
                Heading(anchor=heading.anchor, text=heading.text, level=heading.level)
                for heading in block.headings
                if heading.level <= OUTLINE_LEVEL
            ]
        elif question := register.practice(block, name, slug):
            blocks.append(question)
    if not blocks and not document.flaws:
        folder.note(
            name, page.body_line, "lesson-empty", "This lesson has no text.", "Write it below the second ---."
        )
    return tuple(blocks), tuple(headings)


def _lesson(
    slug: str,
    matter: LessonMatter,
    blocks: tuple[SafeHTML | Question, ...],
    headings: tuple[Heading, ...],
    digest: str,
) -> Lesson:
    return Lesson(
        slug=slug,
        title=matter.title,
        minutes=matter.minutes,
        objective=matter.objective,
        blocks=blocks,
        headings=headings,
        sources=tuple(Source(name=source.name, date=source.date) for source in matter.sources),
        review_by=matter.review_by,
        invented=matter.invented,
        digest=digest,
    )
