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
from university.engines.catalog.media.forms import LARGEST
from university.engines.catalog.names import Taken, is_file_name

ENTRIES_LIMIT: Final = 2_000
FILE_LIMIT: Final = LARGEST
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
    left, taken = TOTAL_LIMIT, Taken()
    for info in infos:
        name = info.filename.removeprefix(around)
        reason = _refuse(info, name, taken)
        body = None if reason else _unpack(archive, info, min(FILE_LIMIT, left))
        if body is None:
            too_large = "It is too large, alone or together with the others."
            yield Entry(name=info.filename, arrival=Arrival.REFUSED, reason=reason or too_large)
            continue
        left -= len(body)
        taken.add(name)
        files[name] = body
        yield Entry(name=name, arrival=Arrival.TAKEN)


def _refuse(info: zipfile.ZipInfo, name: str, taken: Taken) -> str:
    if info.flag_bits & ENCRYPTED:
        return "It is locked with a password."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "It is a link to another file."
    if not is_file_name(name):
        return "Not every system can hold a file of this name. Give it another."
    return (
        "There is another file of this name, or of one many systems take for it." if taken.holds(name) else ""
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
