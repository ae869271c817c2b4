"""Which names the files of a course may have: one rule for its folder, for zips and for the Studio."""

import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

DEPTH_LIMIT: Final = 8
BYTES_LIMIT: Final = 200
#: Signs that some system takes for a way to another place, or keeps out of names.
RESERVED: Final = frozenset('\\:*?"<>|')
#: What Windows takes for a device, whatever ending follows.
DEVICES: Final = frozenset({"con", "prn", "aux", "nul"}).union(
    f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)
)


def is_file_name(name: str) -> bool:
    """Say whether a file of a course may have this name: a path below its folder that every system can hold.

    Nothing in it leads up, is hidden or empty, begins or ends with a blank, or cannot be seen. Whether a
    file of that name is a lesson, a picture or neither is another question.
    """
    return (
        name.isprintable()
        and len(name.encode()) <= BYTES_LIMIT
        and name.count("/") <= DEPTH_LIMIT
        and all(_is_part(part) for part in name.split("/"))
    )


@dataclass(frozen=True)
class Taken:
    """The names of files in one folder; some systems cannot tell upper from lower case, nor spellings of é."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)

    def holds(self, name: str) -> bool:
        """Say whether a file of this name would fall together with one that is here."""
        folded = _folded(name)
        return folded in self.files or folded in self.folders or not self.files.isdisjoint(_folders(folded))

    def add(self, name: str) -> None:
        """Keep a name."""
        folded = _folded(name)
        self.files.add(folded)
        self.folders.update(_folders(folded))


def _is_part(part: str) -> bool:
    is_framed = part.startswith((".", " ")) or part.endswith((".", " "))
    is_device = part.partition(".")[0].rstrip().casefold() in DEVICES
    return bool(part) and not is_framed and not is_device and RESERVED.isdisjoint(part)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _folders(name: str) -> list[str]:
    return [str(folder) for folder in PurePosixPath(name).parents][:-1]
