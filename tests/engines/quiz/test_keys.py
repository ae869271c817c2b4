"""A form says letters and numbers; they mean one answer, and the ids of options stay on the server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import RIGHT, WRONG, one_of_each
from university.engines.quiz.draw import shuffle
from university.engines.quiz.keys import fingerprint, read, write

KINDS = {one.id: one for one in one_of_each()}
KEPT = st.sampled_from([(id_, kept[id_]) for kept in (RIGHT, WRONG) for id_ in KINDS])


@given(answer=KEPT, seed=st.integers())
def test_an_answer_written_as_letters_is_read_back(answer, seed):
    id_, given_ = answer
    drawn = shuffle(KINDS[id_], seed)

    assert read(KINDS[id_], drawn, write(KINDS[id_], drawn, given_)) == given_


@given(id_=st.sampled_from(["steps", "pairs"]), seed=st.integers(), most=st.integers(0, 2))
def test_half_an_answer_is_kept_as_it_is(id_, seed, most):
    drawn = shuffle(KINDS[id_], seed)
    sent = [*write(KINDS[id_], drawn, WRONG[id_])[:most], ""]

    half = read(KINDS[id_], drawn, sent)

    assert len(half) == most
    assert sorted(write(KINDS[id_], drawn, half)) == sorted(sent[:-1])


@pytest.mark.parametrize(
    ("id_", "sent"),
    [
        ("who", ["E"]),
        ("steps", ["A4"]),
        ("steps", ["A0"]),
        ("steps", ["A1", "A2"]),
        ("steps", ["D1"]),
        ("steps", ["A"]),
        ("pairs", ["4A"]),
        ("pairs", ["1D"]),
        ("pairs", ["1A", "1B"]),
        ("pairs", ["A"]),
        ("word", ["one", "two"]),
        ("storm", ["D"]),
        ("storm", ["A", "A", "A", "A"]),
        ("storm", ["complaint:a"]),
    ],
)
def test_what_was_not_offered_is_refused(id_, sent):
    with pytest.raises(KeyError):
        read(KINDS[id_], shuffle(KINDS[id_], 1), sent)


def test_two_items_in_one_place_are_kept_until_one_of_them_moves():
    steps = KINDS["steps"]

    assert read(steps, shuffle(steps, 1), ["A1", "B1", "C1"]) == ("a=1", "b=1", "c=1")


def test_what_a_page_shows_has_one_word_in_whatever_order_its_controls_stand():
    assert fingerprint(["B2", "", "A1"], is_flagged=False) == fingerprint(["A1", "B2"], is_flagged=False)
    assert fingerprint(["wow!"], is_flagged=False) != fingerprint(["wow"], is_flagged=True)
