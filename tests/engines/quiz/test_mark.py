"""Marking is exact, and the score is the same whenever it is computed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import bank, question
from university.engines.quiz.draw import draw
from university.engines.quiz.mark import Mark, Marking, mark, needed, passes

BANK = bank(6)
BY_ID = {one.id: one for one in BANK}
ANSWERS = st.dictionaries(st.sampled_from(list(BY_ID)), st.frozensets(st.sampled_from("abcd")))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"a", "c"}, Mark.RIGHT),
        ({"a"}, Mark.WRONG),
        ({"a", "b", "c"}, Mark.WRONG),
        ({"b"}, Mark.WRONG),
        ({"a", "c", "no such option"}, Mark.WRONG),
        (set(), Mark.UNANSWERED),
    ],
    ids=["all right ones", "one too few", "one too many", "a wrong one", "an unknown one", "none"],
)
def test_right_is_exactly_the_right_options(answer, expected):
    one = question("hats", right="ac")

    marking = mark({"hats": one}, draw([one], None, 1), {"hats": answer})

    assert marking.marks == {"hats": expected}


def test_the_score_divides_by_questions_drawn_not_by_answered():
    marking = mark(BY_ID, draw(BANK, None, 1), {"q0": {"a"}, "q1": {"a"}})

    assert (marking.right, marking.drawn_count, marking.score) == (2, 6, 33)


def test_answers_to_questions_not_drawn_count_for_nothing():
    drawn = draw(BANK, 3, 1)
    others = {id_: {"a"} for id_ in BY_ID if id_ not in {one.id for one in drawn}}

    marking = mark(BY_ID, drawn, others)

    assert set(marking.marks.values()) == {Mark.UNANSWERED}


@given(answers=ANSWERS, seed=st.integers(), other_seed=st.integers())
def test_the_score_is_the_same_however_often_and_in_whatever_order_it_is_computed(answers, seed, other_seed):
    first = mark(BY_ID, draw(BANK, None, seed), answers)

    assert mark(BY_ID, draw(BANK, None, seed), answers) == first
    assert mark(BY_ID, draw(BANK, None, other_seed), answers).score == first.score


@pytest.mark.parametrize(
    ("drawn", "pass_mark", "expected"),
    [(6, 80, 5), (6, 83, 5), (6, 85, 6), (6, 90, 6), (12, 80, 10), (12, 85, 11), (12, 90, 11), (5, 100, 5)],
)
def test_a_pass_mark_is_rounded_up_to_whole_questions(drawn, pass_mark, expected):
    assert needed(drawn, pass_mark) == expected


@given(drawn=st.integers(1, 200), pass_mark=st.integers(0, 100), data=st.data())
def test_enough_right_answers_and_a_score_at_the_pass_mark_are_the_same(drawn, pass_mark, data):
    right = data.draw(st.integers(0, drawn))
    marking = Marking({str(n): Mark.RIGHT if n < right else Mark.WRONG for n in range(drawn)})

    assert passes(right, drawn, pass_mark) == (marking.score >= pass_mark)


def test_nothing_drawn_is_never_passed():
    assert Marking({}).score == 0
    assert not passes(0, 0, 0)
