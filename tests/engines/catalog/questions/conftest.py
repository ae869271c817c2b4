"""One question read alone, without a file: what it became, and what its author must mend."""

from pathlib import Path

import pytest

from university.engines.catalog.folder import Folder
from university.engines.catalog.questions import Register
from university.engines.markup import parse
from university.engines.markup.blocks import Asked, split


class Asking:
    """Reads questions as quiz.md would."""

    def __init__(self):
        self.folder = Folder(root=Path(), place="courses/smu-110")
        self.register = Register(folder=self.folder, lessons=frozenset({"first-line"}))

    def read(self, text):
        document = parse(text)
        self.folder.note_flaws("quiz.md", document.flaws)
        asked = [block for block in split(document) if isinstance(block, Asked)]
        return [self.register.counted(block, "quiz.md") for block in asked]

    def one(self, text):
        (question,) = self.read(text)
        assert self.found == []
        return question

    def faults(self, text):
        self.read(text)
        return self.found

    @property
    def found(self):
        return [(finding.code, finding.line) for finding in self.folder.findings]


@pytest.fixture
def asking():
    return Asking()
