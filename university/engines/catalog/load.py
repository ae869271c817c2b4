"""A folder -> the catalog of everything in it that is good, and findings for the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from university.engines.catalog.archive import zip_of
from university.engines.catalog.courses import read_course
from university.engines.catalog.cycles import find_cycles
from university.engines.catalog.folder import Folder
from university.engines.catalog.known import Known
from university.engines.catalog.model import Catalog, Certification, Course, Finding, Media, Policy, Tip
from university.engines.catalog.programs import read_certification, read_policy, read_tip

ROOMS: Final = ("courses", "certifications", "policies", "tips")
Item = TypeVar("Item", Course, Certification, Policy, Tip)
ItemKey = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One reading of a folder: what is good, what must be mended, and the exact files behind it.

    ``sources`` holds a zip for each good item under (kind, slug), the kind being `course`,
    `certification`, `policy` or `tip`; ``media`` holds each picture under the digest of its bytes.
    """

    catalog: Catalog
    findings: tuple[Finding, ...] = ()
    sources: dict[ItemKey, bytes] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)


def read_catalog(root: Path, known: Known | None = None) -> Reading:
    """Read a whole content folder, or one lone course folder.

    An item with any finding is left out, so that the caller can keep its last good version.
    ``known`` tells what names exist beside the folder; without it the folder's surroundings do.
    Raises nothing for what authors may do wrong.
    """
    root = root.resolve()
    desk = _Desk()
    if any((root / room).is_dir() for room in ROOMS) and not (root / "course.md").exists():
        desk.read_content(root, known or Known.below(root))
    elif (root / "course.md").exists() or root.parent.name == "courses":
        desk.read_one_course(root, "", known or Known.around(root))
    else:
        message = "There is no catalog and no course here."
        mend = "Point at a folder with courses/ in it, or at one course with its course.md."
        desk.findings.append(
            Finding(path=".", line=1, column=1, code="nothing-here", message=message, mend=mend)
        )
    return desk.reading()


@dataclass(kw_only=True)
class _Desk:
    """Where the read items pile up."""

    courses: dict[str, Course] = field(default_factory=dict)
    certifications: dict[str, Certification] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    tips: dict[str, Tip] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    sources: dict[ItemKey, bytes] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)

    def read_content(self, root: Path, known: Known) -> None:
        for folder in _folders(root / "courses", self.findings):
            self.read_one_course(folder, f"courses/{folder.name}", known)
        self._read_files(
            root, "certification", "certifications", read_certification, self.certifications, known
        )
        self._read_files(root, "policy", "policies", read_policy, self.policies, known)
        self._read_files(root, "tip", "tips", read_tip, self.tips, known)
        for finding, slug in find_cycles(self.courses):
            self.findings.append(finding)
            self._drop(slug)

    def read_one_course(self, root: Path, label: str, known: Known) -> None:
        folder = Folder(root=root, label=label, place=f"courses/{root.name}")
        course, media = read_course(folder, known)
        self._keep("course", root.name, course, folder, media, self.courses)

    def _read_files(
        self,
        root: Path,
        kind: str,
        room: str,
        read: Callable[[Folder, str, Known], tuple[Item | None, dict[str, Media]]],
        shelf: dict[str, Item],
        known: Known,
    ) -> None:
        for path in sorted((root / room).glob("*.md")):
            folder = Folder(root=root / room, label=room, place=room)
            item, media = read(folder, path.stem, known)
            self._keep(kind, path.stem, item, folder, media, shelf)

    def _keep(
        self,
        kind: str,
        slug: str,
        item: Item | None,
        folder: Folder,
        media: Mapping[str, Media],
        shelf: dict[str, Item],
    ) -> None:
        self.findings += folder.findings
        if item is not None:
            shelf[slug] = item
            self.sources[kind, slug] = zip_of(folder.read)
            self.media |= media

    def _drop(self, slug: str) -> None:
        self.courses.pop(slug, None)
        self.sources.pop(("course", slug), None)

    def reading(self) -> Reading:
        return Reading(
            catalog=Catalog(
                courses=self.courses,
                certifications=self.certifications,
                policies=self.policies,
                tips=self.tips,
            ),
            findings=tuple(sorted(self.findings)),
            sources=self.sources,
            media=self.media,
        )


def _folders(room: Path, findings: list[Finding]) -> list[Path]:
    """List the course folders; a link in their place is a finding, as its files lie elsewhere."""
    folders = []
    for path in sorted(room.iterdir()) if room.is_dir() else ():
        if path.is_symlink():
            message = "This is a link to another folder, and links are not followed."
            mend = "Copy the folder itself to this place."
            name = f"courses/{path.name}"
            findings.append(Finding(path=name, line=1, column=1, code="symlink", message=message, mend=mend))
        elif path.is_dir() and not path.name.startswith("."):
            folders.append(path)
    return folders
