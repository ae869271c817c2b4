"""Read the files of one course as they lie in the content folder; never out of it, never without a bound."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from university.base.errors import NotFound
from university.engines.catalog.folder import Folder, Unreadable, read_bytes
from university.engines.catalog.known import LONGEST_NAME, NAME
from university.engines.catalog.media.forms import LARGEST
from university.studio.rules import PICTURE_LIMIT, may_be_drafted


@dataclass(frozen=True)
class CourseFolder:
    """The folder of one course, which may not be there yet."""

    content: Path
    course: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.content.resolve() / "courses" / self.course

    @property
    def is_there(self) -> bool:
        """Whether there is such a folder, and not a link in its place."""
        return self.path.is_dir() and not self.path.is_symlink()

    def names(self) -> Sequence[str]:
        """Every plain file in and below it."""
        return Folder(root=self.path, place="").names() if self.is_there else ()

    def find(self, name: str) -> bytes | None:
        """The bytes of a file; None if there is none, or it cannot be read."""
        if not self.is_there:
            return None
        limit = PICTURE_LIMIT if may_be_drafted(name) else LARGEST
        try:
            return read_bytes(self.path, name, limit, "file-too-large")
        except Unreadable:
            return None


def get_folder(content: Path, course: str) -> CourseFolder:
    """The folder of a course by its name; raises ``NotFound`` for a name that no course can have."""
    if len(course) > LONGEST_NAME or not NAME.fullmatch(course):
        raise NotFound("There is no course of that name.")
    return CourseFolder(content, course)


def digest(body: bytes | None) -> str:
    """What tells two bodies of a file apart; empty for a file that is not there."""
    return "" if body is None else hashlib.sha256(body).hexdigest()
