"""The architecture is the same on every database: one is enough here."""

from pathlib import Path

import pytest

from tests import databases


@pytest.fixture
def database_url(template: Path, tmp_path: Path) -> str:
    """An empty SQLite database with all tables."""
    return databases.fresh_sqlite(template, tmp_path)
