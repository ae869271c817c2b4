"""Read a content folder, and make what is good in it the live catalog."""

import shutil
import subprocess
import time
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.courses import services as courses
from university.courses.services import LoadReport, TextStore
from university.engines.catalog import Reading, read_catalog
from university.engines.catalog.git_work import git_at_work
from university.engines.catalog.harvest import Seen, in_motion
from university.engines.catalog.media.widths import MadeWidth
from university.engines.catalog.model import Catalog

GIT_SECONDS = 3
#: How long to wait for Git to finish what it is writing, looking so many times.
PATIENCE, LOOKS = 2.0, 20

log = structlog.get_logger()


@dataclass(frozen=True)
class ContentFolder:
    """A content folder as read, the Git commit of its files, if there is one, and its pictures' widths."""

    reading: Reading
    commit: str | None
    made: Sequence[MadeWidth] = ()
    store: TextStore | None = None

    @property
    def is_in_motion(self) -> bool:
        """Whether some of it could not be read because somebody was writing there."""
        return any(finding.code == "tree-in-motion" for finding in self.reading.findings)


def read_content(
    path: Path,
    kept: Container[tuple[str, int]] = (),
    *,
    store: TextStore | None = None,
    seen: Mapping[str, Seen] | None = None,
) -> ContentFolder:
    """Read a folder, and make the widths of its pictures that are not ``kept`` yet.

    Lessons that the ``store`` holds are not rendered again, and what was ``seen`` and not touched since is
    left alone. While Git is in the middle of something nothing is read, after a short wait.
    Slow, so call it outside a transaction. Raises nothing for what authors do wrong.
    """
    if words := _wait_for_git(path):
        nothing = Catalog(courses={}, certifications={}, policies={})
        return ContentFolder(Reading(catalog=nothing, findings=(in_motion(".", words),)), None)
    reading = read_catalog(path, store=store, seen=seen)
    return ContentFolder(reading, find_commit(path), courses.make_widths(reading, kept), store)


def _wait_for_git(path: Path) -> str:
    """Wait a moment for Git; gives what it is still in the middle of then."""
    for _ in range(LOOKS):
        if not git_at_work(path):
            return ""
        time.sleep(PATIENCE / LOOKS)
    return git_at_work(path)


def load_content(session: Session, folder: ContentFolder, *, by: Actor, now: datetime) -> LoadReport:
    """Make a folder the live catalog; what has a finding keeps its last good version."""
    report = courses.load(session, folder.reading, by=by, now=now, commit=folder.commit, made=folder.made)
    if folder.store is not None:
        courses.keep_texts(session, folder.store, now=now)
    log.info("content loaded", live=len(report.live), findings=len(report.findings), commit=folder.commit)
    return report


def find_commit(path: Path) -> str | None:
    """The Git commit of a folder; None where there is no Git, no commit, or no quick answer."""
    git = shutil.which("git")
    if git is None:
        return None
    try:
        told = subprocess.run(  # noqa: S603 -- a fixed command; the folder is where it runs, not a word of it
            [git, "rev-parse", "--verify", "--quiet", "HEAD"],
            cwd=path,
            capture_output=True,
            text=True,
            timeout=GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return told.stdout.strip() or None
