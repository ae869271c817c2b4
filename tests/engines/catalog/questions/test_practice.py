"""A lesson may hold questions of every kind; they end where the next heading begins."""

import pytest

from tests.engines.catalog.questions.test_arranged import MATCH, ORDER
from tests.engines.catalog.questions.test_drills import DRILL
from tests.engines.catalog.questions.test_typed import NUMBER, TEXT
from university.engines.catalog.model import Question, QuestionKind

LESSON = "courses/smu-110/first-line.md"
AFTER = "\nThis stands after the question.\n\n## The rule\n\nSay it.\n\n### A smaller part\n\nAgain.\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ORDER, QuestionKind.ORDERING),
        (MATCH, QuestionKind.MATCHING),
        (TEXT, QuestionKind.TEXT),
        (NUMBER, QuestionKind.NUMBER),
    ],
    ids=["order", "match", "text", "number"],
)
def test_what_follows_a_question_is_prose(tree, text, kind):
    tree.edit(LESSON, "Mira types.\n", f"Mira types.\n\n{text}{AFTER}")

    reading = tree.read()
    lesson = reading.catalog.courses["smu-110"].lessons[0]
    before, question, after, _ = lesson.blocks

    assert reading.findings == ()
    assert (before, question.kind, question.lesson) == ("<p>Mira types.</p>\n", kind, "first-line")
    assert after.startswith("<p>This stands after the question.</p>")
    assert [heading.text for heading in lesson.headings] == ["The rule", "A smaller part"]


def test_a_drill_runs_to_the_next_heading_of_its_level(tree):
    tree.edit(LESSON, "Mira types.\n", f"Mira types.\n\n{DRILL}\n## The rule\n\nSay it.\n")

    lesson = tree.read().catalog.courses["smu-110"].lessons[0]

    assert [isinstance(block, Question) for block in lesson.blocks] == [False, True, False, True]
    assert len(lesson.practice["night-call"].steps) == 3
    assert [heading.text for heading in lesson.headings] == ["The rule"]


def test_footnotes_stand_below_a_drill_that_ends_a_lesson(tree):
    where_to = (tree.root / LESSON).read_text().split("## Where")[1]
    tree.edit(LESSON, f"## Where{where_to}", f"{DRILL}\n[^1]: In the handbook.\n")
    tree.edit(LESSON, "Mira types.", "Mira types.[^1]")

    _, drill, notes = tree.read().catalog.courses["smu-110"].lessons[0].blocks

    assert drill.steps[-1].text == "<p>Silence.</p>\n"
    assert "In the handbook." in notes


def test_a_kind_without_its_form_is_told_and_not_shown_as_text(tree):
    tree.edit(LESSON, "Mira types.\n", "## What comes when? {#what-when kind=order}\n\nNothing.\n")

    assert tree.codes() == {"kind-form"}
