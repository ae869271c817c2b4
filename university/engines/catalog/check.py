"""A folder -> all that its authors must mend, and what they should look at."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from university.engines.catalog.known import Known
from university.engines.catalog.load import is_lone_course, read_catalog
from university.engines.catalog.model import Finding
from university.engines.catalog.quality import review


def check(
    root: Path, known: Known | None = None, *, today: date, embed_hosts: Collection[str] | None = None
) -> list[Finding]:
    """Check a content folder or one course folder; without errors, all of it can be loaded.

    ``today`` decides which reviews are overdue; ``embed_hosts``, where known, which embeds stay links.
    """
    reading = read_catalog(root, known)
    return review(reading, today=today, is_lone=is_lone_course(root), embed_hosts=embed_hosts)
