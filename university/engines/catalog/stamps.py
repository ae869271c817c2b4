"""A folder -> a stamp, which stays the same only while nobody touches a file in it; nothing is read."""

import os
import time
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path
from stat import S_ISDIR
from typing import Final

from university.engines.catalog.folder import DEPTH_LIMIT, FILES_LIMIT

#: Some file systems count time in steps of two seconds, so that a change within one may not show.
STEP: Final = 2_000_000_000
Entry = tuple[str, int, int, int, int]
CHANGED: Final = itemgetter(4)


@dataclass(frozen=True)
class Stamp:
    """Name, kind, number, size and time of change of every file, and whether the last change is a while ago."""

    entries: tuple[Entry, ...]
    is_settled: bool

    def is_as(self, other: "Stamp") -> bool:
        """Say whether nothing was touched in between; a change of a moment ago might hide the next."""
        return self.is_settled and self.entries == other.entries


def stamp_of(folder: Path) -> Stamp:
    """Look at everything in and below a folder, hidden files too, following no link."""
    entries: list[Entry] = []
    waiting = [("", str(folder), 0)]
    while waiting and len(entries) <= FILES_LIMIT:
        prefix, path, depth = waiting.pop()
        found = _look(path, prefix)
        entries += found
        if depth < DEPTH_LIMIT:
            inside = [entry[0] for entry in found if S_ISDIR(entry[1])]
            waiting += [(f"{name}/", f"{folder}/{name}", depth + 1) for name in inside]
    # Whatever is done to a file sets this one of its times, and nobody can set it back.
    newest = max(map(CHANGED, entries), default=0)
    return Stamp(tuple(entries), is_settled=newest < time.time_ns() - STEP)


def _look(path: str, prefix: str) -> list[Entry]:
    """List one folder; what cannot be looked at counts as gone."""
    found: list[Entry] = []
    try:
        with os.scandir(path) as inside:
            for entry in islice(inside, FILES_LIMIT + 1):
                its = entry.stat(follow_symlinks=False)
                name = prefix + entry.name
                found.append((name, its.st_mode, its.st_ino, its.st_size, its.st_ctime_ns))
    except OSError:
        return found
    return found


def stamps_below(root: Path) -> dict[str, Stamp]:
    """Stamp every folder of a catalog that is read as one: each course, and each other room."""
    courses = root / "courses"
    rooms = {entry.name: entry for entry in _listed(root) if entry.name != courses.name}
    inside = {f"courses/{entry.name}": entry for entry in _listed(courses)}
    return {label: stamp_of(Path(entry.path)) for label, entry in (rooms | inside).items()}


def _listed(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as inside:
            return [entry for entry in inside if entry.is_dir(follow_symlinks=False) and entry.name[0] != "."]
    except OSError:
        return []
