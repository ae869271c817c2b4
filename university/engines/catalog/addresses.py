"""Where the links and pictures of one file lead: a page or a file of this site, or a finding."""

import posixpath
from contextlib import suppress
from typing import Final
from urllib.parse import unquote

from university.engines.catalog.folder import Folder, Unreadable
from university.engines.catalog.known import Known
from university.engines.catalog.media import Form, form_of
from university.engines.catalog.media.forms import CAPTIONS
from university.engines.catalog.media.shelf import Shelf
from university.engines.catalog.model import Media
from university.engines.markup import Flaw
from university.engines.markup.links import scheme_of
from university.engines.markup.parse.document import Reference, ReferenceKind, Target

DEAD: Final = (
    "Mend the name, or take the link out. Links look like (other-lesson.md) or (../smu-110/course.md)."
)
OFFERED: Final = (
    "Save it as PDF, TXT, CSV, DOCX, XLSX, PPTX, ODT or ODS, a film as WebM or MP4, "
    "a sound as MP3, OGG, M4A or WAV."
)


class Addresses:
    """Resolves the references of one file, and keeps the media that its folder's files met.

    ``used`` holds the bytes of the media of this file alone.
    """

    def __init__(self, folder: Folder, known: Known, shelf: Shelf | None = None) -> None:
        self.folder = folder
        self.known = known
        self.shelf = shelf or Shelf(folder=folder)

    @property
    def media(self) -> dict[str, Media]:
        """The media that any file of the folder met so far, by name."""
        return self.shelf.media

    @property
    def used(self) -> dict[str, bytes]:
        """The bytes of the media that this file met."""
        return self.shelf.used

    def for_next_file(self) -> "Addresses":
        """Resolve for another file of the same folder."""
        return Addresses(self.folder, self.known, self.shelf.for_next_file())

    def __call__(self, reference: Reference) -> Target | Flaw:
        """Resolve one reference."""
        if reference.kind is ReferenceKind.IMAGE:
            return self._picture(reference)
        return self._link(reference)

    def _picture(self, reference: Reference) -> Target | Flaw:
        name = posixpath.normpath(unquote(reference.address))
        if scheme_of(reference.address) or name.startswith(("/", "..")):
            message = f"The picture {reference.address[:80]!r} lies outside this folder."
            return _flaw(
                reference, "image-outside", message, "Copy it into the course folder and name it from there."
            )
        try:
            return self.shelf.picture(name)
        except Unreadable as error:
            return _unreadable(reference, error)

    def _link(self, reference: Reference) -> Target | Flaw:
        path, hash_sign, fragment = reference.address.partition("#")
        if path.startswith("/") or scheme_of(reference.address):
            return Target(address=reference.address)
        form = form_of(path)
        if form is not None and form is not CAPTIONS:
            return self._file(reference, posixpath.normpath(unquote(path)), form)
        inside = posixpath.normpath(posixpath.join(self.folder.place, unquote(path)))
        address = self._address(inside.split("/")) if inside.endswith(".md") else None
        if address is None:
            return self._dead(reference, posixpath.normpath(unquote(path)))
        return Target(address=address + (f"#section-{fragment}" if hash_sign else ""))

    def _file(self, reference: Reference, name: str, form: Form) -> Target | Flaw:
        if name.startswith(("/", "..")):
            message = f"The file {reference.address[:80]!r} lies outside this folder."
            mend = "Copy it into the course folder and name it from there."
            return _flaw(reference, "media-outside", message, mend)
        try:
            return self.shelf.linked(name, form)
        except Unreadable as error:
            return _unreadable(reference, error)

    def _dead(self, reference: Reference, name: str) -> Flaw:
        if not name.endswith(".md") and self._is_here(name):
            message = f"Files such as {reference.address[:80]!r} are not offered to readers."
            return _flaw(reference, "media-kind-unknown", message, OFFERED)
        message = f"Nothing in the catalog lies at {reference.address[:80]!r}."
        return _flaw(reference, "link-dead", message, DEAD)

    def _is_here(self, name: str) -> bool:
        with suppress(OSError):
            return not name.startswith(("/", "..")) and (self.folder.root / name).is_file()
        return False

    def _address(self, parts: list[str]) -> str | None:
        match parts:
            case ["courses", course, file]:
                return self._in_course(course, file.removesuffix(".md"))
            case ["certifications", file] if self.known.has_certification(file.removesuffix(".md")):
                return f"/certifications/{file.removesuffix('.md')}/"
            case ["tips", file] if self.known.has_tip(file.removesuffix(".md")):
                return f"/tips/{file.removesuffix('.md')}/"
            case ["policies", file] if self.known.has_policy(file.removesuffix(".md")):
                return f"/policies/{file.removesuffix('.md')}/"
        return None

    def _in_course(self, course: str, page: str) -> str | None:
        if page in {"course", "quiz"}:
            tail = "" if page == "course" else "quiz/"
            return f"/courses/{course}/{tail}" if self.known.has_course(course) else None
        return f"/courses/{course}/{page}/" if self.known.has_lesson(course, page) else None


def _flaw(at: Reference, code: str, message: str, mend: str) -> Flaw:
    return Flaw(line=at.line, column=at.column, code=code, message=message, mend=mend)


def _unreadable(at: Reference, error: Unreadable) -> Flaw:
    return _flaw(at, error.code, f"{at.address[:80]}: {error.message}", error.mend)
