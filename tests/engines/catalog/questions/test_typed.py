"""Short answers and numbers: what is accepted, what is a frequent mistake, and what is said to the rest."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog.model import QuestionKind
from university.engines.catalog.questions.typed import bounds_of

TEXT = """\
## Which word? {#which-word lesson=first-line kind=text}
- [x] disclosure
  Yes.
- [x] a disclosure
  Yes.
- [ ] disclaimer
  That takes back what was said.
- [ ] Anything else
  Think of who pays.
"""
NUMBER = """\
## How many hours? {#how-many lesson=first-line kind=number}
- [x] 48 ± 2
  Yes.
- [ ] 24
  One day less.
- [ ] Anything else
  Two days.
"""


def test_a_short_answer_knows_its_wordings(asking):
    question = asking.one(TEXT)

    assert question.kind is QuestionKind.TEXT
    assert [(option.id, option.text, option.is_right, option.is_other) for option in question.options] == [
        ("a", "disclosure", True, False),
        ("b", "a disclosure", True, False),
        ("c", "disclaimer", False, False),
        ("d", "Anything else", False, True),
    ]


def test_one_wording_and_anything_else_are_enough(asking):
    text = "## Who? {#who lesson=first-line kind=text}\n- [x] you\n  Yes.\n- [ ] anything else …\n  You.\n"

    assert [option.is_other for option in asking.one(text).options] == [False, True]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("- [ ] Anything else\n  Think of who pays.\n", "", ("text-without-other", 1)),
        ("- [ ] Anything", "- [x] Anything", ("text-without-other", 8)),
        ("- [ ] Anything else", "- [ ] Anything at all", ("text-without-other", 1)),
        ("disclaimer", "“Disclosure.”", ("option-twice", 1)),
        ("  Think of who pays.\n", "", ("option-without-feedback", 8)),
        ("- [ ] disclaimer", "- [ ] ", ("option-without-words", 6)),
        ("kind=text", "kind=text order=fixed", ("question-value-wrong", 1)),
    ],
    ids=["no rest", "the rest is right", "other words", "same wording", "no feedback", "no words", "fixed"],
)
def test_a_short_answer_that_cannot_be_marked_is_named(asking, old, new, fault):
    assert asking.faults(TEXT.replace(old, new, 1)) == [fault]


def test_anything_else_stands_last(asking):
    text = TEXT.replace("disclaimer", "Anything else", 1).replace(
        "- [ ] Anything else\n  Think", "- [ ] x\n  Think"
    )

    assert asking.faults(text) == [("text-without-other", 6)]


@pytest.mark.parametrize("text", [TEXT, NUMBER], ids=["short answer", "number"])
def test_something_must_be_accepted(asking, text):
    assert asking.faults(text.replace("[x]", "[ ]")) == [("question-no-right-option", 1)]


def test_a_number_knows_what_is_near_enough(asking):
    question = asking.one(NUMBER)

    assert question.kind is QuestionKind.NUMBER
    assert [(option.low, option.high, option.is_other) for option in question.options] == [
        (Decimal(46), Decimal(50), False),
        (Decimal(24), Decimal(24), False),
        (None, None, True),
    ]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("48", "48", "48"),
        ("-2.50", "-2.5", "-2.5"),
        ("−3", "-3", "-3"),
        ("1,000", "1000", "1000"),
        ("20 %", "20", "20"),
        ("48 ± 2", "46", "50"),
        ("48 +/- 2", "46", "50"),
        ("48+-2", "46", "50"),
        ("0.1 ± 0.02", "0.08", "0.12"),
        ("10 to 20", "10", "20"),
        ("10–20", "10", "20"),
        ("-5 TO -1", "-5", "-1"),
        ("5 to 5", "5", "5"),
    ],
)
def test_numbers_are_read_as_people_write_them(words, low, high):
    assert bounds_of(words) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "words",
    [
        "two days",
        "48 hours",
        "48 ±",
        "± 2",
        "48 ± -2",
        "20 to 10",
        "10 to",
        "1e3",
        "NaN",
        "10 to 20 to 30",
        "9" * 29,
    ],
)
def test_what_is_no_number_is_not_guessed(asking, words):
    assert bounds_of(words) is None
    assert asking.faults(NUMBER.replace("48 ± 2", words)) == [("number-unreadable", 2)]


@pytest.mark.parametrize(
    "words",
    ["46", "50", "40 to 46", "49 ± 20", "50.0"],
    ids=["low end", "high end", "touching", "around", "written otherwise"],
)
def test_a_number_belongs_to_one_option_only(asking, words):
    assert asking.faults(NUMBER.replace("24", words)) == [("number-overlap", 4)]


def test_the_sign_tells_two_numbers_apart(asking):
    question = asking.one(NUMBER.replace("48 ± 2", "-24"))

    assert [option.low for option in question.options] == [Decimal(-24), Decimal(24), None]


@given(st.decimals(-9999, 9999, places=3), st.decimals(0, 9999, places=3))
def test_a_tolerance_reaches_as_far_on_both_sides(middle, wide):
    assert bounds_of(f"{middle} ± {wide}") == (middle - wide, middle + wide)
    assert bounds_of(f"{middle} to {middle + wide}") == (middle, middle + wide)


@given(st.text(max_size=40))
def test_any_words_are_a_number_or_none(words):
    found = bounds_of(words)

    assert found is None or found[0] <= found[1]
