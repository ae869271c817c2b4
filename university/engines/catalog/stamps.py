"""A folder -> a stamp, which stays the same only while nobody touches a file in it; nothing is read."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter
from pathlib import Path
from stat import S_ISDIR
from typing import Final

from university.engines.catalog.folder import FILES_LIMIT
from university.engines.catalog.known import folders_below, stems_among
from university.engines.catalog.names import DEPTH_LIMIT

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

    @property
    def is_cut(self) -> bool:
        """Whether the folder holds so much that not everything was looked at."""
        return len(self.entries) > FILES_LIMIT

    @cached_property
    def stems(self) -> frozenset[str]:
        """The names of the Markdown files in the folder itself, without their end."""
        return stems_among(name for name, *_ in self.entries if "/" not in name)


def stamp_of(folder: Path | str) -> Stamp:
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
    """List one folder; one that cannot be looked at is empty."""
    try:
        # By its number, so that the way to it is walked once and not for every file: a sixth of the time.
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return []
    try:
        with os.scandir(folder) as inside:
            return [
                (prefix + entry.name, its.st_mode, its.st_ino, its.st_size, its.st_ctime_ns)
                for entry in islice(inside, FILES_LIMIT + 1)
                for its in (entry.stat(follow_symlinks=False),)
            ]
    except OSError:
        return []
    finally:
        os.close(folder)


def stamps_below(root: Path, before: Mapping[str, Stamp] | None = None) -> dict[str, Stamp]:
    """Stamp every folder of a catalog, by its label.

    A stamp of ``before`` is given itself for a folder that nobody touched since, with what it worked out.
    """
    stamps = {label: stamp_of(folder) for label, folder in folders_below(root).items()}
    old = before or {}
    return {
        label: old[label] if label in old and old[label].is_as(stamp) else stamp
        for label, stamp in stamps.items()
    }
