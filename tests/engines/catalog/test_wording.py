"""What authors wrote and what learners typed mean the same if they differ in outward form only."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog.wording import plain, read_number, same_wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Disclosure", "disclosure"),
        ("a  disclosure ", "a disclosure"),
        ("“Disclosure!”", "disclosure"),
        ("don’t", "don't"),
        ("STRASSE", "straße"),
        ("cafe\u0301", "café"),
        ("#ad", "ad"),
        ("co–owner", "co-owner"),
    ],
)
def test_outward_form_makes_no_difference(one, other):
    assert same_wording(one) == same_wording(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("disclosure", "disclosures"), ("a disclosure", "disclosure"), ("C++", "C"), ("?!", "!?")],
)
def test_all_else_does(one, other):
    assert same_wording(one) != same_wording(other)


@given(st.text(max_size=30))
def test_what_was_made_comparable_stays_as_it_is(words):
    assert same_wording(same_wording(words)) == same_wording(words)


def test_words_are_read_without_their_marks():
    assert plain("<strong>AT&amp;T</strong> &lt;you&gt; ") == "AT&T <you>"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("48", "48"),
        (" +48 ", "48"),
        ("−2,5", "-2.5"),
        ("1,500", "1500"),
        ("1 500", "1500"),
        ("1,500.25", "1500.25"),
        ("0,125", "0.125"),
        (".5", "0.5"),
        ("20 %", "20"),
        ("４８", "48"),
        ("٤٨", "48"),
    ],
)
def test_a_number_is_read_as_people_write_it(words, number):
    assert read_number(words) == Decimal(number)


@pytest.mark.parametrize("words", ["", "two", "1e3", "NaN", "1.2.3", "1,2,3", "--1", "48 hours", "10²", "½"])
def test_anything_else_is_no_number(words):
    assert read_number(words) is None
