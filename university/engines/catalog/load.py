"""A folder -> the catalog of everything in it that is good, and findings for the rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from university.engines.catalog.courses import read_course
from university.engines.catalog.cycles import OF_CERTIFICATIONS, OF_COURSES, find_cycles
from university.engines.catalog.folder import Folder
from university.engines.catalog.harvest import Harvest, ItemKey, Seen, Zipped, read_at_rest
from university.engines.catalog.kept import Store
from university.engines.catalog.known import Known
from university.engines.catalog.model import (
    Catalog,
    Certification,
    Course,
    Finding,
    Item,
    Media,
    Policy,
    Tip,
)
from university.engines.catalog.own_quizzes import find_short_pools
from university.engines.catalog.programs import read_certification, read_policy, read_tip
from university.engines.catalog.questions.tags import TaggedName
from university.engines.catalog.stamps import Stamp, stamps_below

ReadItem = Callable[[Folder, str, Known], tuple[Item | None, dict[str, Media]]]
ROOMS: Final = ("courses", "certifications", "policies", "tips")
#: The rooms that hold one file for each item, with the kind of the items.
FILES: Final[Mapping[str, tuple[str, ReadItem]]] = {
    "certifications": ("certification", read_certification),
    "policies": ("policy", read_policy),
    "tips": ("tip", read_tip),
}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One reading of a folder: what is good, what must be mended, and the exact files behind it.

    ``sources`` holds a zip for each good item under (kind, slug), the kind being `course`,
    `certification`, `policy` or `tip`; ``media`` holds each picture under the digest of its bytes.
    ``unchanged`` are good items that were left alone, since nothing changed since the reading before.
    ``seen`` is what the next reading wants to know of this one.
    """

    catalog: Catalog
    findings: tuple[Finding, ...] = ()
    sources: Mapping[ItemKey, bytes] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    unchanged: frozenset[ItemKey] = frozenset()
    seen: dict[str, Seen] = field(default_factory=dict)


def read_catalog(
    root: Path,
    known: Known | None = None,
    *,
    store: Store | None = None,
    seen: Mapping[str, Seen] | None = None,
) -> Reading:
    """Read a whole content folder, or one lone course folder.

    An item with any finding is left out, so that the caller can keep its last good version.
    ``known`` tells what names exist beside the folder; without it the folder's surroundings do.
    ``store`` may hold lessons as they were rendered before. ``seen`` is what an earlier reading of the
    same folder left: what nobody touched since is not read, and named in ``unchanged`` if it was good.
    Raises nothing for what authors may do wrong.
    """
    root, seen = root.resolve(), seen or {}
    if is_lone_course(root):
        desk = _Desk(root=root, known=known or Known.around(root), store=store)
        desk.read_one_course(root, "")
        return desk.reading()
    stamps = stamps_below(root, {label: one.stamp for label, one in seen.items()})
    desk = _Desk(root=root, known=known or _known(root, stamps), store=store, seen=seen, stamps=stamps)
    if any((root / room).is_dir() for room in ROOMS):
        desk.read_content()
    else:
        message = "There is no catalog and no course here."
        mend = "Point at a folder with courses/ in it, or at one course with its course.md."
        desk.findings.append(
            Finding(path=".", line=1, column=1, code="nothing-here", message=message, mend=mend)
        )
    return desk.reading()


def _known(root: Path, stamps: Mapping[str, Stamp]) -> Known:
    """Take the names that the stamps hold already, unless a folder is so full that its stamp lacks some."""
    if any(stamp.is_cut for stamp in stamps.values()):
        return Known.below(root)
    return Known.among({label: stamp.stems for label, stamp in stamps.items()})


def is_lone_course(root: Path) -> bool:
    """Say whether a folder is one course, whose findings name files without a folder."""
    root = root.resolve()
    is_content = any((root / room).is_dir() for room in ROOMS)
    return (root / "course.md").exists() or (root.parent.name == "courses" and not is_content)


@dataclass(kw_only=True)
class _Desk:
    """Where the read items pile up."""

    root: Path
    known: Known
    store: Store | None
    seen: Mapping[str, Seen] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    harvest: Harvest = field(default_factory=Harvest)
    findings: list[Finding] = field(default_factory=list)
    left_alone: dict[ItemKey, str] = field(default_factory=dict)
    now_seen: dict[str, Seen] = field(default_factory=dict)

    def read_content(self) -> None:
        for folder in _folders(self.root / "courses", self.findings):
            self.read_one_course(folder, f"courses/{folder.name}")
        for room in FILES:
            self._read(self.root / room, room, partial(_read_files, self.root / room, room))
        for finding, slug in find_cycles(self._prerequisites(), OF_COURSES):
            self.findings.append(finding)
            self._drop(f"courses/{slug}", ("course", slug))
        programs = self._programs()
        circles = find_cycles({slug: one.after for slug, one in programs.items()}, OF_CERTIFICATIONS)
        for finding, slug in (*circles, *find_short_pools(programs, self._pools())):
            self.findings.append(finding)
            self._drop("certifications", ("certification", slug))

    def read_one_course(self, root: Path, label: str) -> None:
        self._read(root, label, partial(_read_course, root, label, self.store))

    def _read(self, root: Path, label: str, read: Callable[[Known], Harvest]) -> None:
        before = self.seen.get(label)
        if before is not None and before.still_holds(self.stamps.get(label), self.known):
            self.findings += before.findings
            self.left_alone |= before.good
            self.now_seen[label] = before
            return
        noting = self.known.noting()
        harvest, stamp = read_at_rest(root, label, partial(read, noting))
        self._merge(harvest)
        if stamp is not None:
            self.now_seen[label] = Seen(
                stamp=stamp,
                answers=noting.answers,
                good={key: item.digest for key, item in harvest.items.items()},
                prerequisites=harvest.prerequisites,
                pools=harvest.pools,
                programs=harvest.programs,
                findings=tuple(harvest.findings),
            )

    def _merge(self, harvest: Harvest) -> None:
        self.findings += harvest.findings
        self.harvest.items |= harvest.items
        self.harvest.files |= harvest.files
        self.harvest.media |= harvest.media

    def _prerequisites(self) -> dict[str, tuple[str, ...]]:
        return {
            slug: wanted for seen in self.now_seen.values() for slug, wanted in seen.prerequisites.items()
        }

    def _pools(self) -> dict[str, tuple[TaggedName, ...]]:
        return {slug: pool for seen in self.now_seen.values() for slug, pool in seen.pools.items()}

    def _programs(self) -> dict[str, Certification]:
        return {slug: one for seen in self.now_seen.values() for slug, one in seen.programs.items()}

    def _drop(self, label: str, key: ItemKey) -> None:
        """Leave out an item, and read its folder again the next time, when what is wrong may be mended."""
        self.now_seen.pop(label, None)
        self.left_alone.pop(key, None)
        self.harvest.items.pop(key, None)
        self.harvest.files.pop(key, None)

    def reading(self) -> Reading:
        items = self.harvest.items.values()
        return Reading(
            catalog=Catalog(
                courses={item.slug: item for item in items if isinstance(item, Course)},
                certifications={item.slug: item for item in items if isinstance(item, Certification)},
                policies={item.slug: item for item in items if isinstance(item, Policy)},
                tips={item.slug: item for item in items if isinstance(item, Tip)},
            ),
            findings=tuple(sorted(set(self.findings))),
            sources=Zipped(self.harvest.files),
            media=self.harvest.media,
            unchanged=frozenset(self.left_alone),
            seen=self.now_seen,
        )


def _read_course(root: Path, label: str, store: Store | None, known: Known) -> Harvest:
    harvest = Harvest()
    folder = Folder(root=root, label=label, place=f"courses/{root.name}")
    course, media = read_course(folder, known, store)
    harvest.take(("course", root.name), course, folder, media)
    return harvest


def _read_files(room: Path, label: str, known: Known) -> Harvest:
    harvest, (kind, read) = Harvest(), FILES[label]
    for path in sorted(room.glob("*.md")):
        folder = Folder(root=room, label=label, place=label)
        item, media = read(folder, path.stem, known)
        harvest.take((kind, path.stem), item, folder, media)
    return harvest


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
