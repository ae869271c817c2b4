"""A list with numbers is put in order; the rows of a table are matched."""

import pytest

from university.engines.catalog.model import QuestionKind

ORDER = """\
## What comes when? {#what-when lesson=first-line kind=order}

Somebody is angry.

1. Read the *whole* thread
   The first line is rarely the point.
2. Answer

   Not before you know what was asked.
3. Tell the desk
   They keep the count.
"""
MATCH = """\
## Who helps? {#who-helps lesson=first-line kind=match}

| What | Who | Why |
|---|---|---|
| A `leak` | The desk | It may hurt. |
| A reporter | The press office | It speaks for all. |
"""


def test_the_items_of_a_list_stand_in_the_right_order(asking):
    question = asking.one(ORDER)

    assert question.kind is QuestionKind.ORDERING
    assert question.stem == "<p>What comes when?</p>\n<p>Somebody is angry.</p>\n"
    assert [(option.id, option.text, option.feedback) for option in question.options] == [
        ("a", "Read the <em>whole</em> thread", "The first line is rarely the point."),
        ("b", "Answer", "<p>Not before you know what was asked.</p>"),
        ("c", "Tell the desk", "They keep the count."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (ORDER[ORDER.index("2.") :], "", ("order-one-item", 1)),
        ("1. ", "- ", ("kind-form", 1)),
        ("   They keep the count.\n", "", ("option-without-feedback", 10)),
        ("Tell the desk", "answer", ("option-twice", 1)),
        ("kind=order", "kind=order order=fixed", ("question-value-wrong", 1)),
    ],
    ids=["one item", "no numbers", "no feedback", "twice", "fixed"],
)
def test_a_list_that_cannot_be_put_in_order_is_named(asking, old, new, fault):
    text = ORDER.replace(old, new, 1)
    if new == "- ":
        text = text.replace("2. ", "- ").replace("3. ", "- ")

    assert asking.faults(text) == [fault]


def test_each_row_has_a_partner_and_a_reason(asking):
    question = asking.one(MATCH)

    assert question.kind is QuestionKind.MATCHING
    assert question.stem == "Who helps?"
    assert [(option.id, option.text, option.partner, option.feedback) for option in question.options] == [
        ("a", "A <code>leak</code>", "The desk", "It may hurt."),
        ("b", "A reporter", "The press office", "It speaks for all."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("| A reporter | The press office | It speaks for all. |\n", "", ("match-table-shape", 1)),
        ("for all. |", "for all. | More |", ("match-table-shape", 6)),
        ("It speaks for all.", "It speaks | for all.", ("match-table-shape", 6)),
        ("The press office", "the desk.", ("match-right-twice", 6)),
        ("The press office", "", ("match-table-shape", 6)),
        ("A reporter", "", ("option-without-words", 6)),
        ("It may hurt.", "", ("option-without-feedback", 5)),
        ("A reporter", "A `leak`", ("option-twice", 1)),
        ("|---|---|---|\n", "", ("kind-form", 1)),
    ],
    ids=[
        "one row",
        "four cells",
        "a bare bar",
        "one partner twice",
        "no partner",
        "no left side",
        "no reason",
        "left side twice",
        "no table",
    ],
)
def test_a_table_that_cannot_be_matched_is_named(asking, old, new, fault):
    assert asking.faults(MATCH.replace(old, new, 1)) == [fault]


def test_a_table_of_two_columns_is_named_at_each_row(asking):
    text = "## Who? {#who lesson=first-line kind=match}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"

    found = asking.faults(text)

    assert found[:2] == [("match-table-shape", 5), ("match-table-shape", 6)]


def test_a_bar_inside_a_cell_is_written_with_a_backslash(asking):
    question = asking.one(MATCH.replace("It may hurt.", r"Hot \| cold."))

    assert question.options[0].feedback == "Hot | cold."
