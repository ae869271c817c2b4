"""Read a content folder, and make what is good in it the live catalog."""

import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.courses import services as courses
from university.courses.services import LoadReport
from university.engines.catalog import Reading, read_catalog

GIT_SECONDS = 3

log = structlog.get_logger()


@dataclass(frozen=True)
class ContentFolder:
    """A content folder as read, and the Git commit that its files are at, if there is one."""

    reading: Reading
    commit: str | None


def read_content(path: Path) -> ContentFolder:
    """Read a folder; slow, so call it outside a transaction. Raises nothing for what authors do wrong."""
    return ContentFolder(read_catalog(path), find_commit(path))


def load_content(session: Session, folder: ContentFolder, *, by: Actor, now: datetime) -> LoadReport:
    """Make a folder the live catalog; what has a finding keeps its last good version."""
    report = courses.load(session, folder.reading, by=by, now=now, commit=folder.commit)
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
