"""A zip of a course -> its files, read with bounds; each entry is taken, renamed or refused with the reason."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from university.engines.catalog.arrivals import Arrival, Entry
from university.engines.catalog.known import NAME

ENTRIES_LIMIT: Final = 2_000
FILE_LIMIT: Final = 60_000_000
TOTAL_LIMIT: Final = 200_000_000
ENCRYPTED: Final = 0x1
NOISE: Final = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
FAULTS: Final = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError),
    *(RuntimeError, LookupError),
)  # all that the reader raises on broken or foreign archives


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """The files of a course by name, and an account of everything that came in."""

    files: dict[str, bytes] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


class BadBundle(Exception):
    """What came in is no zip that can be read; the words say what to do."""


def open_bundle(body: bytes) -> Bundle:
    """Read the files of a zip; a folder around them all is left out. Raises ``BadBundle``.

    Never writes a file, follows a link or unpacks more than the bounds: at most 2,000 entries, 60 MB for
    each, 200 MB for all, whatever sizes the archive itself claims.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return _read(archive)
    except FAULTS as error:
        message = "This is not a zip file that can be read. Pack the course's folder once more."
        raise BadBundle(message) from error


def _read(archive: zipfile.ZipFile) -> Bundle:
    infos = [info for info in archive.infolist() if not info.is_dir() and not _is_noise(info.filename)]
    if len(infos) > ENTRIES_LIMIT:
        message = f"This zip holds more than {ENTRIES_LIMIT:,} files. Pack one course only."
        raise BadBundle(message)
    around = _folder_around([info.filename for info in infos])
    files: dict[str, bytes] = {}
    return Bundle(entries=tuple(_entries(archive, infos, around, files)), files=files)


def _entries(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], around: str, files: dict[str, bytes]
) -> Iterator[Entry]:
    left = TOTAL_LIMIT
    for info in infos:
        name = info.filename.removeprefix(around)
        reason = _refuse(info, name, files)
        body = None if reason else _unpack(archive, info, min(FILE_LIMIT, left))
        if body is None:
            too_large = "It is too large, alone or together with the others."
            yield Entry(name=info.filename, arrival=Arrival.REFUSED, reason=reason or too_large)
            continue
        left -= len(body)
        files[name] = body
        yield Entry(name=name, arrival=Arrival.TAKEN)


def _refuse(info: zipfile.ZipInfo, name: str, files: dict[str, bytes]) -> str:
    if info.flag_bits & ENCRYPTED:
        return "It is locked with a password."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link to another file."
    if "/" in name or "\\" in name or not is_file_name(name):
        return "Its name cannot be a file of a course: lower-case words joined by hyphens, in one folder."
    return "There are two files of this name." if name in files else ""


def is_file_name(name: str) -> bool:
    """Say whether a file of a course may have this name."""
    stem, dot, ending = name.partition(".")
    parts = ending.split(".")
    return (
        bool(NAME.fullmatch(stem)) and bool(dot) and all(part.isascii() and part.isalnum() for part in parts)
    )


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes | None:
    """Read at most so many bytes: what an archive says of its sizes is only a claim."""
    with archive.open(info) as opened:
        body = opened.read(limit + 1)
    return body if len(body) <= limit else None


def _folder_around(names: list[str]) -> str:
    tops = {name.partition("/")[0] for name in names}
    is_around = len(tops) == 1 and all("/" in name for name in names)
    return f"{tops.pop()}/" if is_around else ""


def _is_noise(name: str) -> bool:
    return bool(NOISE & set(PurePosixPath(name).parts))
