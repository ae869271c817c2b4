"""A folder -> what Git is doing to it just now, told by the marks that Git leaves while it works."""

from pathlib import Path
from typing import Final

#: What lies in Git's own folder only while files are being written, or half of them are.
MARKS: Final = {
    "index.lock": "Git is writing files here.",
    "MERGE_HEAD": "A merge is not finished here.",
    "CHERRY_PICK_HEAD": "A cherry-pick is not finished here.",
    "REVERT_HEAD": "A revert is not finished here.",
    "rebase-merge": "A rebase is not finished here.",
    "rebase-apply": "A rebase is not finished here.",
}
POINTER: Final = "gitdir: "
POINTER_LIMIT: Final = 5_000


def git_at_work(root: Path) -> str:
    """Say what Git is in the middle of, in the work tree that a folder belongs to; empty if nothing."""
    git = _git_folder(root.resolve())
    if git is None:
        return ""
    return next((words for mark, words in MARKS.items() if (git / mark).exists()), "")


def _git_folder(root: Path) -> Path | None:
    for folder in (root, *root.parents):
        place = folder / ".git"
        try:
            if place.is_dir():
                return place
            if place.is_file():
                return _pointed_at(place)
        except OSError:
            return None
    return None


def _pointed_at(place: Path) -> Path | None:
    """Follow the file that stands in for the folder in a linked work tree or a submodule."""
    with place.open(encoding="utf-8", errors="replace") as file:
        words = file.read(POINTER_LIMIT).strip()
    return place.parent / words.removeprefix(POINTER) if words.startswith(POINTER) else None
