"""Make drafts the live course: into the folder, into its history, and into the database, or not at all."""

from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Clash, Invalid
from university.courses import services as courses
from university.engines.catalog import Reading, judge
from university.engines.catalog.media.widths import MadeWidth
from university.engines.catalog.model import ChangeLevel, Course, Severity
from university.records import services as records
from university.storage.turns import Turn
from university.studio.models import Draft
from university.studio.queries.folder import CourseFolder, digest
from university.studio.rules.edits import with_change
from university.studio.services.committing import Author, find_work_tree
from university.studio.services.files import put_in_place
from university.studio.services.overlay import read_drafts

FRONT = "course.md"
PATIENCE_SECONDS = 20.0

log = structlog.get_logger()


@dataclass(frozen=True)
class Change:
    """How the author declares what is new: the level, and the note that readers and the history see."""

    level: ChangeLevel
    note: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A course as it is about to be published: its files, what lies in their places, and its reading."""

    folder: CourseFolder
    files: dict[str, bytes | None]
    before: dict[str, bytes | None]
    drafts: dict[str, int]
    reading: Reading
    made: Sequence[MadeWidth]
    note: str

    @property
    def course(self) -> Course:
        """What will be live."""
        return self.reading.catalog.courses[self.folder.course]


def prepare(
    folder: CourseFolder,
    drafts: Sequence[Draft],
    live: Course | None,
    change: Change,
    kept: Container[tuple[str, int]] = (),
) -> Edition:
    """Read and judge what would be published as this change; slow, and writes nothing.

    ``kept`` are the widths of pictures that need not be made again.
    Raises ``Invalid`` with the first thing to mend, and ``Clash`` if the folder changed under a draft.
    """
    before = {draft.path: folder.find(draft.path) for draft in drafts} | {FRONT: folder.find(FRONT)}
    overtaken = [d.path for d in drafts if _is_overtaken(d, before[d.path])]
    if overtaken:
        names = ", ".join(overtaken)
        raise Clash(f"{names} changed in the content folder since the draft began. Open it and choose.")
    drafted = {draft.path: None if draft.is_removal else draft.body for draft in drafts}
    files = drafted | {FRONT: _declared(drafted.get(FRONT, before[FRONT]), change)}
    reading = read_drafts(folder.content, folder.course, [_as_draft(*file) for file in files.items()])
    if errors := [finding for finding in reading.findings if finding.severity is Severity.ERROR]:
        raise Invalid(f"{errors[0]} {_more(len(errors) - 1)}".strip())
    edition = Edition(
        folder=folder,
        files={name: body for name, body in files.items() if body != before[name]},
        before=before,
        drafts={draft.path: draft.revision for draft in drafts},
        reading=reading,
        made=courses.make_widths(reading, kept),
        note=change.note or f"{folder.course}: small corrections",
    )
    if live and (finding := judge(live, edition.course)):
        raise Invalid(f"{finding.message} {finding.mend}")
    return edition


@contextmanager
def written(edition: Edition, author: Author, *, queue: Path) -> Iterator[str | None]:
    """Write an edition's files and commit them where Git keeps the folder; gives the commit, if there is one.

    If the block inside fails, files and commit are put back as they were. One edition at a time is
    written, in the order of ``queue``, a file outside the content folder. Raises ``Clash`` and
    ``Unavailable`` before anything has changed.

    If this process dies inside, the files stay in the folder, whole, and their drafts stay too: the next
    load makes the files live, and a draft that says what the folder says counts as published.
    """
    queue.parent.mkdir(parents=True, exist_ok=True)
    with Turn(queue, seconds=PATIENCE_SECONDS):
        tree = find_work_tree(edition.folder.content)
        paths = [f"courses/{edition.folder.course}/{name}" for name in sorted(edition.files)]
        with put_in_place(edition.folder, edition.files, edition.before):
            head = tree.head() if tree else None
            commit = tree.keep(paths, author, edition.note) if tree and paths else None
            try:
                yield commit or head
            except BaseException:
                if tree and commit:
                    tree.take_back(commit, head, paths)
                raise


def make_live(
    session: Session, edition: Edition, commit: str | None, *, by: Actor, now: datetime
) -> courses.LoadReport:
    """Load what was written, let its drafts go, and say so in the ledger.

    Raises ``Clash`` if somebody saved a draft meanwhile, and ``Invalid`` if the load refuses the course.
    """
    slug = edition.folder.course
    drafts = session.scalars(select(Draft).where(Draft.course == slug).with_for_update()).all()
    if {draft.path: draft.revision for draft in drafts} != edition.drafts:
        raise Clash("Somebody saved a draft of this course just now. Look at it, then publish again.")
    reading = replace(edition.reading, findings=())
    report = courses.load(session, reading, by=by, now=now, commit=commit, made=edition.made, alone=slug)
    if report.findings:
        raise Invalid(f"{report.findings[0].message} {report.findings[0].mend}")
    for draft in drafts:
        session.delete(draft)
    payload = {"files": sorted(edition.files), "digest": edition.course.digest, "commit": commit}
    records.append(session, "content.published", f"course:{slug}", by=by, now=now, payload=payload)
    log.info("content published", course=slug, files=len(edition.files), commit=commit)
    return report


def _is_overtaken(draft: Draft, in_folder: bytes | None) -> bool:
    same = in_folder is None if draft.is_removal else in_folder == draft.body
    return not same and digest(in_folder) != draft.based_on


def _declared(front: bytes | None, change: Change) -> bytes:
    if front is None:
        raise Invalid("The course has no course.md. Write it first: it holds the title and the order.")
    try:
        return with_change(front.decode(), change.level, change.note).encode()
    except UnicodeDecodeError as error:
        raise Invalid("course.md is not saved as UTF-8, so its keys cannot be read.") from error


def _as_draft(name: str, body: bytes | None) -> Draft:
    return Draft(path=name, body=body or b"", is_removal=body is None)


def _more(count: int) -> str:
    return f"And {count} more." if count else ""
