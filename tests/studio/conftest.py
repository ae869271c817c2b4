"""A copy of the real content folder that a test may spoil, and the commands run on it."""

import shutil
from pathlib import Path

import pytest

from university.base import resources
from university.studio.cli import content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """All that is written so far, in a place of its own."""
    return Path(shutil.copytree(resources.folder("content"), tmp_path / "content"))


@pytest.fixture
def run(app, now):
    """Run `university content …` in the application of the test."""

    def invoke(*words: object):
        return app.test_cli_runner().invoke(content, [str(word) for word in words])

    return invoke
