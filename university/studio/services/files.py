"""Put files into a course's folder so that each is there whole or not at all, and put them back."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

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
    is_new = not folder.is_there
    done: list[str] = []
    try:
        _write_all(folder.path, files, done)
        yield
    except BaseException:
        _put_back(folder.path, {name: before[name] for name in done}, is_new=is_new)
        raise


def _write_all(path: Path, files: Files, done: list[str]) -> None:
    try:
        if path.is_symlink():
            raise Unavailable("The course's folder is a link to another place, and links are not followed.")
        path.mkdir(parents=True, exist_ok=True)
        for name, body in files.items():
            done.append(name)
            _write(path / name, body)
        _settle(path)
    except OSError as error:
        raise Unavailable(UNWRITABLE.format(reason=error.strerror or error)) from error


def _put_back(path: Path, files: Files, *, is_new: bool) -> None:
    with suppress(OSError):
        for name, body in files.items():
            _write(path / name, body)
        if is_new:
            path.rmdir()


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
