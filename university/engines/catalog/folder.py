"""One item's files, read safely: bounded, UTF-8, no way out of the folder; and what is wrong with them."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

from university.engines.catalog.model import Finding, Severity
from university.engines.catalog.names import DEPTH_LIMIT, Taken, is_file_name
from university.engines.catalog.rulebook import severity_of
from university.engines.markup import Flaw

TEXT_LIMIT: Final = 1_000_000
FILES_LIMIT: Final = 2_000


class Unreadable(Exception):
    """A file that is not read, with the code, the message and the mend for its author."""

    def __init__(self, code: str, message: str, mend: str, line: int = 1) -> None:
        super().__init__(message)
        self.code, self.message, self.mend, self.line = code, message, mend, line


@dataclass(kw_only=True)
class Folder:
    """A folder below the catalog's root; ``label`` is how findings name it."""

    root: Path
    label: str = ""
    place: str
    findings: list[Finding] = field(default_factory=list)
    read: dict[str, bytes] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Say whether nothing so far keeps the item from being loaded; warnings do not."""
        return all(finding.severity is Severity.WARNING for finding in self.findings)

    def note(self, name: str, line: int, code: str, message: str, mend: str, column: int = 1) -> None:
        """Write down one thing that the author of a file must mend."""
        path = _shown(str(PurePosixPath(self.label, name)))
        self.findings.append(
            Finding(
                path=path,
                line=line,
                column=column,
                code=code,
                message=message,
                mend=mend,
                severity=severity_of(code),
            )
        )

    def note_flaws(self, name: str, flaws: tuple[Flaw, ...]) -> None:
        """Write down what the markup engine found in a file."""
        for flaw in flaws:
            self.note(name, flaw.line, flaw.code, flaw.message, flaw.mend, flaw.column)

    def names(self) -> list[str]:
        """List the regular files in and below the folder; a link, and a name no file may have, are findings."""
        found: list[str] = []
        taken = Taken()
        for name in islice(_walk(self.root, ""), FILES_LIMIT + 1):
            if (self.root / name).is_symlink():
                self.note(name, 1, *_LINKED)
            elif not is_file_name(name):
                self.note(name, 1, *_MISNAMED)
            elif taken.holds(name):
                self.note(name, 1, *_ALIKE)
            else:
                taken.add(name)
                found.append(name)
        if len(found) > FILES_LIMIT:
            message = f"This folder holds more than {FILES_LIMIT:,} files."
            self.note("", 1, "too-many-files", message, "Keep only the lessons and their pictures here.")
        return sorted(found)

    def body(self, name: str) -> bytes:
        """Read a text file as bytes, once; raises ``Unreadable``."""
        if name not in self.read:
            self.read[name] = read_bytes(self.root, name, TEXT_LIMIT, "file-too-large")
        return self.read[name]

    def text(self, name: str) -> str | None:
        """Read a text file; what cannot be read becomes a finding and gives nothing."""
        try:
            return _decoded(self.body(name))
        except Unreadable as error:
            self.note(name, error.line, error.code, error.message, error.mend)
            return None


_LINKED: Final = (
    "symlink",
    "This is a link to another file, and links are not followed.",
    "Copy the file itself into this folder.",
)
_MISNAMED: Final = (
    "name-not-portable",
    "Not every system can hold a file of this name.",
    'Choose a shorter one, or one without \\ : * ? " < > |, signs nobody sees, or a blank or dot at its ends.',
)
_ALIKE: Final = (
    "name-not-portable",
    "Many systems cannot tell this name from that of another file here.",
    "Give one of the two a name that differs in more than capitals.",
)


def read_bytes(root: Path, name: str, limit: int, code: str) -> bytes:
    """Read a regular file below ``root``; raises ``Unreadable``, never follows a link, never blocks."""
    handle = _opened(root, name)
    with os.fdopen(handle, "rb") as opened:
        body = opened.read(limit + 1)
    if len(body) > limit:
        size = f"{limit // 1_000_000} MB"
        raise Unreadable(code, f"This file is larger than {size}.", f"Make it smaller than {size}.")
    return body


def _opened(root: Path, name: str) -> int:
    path, mode = root, 0
    try:
        for part in name.split("/") if is_file_name(name) else ():
            path /= part
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                raise Unreadable(*_LINKED)
        if not stat.S_ISREG(mode):
            raise Unreadable("file-missing", "This is not a file.", "Put a plain file here.")
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise Unreadable(
            "file-missing", "This file cannot be opened.", "Add it, or mend its name."
        ) from error


def _shown(path: str) -> str:
    """Write a name so that it stays on its line, and cannot command a terminal or turn the reading order."""
    if path.isprintable():
        return path
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in path)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        message = f"Byte {error.start} (line {line}) is not UTF-8, so the text cannot be read."
        mend = "Save the file as UTF-8; most editors call this an encoding."
        raise Unreadable("not-utf-8", message, mend, line) from error


def _walk(root: Path, below: str) -> Iterator[str]:
    """Give every file and link, hidden ones apart, without following anything."""
    try:
        entries = sorted(os.scandir(root / below), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        name = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False) and below.count("/") < DEPTH_LIMIT:
            yield from _walk(root, f"{name}/")
        elif entry.is_symlink() or entry.is_file(follow_symlinks=False):
            yield name
