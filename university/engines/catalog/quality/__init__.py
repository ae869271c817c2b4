"""A reading of the catalog -> what could be better in it: warnings, each with its line and its mend.

Warnings are heuristics for English text and keep nothing from being loaded. Only items without errors
are looked at: `review` gives their warnings beside the errors of the others, less those that authors
have accepted.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from university.engines.catalog.archive import files_of
from university.engines.catalog.harvest import ItemKey, Zipped
from university.engines.catalog.load import Reading
from university.engines.catalog.model import Certification, Course, Finding, Policy, Severity, Tip
from university.engines.catalog.quality.accepting import Accepted, apply, read_accepted
from university.engines.catalog.quality.embeds import NOT_ALLOWED, review_embeds
from university.engines.catalog.quality.lessons import review_date, review_lesson, review_pictures
from university.engines.catalog.quality.options import review_questions
from university.engines.catalog.quality.places import place
from university.engines.catalog.quality.prose import review_prose
from university.engines.catalog.quality.written import Written, written

Program = Certification | Policy | Tip


@dataclass(frozen=True)
class _Site:
    """What texts are judged by that stands in none of them."""

    today: date
    embed_hosts: Collection[str] | None

    @property
    def unasked(self) -> frozenset[str]:
        """The codes that nothing can give here, so that an answer to one is not idle."""
        return frozenset({NOT_ALLOWED} if self.embed_hosts is None else ())


def review(
    reading: Reading, *, today: date, is_lone: bool = False, embed_hosts: Collection[str] | None = None
) -> list[Finding]:
    """Give all errors of a reading, and the warnings that nobody has accepted.

    ``is_lone`` says that one course folder was read, whose files are named without a folder.
    ``embed_hosts`` are the other sites that may be loaded into pages, None where nobody knows.
    """
    site = _Site(today, embed_hosts)
    findings = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    for course in reading.catalog.courses.values():
        label = "" if is_lone else f"courses/{course.slug}/"
        findings += _course(reading, course, label, site)
    for kind, room, shelf in _programs(reading):
        for slug, program in shelf.items():
            file = _texts(_files(reading, (kind, slug)), f"{room}/")[f"{slug}.md"]
            findings += _program(reading, file, program, site)
    return sorted(findings)


def _programs(reading: Reading) -> Iterator[tuple[str, str, dict[str, Program]]]:
    yield "certification", "certifications", dict(reading.catalog.certifications)
    yield "policy", "policies", dict(reading.catalog.policies)
    yield "tip", "tips", dict(reading.catalog.tips)


def _course(reading: Reading, course: Course, label: str, site: _Site) -> Iterator[Finding]:
    files = _texts(_files(reading, ("course", course.slug)), label)
    warnings = _warned(reading, label)
    questions = [question for lesson in course.lessons for question in lesson.practice.values()]
    warnings += review_questions(place(iter([*questions, *course.quiz]), list(files.values())))
    accepted: list[Accepted] = []
    for name, file in files.items():
        lesson = course.lesson_by_slug.get(name.removesuffix(".md"))
        review_by = lesson.review_by if lesson else course.review_by if name == "course.md" else None
        warnings += [*_text(file, site), *review_date(file, review_by, site.today)]
        warnings += review_lesson(file, lesson, course) if lesson else ()
        accepted += read_accepted(file, label if name == "course.md" else file.path)
    return apply(accepted, warnings, site.unasked)


def _program(reading: Reading, file: Written, program: Program, site: _Site) -> Iterator[Finding]:
    warnings = [*_warned(reading, file.path), *_text(file, site)]
    warnings += review_date(file, program.review_by, site.today)
    return apply(read_accepted(file, file.path), warnings, site.unasked)


def _warned(reading: Reading, label: str) -> list[Finding]:
    """Give what the reading itself warns of, below a folder or in a file."""
    here = [finding for finding in reading.findings if finding.path.startswith(label)]
    return [finding for finding in here if finding.severity is Severity.WARNING]


def _files(reading: Reading, key: ItemKey) -> Mapping[str, bytes]:
    sources = reading.sources
    return sources.files(key) if isinstance(sources, Zipped) else files_of(sources[key])


def _texts(source: Mapping[str, bytes], label: str) -> dict[str, Written]:
    texts = {name: written(label + name, body) for name, body in source.items() if name.endswith(".md")}
    return {name: file for name, file in texts.items() if file is not None}


def _text(file: Written, site: _Site) -> Iterator[Finding]:
    yield from review_prose(file)
    yield from review_pictures(file)
    yield from review_embeds(file, site.embed_hosts)
