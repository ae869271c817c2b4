"""A folder -> what can be mended in it without a person: tried on a copy, and kept only where it is good."""

import os
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from university.engines.catalog.fix.answers import ANSWERS, Desk
from university.engines.catalog.fix.change import Change, Mended
from university.engines.catalog.fix.tidy import tidy
from university.engines.catalog.folder import TEXT_LIMIT
from university.engines.catalog.known import Known
from university.engines.catalog.load import ROOMS, is_lone_course, read_catalog
from university.engines.catalog.model import Finding

ROUNDS: Final = 4  # one answer may uncover the next finding: keys, then ids, then lessons
Changes = dict[str, list[Change]]


def plan(root: Path) -> tuple[Mended, ...]:
    """Give all that can be mended below a folder; nothing is written to it."""
    root = root.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        if is_lone_course(root):
            copy, known = _copied(root, Path(scratch) / "courses" / root.name), Known.around(root)
        else:
            copy, known = Path(scratch) / "content", Known.below(root)
            for room in ROOMS:
                if (root / room).is_dir() and not (root / room).is_symlink():
                    _copied(root / room, copy / room)
        before = _read(copy, known)
        changes: Changes = defaultdict(list)
        _tidy_all(copy, changes)
        _answer_all(copy, known, changes)
        _take_back(root, copy, known, before, changes)
        return tuple(_mended(root, copy, changes))


def _copied(source: Path, target: Path) -> Path:
    return Path(shutil.copytree(source, target, symlinks=True, ignore=_unreadable))


def _unreadable(folder: str, names: list[str]) -> list[str]:
    """Name what cannot be copied: pipes, which would be waited for, and files that are not ours to read."""
    return [name for name in names if not _may_be_copied(Path(folder, name))]


def _may_be_copied(path: Path) -> bool:
    return path.is_symlink() or ((path.is_file() or path.is_dir()) and os.access(path, os.R_OK))


def _read(copy: Path, known: Known) -> tuple[Finding, ...]:
    return read_catalog(copy, known).findings


def _texts(copy: Path) -> Iterator[tuple[str, Path]]:
    """Give the text files that the catalog may read."""
    depths = (
        ("*.md",) if is_lone_course(copy) else ("courses/*/*.md", *(f"{room}/*.md" for room in ROOMS[1:]))
    )
    for path in sorted(found for depth in depths for found in copy.glob(depth)):
        is_linked = any(part.is_symlink() for part in (path, path.parent))
        if path.is_file() and not is_linked and path.stat().st_size <= TEXT_LIMIT:
            yield path.relative_to(copy).as_posix(), path


def _tidy_all(copy: Path, changes: Changes) -> None:
    for name, path in _texts(copy):
        body = path.read_bytes()
        after, made = tidy(name, body)
        if after != body:
            path.write_bytes(after)
            changes[name] += made


def _answer_all(copy: Path, known: Known, changes: Changes) -> None:
    for _ in range(ROUNDS):
        desks: dict[Path, Desk] = {}
        made = 0
        for finding in _read(copy, known):
            if finding.code in ANSWERS and (folder := _course_of(copy, finding)):
                desk = desks.setdefault(folder, Desk(root=folder, known=known))
                if change := desk.answer(finding):
                    changes[finding.path].append(change)
                    made += 1
        if not made:
            return


def _course_of(copy: Path, finding: Finding) -> Path | None:
    folder = (copy / finding.path).parent
    return folder if folder.parent.name == "courses" and not folder.is_symlink() else None


def _take_back(root: Path, copy: Path, known: Known, before: tuple[Finding, ...], changes: Changes) -> None:
    """Take back the files of every item with a finding that was not there before."""
    had = Counter((finding.path, finding.code) for finding in before)
    new = Counter((finding.path, finding.code) for finding in _read(copy, known)) - had
    spoiled = {_item_of(path) for path, _ in new}
    for name in [name for name in changes if _item_of(name) in spoiled]:
        shutil.copyfile(root / name, copy / name)
        del changes[name]


def _item_of(path: str) -> PurePosixPath:
    """Give the folder of a course, or the file itself elsewhere."""
    inside = PurePosixPath(path)
    return inside.parent if inside.parts[0] == "courses" or len(inside.parts) == 1 else inside


def _mended(root: Path, copy: Path, changes: Changes) -> Iterator[Mended]:
    for name in sorted(changes):
        before, after = (root / name).read_bytes(), (copy / name).read_bytes()
        if before != after:
            yield Mended(path=name, before=before, after=after, changes=tuple(sorted(changes[name])))
