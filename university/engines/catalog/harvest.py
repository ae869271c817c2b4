"""What one folder gave in one reading: its items and their files, or findings; and when to look again."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from university.engines.catalog.archive import zip_of
from university.engines.catalog.folder import Folder
from university.engines.catalog.known import Known, Name
from university.engines.catalog.model import Certification, Course, Finding, Item, Media
from university.engines.catalog.questions.tags import TaggedName
from university.engines.catalog.stamps import Stamp, stamp_of

ItemKey = tuple[str, str]
#: Seconds to wait when a folder changed while it was read, each time longer.
WAITS: Final = (0.05, 0.2, 0.8)


@dataclass(kw_only=True)
class Harvest:
    """The items of one folder by kind and slug, the files of each, and what is wrong."""

    items: dict[ItemKey, Item] = field(default_factory=dict)
    files: dict[ItemKey, Mapping[str, bytes]] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def prerequisites(self) -> dict[str, tuple[str, ...]]:
        """What each course asks for."""
        return {item.slug: item.prerequisites for item in self.items.values() if isinstance(item, Course)}

    @property
    def pools(self) -> dict[str, tuple[TaggedName, ...]]:
        """The counted questions of each course that have tags."""
        return {
            item.slug: tuple(TaggedName(f"{item.slug}/{one.id}", one.tags) for one in item.quiz if one.tags)
            for item in self.items.values()
            if isinstance(item, Course)
        }

    @property
    def programs(self) -> dict[str, Certification]:
        """The certifications."""
        return {item.slug: item for item in self.items.values() if isinstance(item, Certification)}

    def take(self, key: ItemKey, item: Item | None, folder: Folder, media: Mapping[str, Media]) -> None:
        """Take in what came of one item."""
        self.findings += folder.findings
        if item is not None:
            self.items[key] = item
            self.files[key] = folder.read
            self.media |= media


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a reading remembers of a folder, so that the next one can leave it alone.

    It may, as long as nobody touched a file in it and every name that it asked for is answered as it was.
    ``good`` are its items with their digests; the rest is what items elsewhere are held against.
    """

    stamp: Stamp
    answers: dict[Name, bool]
    good: dict[ItemKey, str]
    prerequisites: dict[str, tuple[str, ...]]
    pools: dict[str, tuple[TaggedName, ...]]
    programs: dict[str, Certification]
    findings: tuple[Finding, ...]

    def still_holds(self, stamp: Stamp | None, known: Known) -> bool:
        """Say whether the folder may be left alone, its stamp being this one now."""
        return self.stamp is stamp and known.still_says(self.answers)


class Zipped(Mapping[ItemKey, bytes]):
    """The archive of each item, packed when it is asked for: most are known already and never are."""

    def __init__(self, files: Mapping[ItemKey, Mapping[str, bytes]]) -> None:
        """Hold the files."""
        self._files = files

    def __getitem__(self, key: ItemKey) -> bytes:
        """Pack one item."""
        return zip_of(self._files[key])

    def files(self, key: ItemKey) -> Mapping[str, bytes]:
        """Give the files of one item as they are."""
        return self._files[key]

    def __iter__(self) -> Iterator[ItemKey]:
        """List the items."""
        return iter(self._files)

    def __len__(self) -> int:
        """Count them."""
        return len(self._files)


def read_at_rest(root: Path, label: str, read: Callable[[], Harvest]) -> tuple[Harvest, Stamp | None]:
    """Read a folder that nobody touches meanwhile, trying again after a moment.

    If it never comes to rest, nothing of it is given but the finding that says so.
    """
    before = stamp_of(root)
    for wait in (*WAITS, 0):
        harvest = read()
        after = stamp_of(root)
        if after.entries == before.entries:
            return harvest, before
        time.sleep(wait)
        before = stamp_of(root)
    return Harvest(
        findings=[in_motion(label or ".", "Files in this folder change while they are read.")]
    ), None


def in_motion(path: str, message: str) -> Finding:
    """Say that a folder cannot be read just now."""
    mend = "Nothing is lost: what was loaded before stays. Load again when the files are at rest."
    return Finding(path=path, line=1, column=1, code="tree-in-motion", message=message, mend=mend)
