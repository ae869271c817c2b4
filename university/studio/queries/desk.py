"""Read the desk of one course: its files in the order of reading, who writes in them, what must be mended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy.orm import Session

from university.courses.queries import Version, get_catalog
from university.engines.catalog import Reading
from university.engines.catalog.model import Certification, Course, Finding, Severity
from university.engines.catalog.one_file import FRONT, TRANSCRIPT
from university.engines.catalog.pool import is_of_questions
from university.engines.catalog.yaml_text import BadYaml, read_yaml
from university.studio.models import Draft
from university.studio.queries.drafts import map_drafting_authors
from university.studio.queries.health import HeadCount, count_people
from university.studio.queries.workbench import Workbench
from university.studio.rules import is_text, may_be_drafted

FENCE = "---"


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """One file on the desk."""

    name: str
    title: str
    draft: Draft | None
    saved_by: str
    errors: int
    warnings: int

    @property
    def may_open(self) -> bool:
        """Whether it can be opened here."""
        return may_be_drafted(self.name)

    @property
    def is_new(self) -> bool:
        """Whether it is not in the folder yet."""
        return self.draft is not None and not self.draft.based_on


@dataclass(frozen=True)
class Group:
    """Some files under a heading, as the course itself puts them together."""

    title: str
    files: Sequence[FileRow]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Everything on the desk of one course."""

    bench: Workbench
    title: str
    version: Version | None
    groups: Sequence[Group]
    findings: Sequence[Finding]
    people: HeadCount
    asked_for_by: Sequence[Certification | Course]

    @property
    def errors(self) -> Sequence[Finding]:
        """What keeps the course from being published."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def warnings(self) -> Sequence[Finding]:
        """What is worth a look."""
        return [finding for finding in self.findings if finding.severity is Severity.WARNING]


def get_desk(session: Session, bench: Workbench, reading: Reading) -> Desk:
    """The desk of a course, from a reading of its folder with its drafts."""
    catalog = get_catalog(session)
    front = _front(bench)
    return Desk(
        bench=bench,
        title=str(front.get("title") or bench.title),
        version=catalog.version_of_course(bench.slug) if bench.live else None,
        groups=_groups(bench, front, reading, map_drafting_authors(session, bench.slug)),
        findings=reading.findings,
        people=count_people(session, bench.slug).get(bench.slug, HeadCount()),
        asked_for_by=[
            *(one for one in catalog.certifications.values() if bench.slug in one.required),
            *(one for one in catalog.courses.values() if bench.slug in one.prerequisites),
        ],
    )


def list_file_names(bench: Workbench) -> list[str]:
    """The names of all files of a course, in the folder or drafted."""
    return sorted({*bench.folder.names(), *(draft.path for draft in bench.drafts)})


def list_modules(bench: Workbench) -> list[str]:
    """The titles of the modules that `course.md` lists, in order; none while it cannot be read."""
    return [str(module.get("title", "")) for module in _modules(_front(bench))]


def list_lessons(bench: Workbench) -> list[str]:
    """The lessons that `course.md` lists, in the order of reading."""
    return [name for module in _modules(_front(bench)) for name in _names(module)]


def holds_questions(name: str) -> bool:
    """Whether questions may stand in a file: in the quiz, in a bank, or in a lesson."""
    return is_of_questions(name) or (name != FRONT and _is_lesson(name))


def _groups(
    bench: Workbench, front: dict[str, object], reading: Reading, people: dict[int, str]
) -> list[Group]:
    drafts = {draft.path: draft for draft in bench.drafts}
    titles = _titles(reading, bench)
    counts = Counter((finding.path, finding.severity) for finding in reading.findings)

    def row(name: str) -> FileRow:
        draft = drafts.get(name)
        return FileRow(
            name=name,
            title=titles.get(name, ""),
            draft=draft,
            saved_by=people.get(draft.saved_by_id, "") if draft else "",
            errors=counts[name, Severity.ERROR],
            warnings=counts[name, Severity.WARNING],
        )

    left = dict.fromkeys(list_file_names(bench))
    sections = [("Course", [FRONT])]
    sections += [
        (str(module.get("title", "")), [f"{name}.md" for name in _names(module)])
        for module in _modules(front)
    ]
    sections.append(("Quiz and banks", sorted(filter(is_of_questions, left), reverse=True)))
    taken = {name for _, names in sections for name in names}
    rest = [name for name in left if name not in taken]
    sections += [
        ("Lessons in no module", [name for name in rest if _is_lesson(name)]),
        ("Pictures, films and other files", [name for name in rest if not _is_lesson(name)]),
    ]
    groups = [Group(title, [row(name) for name in names if name in left]) for title, names in sections]
    return [group for group in groups if group.files]


def _is_lesson(name: str) -> bool:
    return is_text(name) and name.endswith(".md") and not name.endswith(TRANSCRIPT)


def _titles(reading: Reading, bench: Workbench) -> dict[str, str]:
    course = reading.catalog.courses.get(bench.slug) or bench.live
    return {f"{lesson.slug}.md": lesson.title for lesson in course.lessons} if course else {}


def _front(bench: Workbench) -> dict[str, object]:
    """The keys of `course.md` as drafted or in the folder; empty while they cannot be read."""
    drafted = next((draft.body for draft in bench.drafts if draft.path == FRONT), None)
    body = drafted or bench.folder.find(FRONT) or b""
    text = body.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    try:
        return read_yaml(text.partition(f"{FENCE}\n")[2].partition(f"\n{FENCE}")[0]).mapping
    except BadYaml:
        return {}


def _modules(front: dict[str, object]) -> list[dict[str, object]]:
    modules = front.get("modules")
    return [module for module in modules if isinstance(module, dict)] if isinstance(modules, list) else []


def _names(module: dict[str, object]) -> list[str]:
    names = module.get("lessons")
    return [PurePath(str(name)).name for name in names] if isinstance(names, list) else []
