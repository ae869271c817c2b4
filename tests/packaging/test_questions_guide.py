"""The guide to questions shows every kind, and its examples can be copied as they are."""

import re
from pathlib import Path

from university.engines.catalog.folder import Folder
from university.engines.catalog.model import QuestionKind
from university.engines.catalog.questions import Register
from university.engines.catalog.questions.register import KINDS, VALUES
from university.engines.markup import parse
from university.engines.markup.blocks import Asked, split

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "questions.md"
EXAMPLE = re.compile(r"^```markdown\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(example):
    folder = Folder(root=Path(), place="courses/smu-110")
    register = Register(folder=folder, lessons=frozenset({"put-it-in-the-post"}))
    document = parse(example)
    folder.note_flaws("quiz.md", document.flaws)
    (asked,) = [block for block in split(document) if isinstance(block, Asked)]
    return register.counted(asked, "quiz.md"), folder.findings


def test_each_kind_has_an_example_that_can_be_copied():
    read_examples = [read(example) for example in EXAMPLE.findall(GUIDE.read_text(encoding="utf-8"))]

    assert [findings for _, findings in read_examples if findings] == []
    assert [question.kind for question, _ in read_examples] == list(QuestionKind)


def test_each_value_of_the_braces_is_explained():
    guide = GUIDE.read_text(encoding="utf-8")

    assert [value for value in VALUES if f"| `{value}=" not in guide] == []
    assert [kind for kind in KINDS if f"`kind={kind}" not in guide] == []
