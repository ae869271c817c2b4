"""Put files into a course's folder so that each is there whole or not at all, and put them back."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from university.base.errors import Clash, Unavailable
from university.studio.queries.folder import CourseFolder

Files = Mapping[str, bytes | None]
UNWRITABLE = (
    "The content folder cannot be written: {reason}. Your drafts are safe. "
    "Ask whoever keeps the site to let it write there."
)


@contextmanager
def put_in_place(folder: CourseFolder, files: Files, before: Files) -> Iterator[None]:
    """Write these files (None takes one out), and put all back as they were if what follows fails.

    Raises ``Clash`` if a file is no longer as it was ``before``, ``Unavailable`` where nothing can be
    written; then the folder is as it was.
    """
    changed = [name for name in files if folder.find(name) != before[name]]
    if changed:
        raise Clash(f"{', '.join(changed)} changed in the content folder just now. Look at it, then publish.")
    done: list[str] = []
    made: list[Path] = []
    try:
        _write_all(folder.path, files, done, made)
        yield
    except BaseException:
        _put_back(folder.path, {name: before[name] for name in done}, made)
        raise


def _write_all(path: Path, files: Files, done: list[str], made: list[Path]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for name, body in files.items():
            _make_room(path, name, made)
            done.append(name)
            _write(path / name, body)
        for place in {(path / name).parent for name in files} | {one.parent for one in made}:
            _settle(place)
    except OSError as error:
        raise Unavailable(UNWRITABLE.format(reason=error.strerror or error)) from error


def _make_room(path: Path, name: str, made: list[Path]) -> None:
    """Make the folders that a file lies in, the course's own first; none of them may be a link."""
    for below in reversed(PurePosixPath(name).parents):
        place = path / below
        if place.is_symlink():
            raise Unavailable("The course's folder, or one in it, is a link, and links are not followed.")
        if not place.is_dir():
            place.mkdir()
            made.append(place)


def _put_back(path: Path, files: Files, made: list[Path]) -> None:
    with suppress(OSError):
        for name, body in files.items():
            _write(path / name, body)
        for place in reversed(made):
            place.rmdir()


def _write(path: Path, body: bytes | None) -> None:
    """Write a file beside its place and move it there; no reader ever meets half of it."""
    if body is None:
        path.unlink(missing_ok=True)
        return
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".university-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _settle(path: Path) -> None:
    """Let the folder's own entries reach the disk too."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
