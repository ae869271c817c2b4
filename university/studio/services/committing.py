"""Commits of published files through the git program, where the content folder is a Git work tree itself.

Hooks, signing, file watchers and editors stay off: publishing is an act of the site, and nothing
that lies in a repository may make its process run something else. A repository around the content folder
(as when it lies inside another project) is not the course's history, and is left alone.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from university.base.errors import Unavailable

SECONDS: Final = 20
KEPT: Final = ("PATH", "HOME", "LANG", "TMPDIR")
OFF: Final = (
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.autocrlf=false"),
    *("-c", "commit.gpgSign=false"),
    *("-c", "gc.auto=0"),
    *("-c", "maintenance.auto=false"),
)
NAMELESS: Final = str.maketrans(dict.fromkeys("<>\n\r\0"))

log = structlog.get_logger()


@dataclass(frozen=True)
class Author:
    """Whose name stands in the history."""

    name: str
    email: str

    @property
    def words(self) -> str:
        """As Git writes it."""
        return f"{self.name.translate(NAMELESS).strip()} <{self.email.translate(NAMELESS).strip()}>"


@dataclass(frozen=True)
class WorkTree:
    """A content folder that Git keeps; every call runs there, without a shell."""

    root: Path
    git: str

    def keep(self, paths: Sequence[str], author: Author, note: str) -> str | None:
        """Commit these paths and nothing else; gives the commit, or None if they are committed already.

        Raises ``Unavailable`` with Git's own words when it refuses.
        """
        known = set(self._run("ls-files", "-z", "--", *paths).split("\0"))
        there = [path for path in paths if path in known or (self.root / path).exists()]
        if not there:
            return None
        head = self.head()
        self._run("add", "--all", "--", *there)
        if not self._run("status", "--porcelain", "-z", "--", *there):
            return None
        try:
            self._run(
                *("-c", f"user.name={author.name.translate(NAMELESS).strip()}"),
                *("-c", f"user.email={author.email.translate(NAMELESS).strip()}"),
                *("commit", "--quiet", "--no-verify", "--only", "--cleanup=whitespace"),
                *(f"--author={author.words}", f"--message={note}", "--", *there),
            )
        except Unavailable:
            self._unstage(head, there)
            raise
        return self.head()

    def take_back(self, commit: str, before: str | None, paths: Sequence[str]) -> None:
        """Undo our own newest commit; where somebody has committed since, it stays, and the log says so."""
        try:
            if before is None:
                self._run("update-ref", "-d", "HEAD", commit)
            else:
                self._run("update-ref", "HEAD", before, commit)
            self._unstage(before, paths)
        except Unavailable as error:
            log.warning("a commit could not be taken back", commit=commit, reason=str(error))

    def _unstage(self, head: str | None, paths: Sequence[str]) -> None:
        if head is None:
            self._run("rm", "--cached", "--quiet", "--ignore-unmatch", "--", *paths)
        else:
            self._run("reset", "--quiet", "--", *paths)

    def head(self) -> str | None:
        """The newest commit; None before the first."""
        return self._told("rev-parse", "--verify", "--quiet", "HEAD").stdout.strip() or None

    def _run(self, *words: str) -> str:
        told = self._told(*words)
        if told.returncode:
            reason = (told.stderr.strip() or told.stdout.strip()).splitlines()[-1:] or ["no reason"]
            raise Unavailable(f"Git did not take this: {reason[0]}. Ask whoever keeps the content folder.")
        return told.stdout

    def _told(self, *words: str) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(  # noqa: S603 -- no shell; every path is a checked name behind `--`
                [self.git, *OFF, "--literal-pathspecs", *words],
                cwd=self.root,
                env=_environment(self.root),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable("Git did not answer. Ask whoever keeps the content folder.") from error


def find_work_tree(content: Path) -> WorkTree | None:
    """The Git work tree whose top is the content folder; None where there is none, or no Git.

    Raises ``Unavailable`` for a repository that Git does not open.
    """
    git, root = shutil.which("git"), content.resolve()
    if git is None or not (root / ".git").exists():
        return None
    tree = WorkTree(root, git)
    top = tree._run("rev-parse", "--show-toplevel").strip()  # noqa: SLF001 -- this module's own
    return tree if Path(top) == root else None


def _environment(root: Path) -> dict[str, str]:
    """Only what Git needs: no variable of the site, and no search above the content folder."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {
        "GIT_CEILING_DIRECTORIES": str(root.parent),
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EDITOR": "true",
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C.UTF-8",
    }
