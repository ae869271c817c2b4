"""Where the links and pictures of one file lead: a page of this site, or a finding."""

import posixpath
from typing import Final
from urllib.parse import unquote

from university.engines.catalog.folder import Folder, Unreadable
from university.engines.catalog.known import Known
from university.engines.catalog.model import Media
from university.engines.catalog.pictures import address_of, read_picture
from university.engines.markup import Flaw
from university.engines.markup.links import scheme_of
from university.engines.markup.parse.document import Reference, ReferenceKind, Target

DEAD: Final = (
    "Mend the name, or take the link out. Links look like (other-lesson.md) or (../smu-110/course.md)."
)


class Addresses:
    """Resolves the references of one file, and keeps the pictures that its folder's files met.

    ``used`` holds the bytes of the pictures of this file alone.
    """

    def __init__(self, folder: Folder, known: Known, media: dict[str, Media] | None = None) -> None:
        self.folder = folder
        self.known = known
        self.media = {} if media is None else media
        self.used: dict[str, bytes] = {}

    def for_next_file(self) -> "Addresses":
        """Resolve for another file of the same folder."""
        return Addresses(self.folder, self.known, self.media)

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
            media = self._read(name)
        except Unreadable as error:
            return _flaw(reference, error.code, f"{reference.address[:80]}: {error.message}", error.mend)
        return Target(address=address_of(media), width=media.width, height=media.height)

    def _read(self, name: str) -> Media:
        if name not in self.media:
            self.media[name] = read_picture(self.folder.root, name)
            self.folder.read[name] = self.media[name].body
        self.used[name] = self.media[name].body
        return self.media[name]

    def _link(self, reference: Reference) -> Target | Flaw:
        path, hash_sign, fragment = reference.address.partition("#")
        if path.startswith("/"):
            return Target(address=reference.address)
        inside = posixpath.normpath(posixpath.join(self.folder.place, unquote(path)))
        address = self._address(inside.split("/")) if inside.endswith(".md") else None
        if address is None:
            message = f"Nothing in the catalog lies at {reference.address[:80]!r}."
            return _flaw(reference, "link-dead", message, DEAD)
        return Target(address=address + (f"#section-{fragment}" if hash_sign else ""))

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
