"""The smallest catalog of the rule book on the disk; each test says what is special about its own."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.factories.lay import lay_minimal
from university.engines.catalog import read_catalog
from university.engines.catalog.rulebook.minimal import MINIMAL


class Tree:
    """A content folder on the disk that a test may bend."""

    def __init__(self, root: Path):
        self.root = root
        self.course = root / "courses" / "smu-110"

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, name, old, new):
        path = self.root / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    def add_course(self, slug, prerequisites=""):
        for name in ("course.md", "first-line.md", "quiz.md"):
            text = MINIMAL[f"courses/smu-110/{name}"].replace("smu-110", slug)
            self.write(f"courses/{slug}/{name}", text)
        self.edit(f"courses/{slug}/course.md", "owners:", f"prerequisites: [{prerequisites}]\nowners:")

    def read(self):
        return read_catalog(self.root)

    def codes(self):
        return {finding.code for finding in self.read().findings}


@pytest.fixture
def tree(tmp_path):
    made = Tree(tmp_path / "content")
    lay_minimal(made.root)
    return made


@pytest.fixture(scope="session")
def picture():
    def draw(kind="PNG", size=(4, 3), **options):
        body = io.BytesIO()
        Image.new("RGB", size).save(body, kind, **options)
        return body.getvalue()

    return draw
