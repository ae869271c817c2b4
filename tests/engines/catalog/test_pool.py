"""quiz.md and the banks beside it make one pool; `draw` says what is taken from it."""

import pytest

from university.engines.catalog.rulebook.minimal import MINIMAL, QUIZ

BANK = (
    MINIMAL[QUIZ]
    .replace("what-first", "what-{}")
    .replace("lesson=first-line", "lesson=first-line tags=words")
)


def bank(name):
    return BANK.replace("{}", name)


@pytest.fixture
def banked(tree):
    tree.write(
        "courses/smu-110/bank-zebra.md", bank("zebra").replace("---\n##", "title: Stripes\n---\n##", 1)
    )
    tree.write("courses/smu-110/bank.md", bank("bank"))
    tree.write("courses/smu-110/bank-ape.md", bank("ape"))
    return tree


def the_course(tree):
    reading = tree.read()
    assert reading.findings == ()
    return reading.catalog.courses["smu-110"]


def faults(tree):
    return [(finding.path.split("/")[-1], finding.line, finding.code) for finding in tree.read().findings]


def test_banks_join_the_pool_after_the_quiz_in_the_order_of_their_names(banked):
    course = the_course(banked)

    assert [question.id for question in course.quiz] == ["what-first", "what-ape", "what-zebra", "what-bank"]
    assert [question.tags for question in course.quiz] == [(), ("words",), ("words",), ("words",)]


def test_a_bank_is_part_of_the_version(banked):
    before = the_course(banked).digest
    banked.edit("courses/smu-110/bank.md", "The tag", "A tag")

    assert the_course(banked).digest != before


def test_the_quiz_itself_may_be_empty_if_a_bank_is_not(banked):
    banked.write("courses/smu-110/quiz.md", "---\ncourse: smu-110\n---\n")

    assert len(the_course(banked).quiz) == 3


@pytest.mark.parametrize(
    ("draw", "count", "by_tag", "drawn"),
    [
        ("", None, (), 4),
        (", draw: 2", 2, (), 2),
        (", draw: {words: 2}", None, (("words", 2),), 2),
    ],
    ids=["all", "a number", "by tag"],
)
def test_a_quiz_draws_all_or_a_number_or_by_tag(banked, draw, count, by_tag, drawn):
    banked.edit("courses/smu-110/course.md", "wait_hours: 24", f"wait_hours: 24{draw}")

    course = the_course(banked)

    assert (course.draw, course.draw_by_tag, course.drawn_count) == (count, by_tag, drawn)


@pytest.mark.parametrize(
    ("draw", "code"),
    [
        ("5", "draw-too-large"),
        ("{words: 4}", "draw-tag-too-few"),
        ("{words: 1, wrods: 1}", "draw-tag-unknown"),
        ("{}", "value-wrong"),
        ("{words: 0}", "value-wrong"),
        ("{words: many}", "value-wrong"),
        ("{Words: 1}", "value-wrong"),
        ("many", "value-wrong"),
        ("[words]", "value-wrong"),
    ],
)
def test_a_draw_that_cannot_be_is_named_where_it_stands(banked, draw, code):
    banked.edit("courses/smu-110/course.md", "wait_hours: 24", f"wait_hours: 24, draw: {draw}")

    assert faults(banked) == [("course.md", 10, code)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (bank("bank").replace("course: smu-110", "course: smu-101"), (2, "bank-of-other-course")),
        ("---\ncourse: smu-110\n---\n", (4, "bank-empty")),
        (bank("first"), (4, "question-id-twice")),
        (bank("bank").replace("## What", "Hello.\n\n## What"), (4, "quiz-prose")),
        (bank("bank").replace("course:", "curse:"), (2, "key-unknown")),
    ],
    ids=["of another course", "empty", "an id of the quiz", "prose", "a slip in the keys"],
)
def test_a_fault_of_a_bank_is_named_in_the_bank(tree, text, fault):
    tree.write("courses/smu-110/bank.md", text)

    assert [found for found in faults(tree) if found[2] != "key-missing"] == [("bank.md", *fault)]


def test_no_lesson_can_have_the_name_of_a_bank(tree):
    tree.edit("courses/smu-110/course.md", "[first-line]", "[first-line, bank-transfer]")
    tree.write("courses/smu-110/bank-transfer.md", (tree.course / "first-line.md").read_text())

    assert "name-form" in tree.codes()


def test_a_link_to_a_bank_leads_nowhere(banked):
    banked.edit("courses/smu-110/first-line.md", "Mira types.", "[x](bank.md)")

    assert faults(banked) == [("first-line.md", 7, "link-dead")]
