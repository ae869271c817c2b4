"""A copy of a part of the real content folder that a test may spoil, and the commands run on it."""

import shutil
from pathlib import Path

import pytest

from university.base import resources
from university.studio.cli import content

#: The three first courses and what goes with them: enough for every command, and quick to load.
FEW = {
    "courses": {"smu-101", "smu-110", "smu-130"},
    "certifications": {"cert-enthusiast.md"},
    "tips": {"linkedin.md"},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A part of the real content, in a place of its own."""
    root = Path(shutil.copytree(resources.folder("content"), tmp_path / "content", ignore=_all_but_few))
    tip = root / "tips" / "linkedin.md"
    tip.write_text(tip.read_text(encoding="utf-8").replace("/net-210/", "/smu-101/"), encoding="utf-8")
    return root


def _all_but_few(place: str, names: list[str]) -> set[str]:
    kept = FEW.get(Path(place).name)
    return set(names) - kept if kept else set()


@pytest.fixture
def run(app, now):
    """Run `university content …` in the application of the test."""

    def invoke(*words: object):
        return app.test_cli_runner().invoke(content, [str(word) for word in words])

    return invoke
