"""The course that uses every element: it is sound, and our vocabulary holds no word that it does not use."""

import re
from datetime import date
from pathlib import Path

import pytest

from university.engines.catalog import check, read_catalog
from university.engines.catalog.model import Question
from university.engines.markup.vocabulary import ATTRIBUTES, CLASSES, TAGS

ROOT = Path(__file__).resolve().parents[2] / "content"
TAG = re.compile(r"<([a-z0-9]+)((?: [a-z-]+(?:=\"[^\"]*\")?)*)>")
ATTRIBUTE = re.compile(r" ([a-z-]+)(?:=\"([^\"]*)\")?")
# Deeper headings and lists that go on are drawn in tests of their own; the rest tells versions apart.
ELSEWHERE = {"h4", "h5", "h6", "start", "ins", "del", "added", "gone"}


@pytest.fixture(scope="module")
def html():
    course = read_catalog(ROOT).catalog.courses["every-element"]
    pieces = (block for lesson in course.lessons for block in lesson.blocks)
    return "".join(piece.stem if isinstance(piece, Question) else piece for piece in pieces)


def test_there_is_nothing_to_mend():
    assert check(ROOT / "courses" / "every-element", today=date(2026, 11, 22)) == []


def test_every_tag_has_its_place(html):
    assert TAGS - {tag for tag, _ in TAG.findall(html)} - ELSEWHERE == set()


def test_every_class_has_its_place(html):
    used = {
        word
        for _, attributes in TAG.findall(html)
        for name, value in ATTRIBUTE.findall(attributes)
        if name == "class"
        for word in value.split()
    }

    assert set(CLASSES) - used - ELSEWHERE == set()


def test_every_attribute_has_its_place(html):
    used = {name for _, attributes in TAG.findall(html) for name, _ in ATTRIBUTE.findall(attributes)}

    assert set().union(*ATTRIBUTES.values()) - used - ELSEWHERE == set()
