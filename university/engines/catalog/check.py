"""A folder -> all that its authors must mend."""

from pathlib import Path

from university.engines.catalog.known import Known
from university.engines.catalog.load import read_catalog
from university.engines.catalog.model import Finding


def check(root: Path, known: Known | None = None) -> list[Finding]:
    """Check a content folder or one course folder; an empty list means that all of it can be loaded."""
    return list(read_catalog(root, known).findings)
