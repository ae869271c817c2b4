"""Read one course as a place to work: its drafts, its owners, and what the reader may do there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from university.base.errors import NotAllowed, NotFound
from university.courses.queries import get_catalog
from university.engines.catalog.model import Course
from university.people.models import Employee
from university.people.queries import list_employees_by_number
from university.studio.models import Draft
from university.studio.queries.drafts import list_drafts
from university.studio.queries.folder import CourseFolder, get_folder
from university.studio.rules import may_edit, owners_in

FRONT = "course.md"


class Reader(Protocol):
    """Who is at the desk."""

    id: int
    employee_number: str
    roles: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Workbench:
    """A course with its folder and its drafts; ``may_edit`` says whether the reader may write in it."""

    folder: CourseFolder
    drafts: Sequence[Draft]
    live: Course | None
    owners: Sequence[Employee]
    may_edit: bool

    @property
    def slug(self) -> str:
        """The course's lasting name."""
        return self.folder.course

    @property
    def title(self) -> str:
        """What to call it: the live title, or its name while it has never been live."""
        return self.live.title if self.live else self.slug


def get_workbench(session: Session, content: Path, course: str, reader: Reader) -> Workbench:
    """One course to work on; raises ``NotFound`` if it is neither live nor in the folder nor drafted."""
    folder, drafts = get_folder(content, course), list_drafts(session, course)
    live = get_catalog(session).courses.get(course)
    if live is None and not folder.is_there and not drafts:
        raise NotFound("There is no course of that name. Begin one on your desk in the Studio.")
    owners = _owners(folder, drafts, live)
    is_beginner = live is None and not folder.is_there and any(d.saved_by_id == reader.id for d in drafts)
    return Workbench(
        folder=folder,
        drafts=drafts,
        live=live,
        owners=list_employees_by_number(session, sorted(owners)),
        may_edit=is_beginner or may_edit(reader.employee_number, reader.roles, owners),
    )


def get_own_workbench(session: Session, content: Path, course: str, reader: Reader) -> Workbench:
    """The same for somebody who writes; raises ``NotAllowed`` for whoever only may read and comment."""
    bench = get_workbench(session, content, course, reader)
    if not bench.may_edit:
        raise NotAllowed(
            "Only the owners of a course and administrators write in it. "
            "You may read it, compare it, and answer when somebody asks you for a review."
        )
    return bench


def _owners(folder: CourseFolder, drafts: Sequence[Draft], live: Course | None) -> frozenset[str]:
    """The owners by the live course and the folder; by the draft only while there is neither."""
    owners = frozenset(live.owners) if live else frozenset()
    in_folder = folder.find(FRONT)
    if in_folder is not None:
        return owners | owners_in(_text(in_folder))
    if live is not None:
        return owners
    return frozenset().union(*(owners_in(_text(draft.body)) for draft in drafts if draft.path == FRONT))


def _text(body: bytes) -> str:
    return body.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
