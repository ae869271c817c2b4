"""A course as it would be: the files of its folder with the drafts laid over them, read and judged."""

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import islice
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import unquote

from university.base.errors import Invalid
from university.engines.catalog import Known, Reading, read_catalog, review
from university.engines.catalog.known import NAME, NOT_LESSONS, lessons_in
from university.engines.catalog.names import DEPTH_LIMIT
from university.engines.catalog.one_file import OneFile, read_one_file
from university.studio.models import Draft
from university.studio.rules import may_be_drafted

ENTRIES_LIMIT: Final = 4_000
BYTES_LIMIT: Final = 1_000_000_000
NOWHERE: Final = "nowhere"


def read_drafts(content: Path, course: str, drafts: Sequence[Draft]) -> Reading:
    """Read the course as it would be with these drafts; findings name its files as they lie in it.

    Slow, so call it outside a transaction. Writes nothing but a temporary folder. Raises ``Invalid`` for a
    course or a draft whose name cannot be a file, and for a folder that is too large to be copied.
    """
    with laid_over(content, course, drafts) as folder:
        known = Known.below(content.resolve())
        names = known.courses | {course: lessons_in(folder)}
        return read_catalog(folder, replace(known, courses=names))


def check_drafts(
    content: Path, course: str, drafts: Sequence[Draft], *, today: date, embed_hosts: Collection[str]
) -> Reading:
    """Read the course as it would be, with the checker's warnings beside its errors; raises as `read_drafts`.

    ``embed_hosts`` are the other sites that this one loads into its pages.
    """
    reading = read_drafts(content, course, drafts)
    findings = review(reading, today=today, is_lone=True, embed_hosts=embed_hosts)
    return replace(reading, findings=tuple(findings))


def read_text(content: Path, course: str, name: str, body: bytes, drafts: Sequence[Draft]) -> OneFile:
    """Read one Markdown text of the course alone, with drafts around it: fast, however large the course is.

    Only the media that the text names are looked at. Raises ``Invalid`` as `read_drafts` does.
    """
    drafts = [*(draft for draft in drafts if draft.path != name), Draft(path=name, body=body)]
    text = unquote(unescape(body.decode("utf-8", errors="replace").replace("\\", "")))

    def is_named(path: Path) -> bool:
        return path.name == name or path.stem.partition(".")[0] in text

    with laid_over(content, course, drafts, is_named) as folder:
        known = Known.below(content.resolve())
        drafted = {PurePath(draft.path).stem for draft in drafts if draft.path.endswith(".md")}
        lessons = known.courses.get(course, frozenset()) | drafted - NOT_LESSONS
        return read_one_file(folder, name, replace(known, courses=known.courses | {course: lessons}))


@contextmanager
def laid_over(
    content: Path, course: str, drafts: Sequence[Draft], is_wanted: Callable[[Path], bool] = lambda _: True
) -> Iterator[Path]:
    """Give a temporary copy of the course's wanted files with the drafts in it; gone afterward."""
    if not NAME.fullmatch(course) or not all(may_be_drafted(draft.path) for draft in drafts):
        raise Invalid("A file of this course has a name that cannot be written here.")
    with tempfile.TemporaryDirectory(prefix="university-") as place:
        folder = Path(place, "courses", course)
        folder.mkdir(parents=True)
        _copy(content.resolve() / "courses" / course, folder, is_wanted)
        for draft in drafts:
            _lay(draft, folder)
        yield folder


def _copy(source: Path, folder: Path, is_wanted: Callable[[Path], bool]) -> None:
    """Copy plain files; a link is copied as a link to nowhere, so that the checker finds and names it."""
    left = BYTES_LIMIT
    entries = list(islice(_walk(source, Path()), ENTRIES_LIMIT + 1)) if not source.is_symlink() else []
    if len(entries) > ENTRIES_LIMIT:
        raise Invalid(f"The course's folder holds more than {ENTRIES_LIMIT:,} files.")
    for name in filter(is_wanted, entries):
        path, copy = source / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            copy.symlink_to(NOWHERE)
        else:
            left -= _copy_file(path, copy)
        if left < 0:
            raise Invalid("The course's folder is too large to be worked on here.")


def _walk(source: Path, below: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(source / below) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False) and len(below.parts) < DEPTH_LIMIT:
                yield from _walk(source, below / entry.name)
            elif entry.is_symlink() or entry.is_file(follow_symlinks=False):
                yield below / entry.name


def _copy_file(path: Path, copy: Path) -> int:
    """Copy one plain file and give its size; what vanished or became something else meanwhile is left out."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return 0
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return 0
        with copy.open("xb") as written:
            shutil.copyfileobj(opened, written)
            return written.tell()


def _lay(draft: Draft, folder: Path) -> None:
    path = folder / draft.path
    if path.is_dir():
        raise Invalid(f"{draft.path} is a folder, so no file can have that name.")
    path.unlink(missing_ok=True)
    if not draft.is_removal:
        path.write_bytes(draft.body)
