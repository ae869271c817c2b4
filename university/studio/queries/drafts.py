"""Read what authors are writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.people.models import Employee
from university.studio.models import Draft
from university.studio.queries.folder import CourseFolder, digest
from university.studio.rules import may_be_drafted

JUST_NOW = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class OpenFile:
    """One file as its author opens it: the folder's text, the draft beside it, and who wrote there last.

    ``seen`` is what a save must carry, so that it is told apart from one that knows an older text.
    """

    name: str
    in_folder: bytes | None
    draft: Draft | None
    saved_by: str = ""

    @property
    def body(self) -> bytes:
        """The text to go on with."""
        if self.draft is None or self.draft.is_removal:
            return self.in_folder or b""
        return self.draft.body

    @property
    def text(self) -> str:
        """The same, for a page."""
        return self.body.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")

    @property
    def folder_text(self) -> str:
        """What lies in the folder, for a page."""
        return (self.in_folder or b"").decode("utf-8-sig", errors="replace").replace("\r\n", "\n")

    @property
    def seen(self) -> str:
        """The digest of the text to go on with."""
        return digest(self.body if self.draft or self.in_folder is not None else None)

    @property
    def is_overtaken(self) -> bool:
        """Whether the folder's file changed since the draft began, into something else than the draft."""
        if self.draft is None:
            return False
        return digest(self.in_folder) not in {self.draft.based_on, digest(self.draft.body)}

    def is_busy(self, reader_id: int, now: datetime) -> bool:
        """Whether somebody else wrote here a moment ago."""
        return (
            self.draft is not None
            and self.draft.saved_by_id != reader_id
            and now - self.draft.saved_at < JUST_NOW
        )


def list_drafts(session: Session, course: str) -> Sequence[Draft]:
    """Every file of a course that differs from the live folder, by its path."""
    return session.scalars(select(Draft).where(Draft.course == course).order_by(Draft.path)).all()


def find_draft(session: Session, course: str, name: str) -> Draft | None:
    """The draft of one file."""
    return session.scalars(select(Draft).where(Draft.course == course, Draft.path == name)).one_or_none()


def get_open_file(session: Session, folder: CourseFolder, name: str, *, may_be_new: bool = False) -> OpenFile:
    """One file of a course to read or write; raises ``NotFound`` unless it is there or may be new."""
    if not may_be_drafted(name):
        raise NotFound("Files of this kind are not written here. Put them into the content folder.")
    draft, in_folder = find_draft(session, folder.course, name), folder.find(name)
    if draft is None and in_folder is None and not may_be_new:
        raise NotFound("There is no such file in this course.")
    by = session.scalar(select(Employee.name).where(Employee.id == draft.saved_by_id)) if draft else ""
    return OpenFile(name=name, in_folder=in_folder, draft=draft, saved_by=by or "")


def map_drafting_authors(session: Session, course: str) -> dict[int, str]:
    """The names of those who saved a draft of a course last, by id."""
    rows = session.execute(
        select(Employee.id, Employee.name)
        .join(Draft, Draft.saved_by_id == Employee.id)
        .where(Draft.course == course)
        .distinct()
    )
    return {row.id: row.name for row in rows}


def count_drafts(session: Session) -> dict[str, int]:
    """How many files of each course have a draft."""
    rows = session.execute(select(Draft.course, func.count()).group_by(Draft.course))
    return {course: count for course, count in rows}  # noqa: C416 -- rows are not pairs to the type checker
