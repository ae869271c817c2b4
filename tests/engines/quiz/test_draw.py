"""A draw is fair to the reader and can be replayed for ever."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import bank
from university.engines.quiz.draw import DrawnQuestion, draw, from_json, to_json

BANK = bank(12)
SEEDS = st.integers(0, 2**64)
SEEN = st.frozensets(st.sampled_from([question.id for question in BANK]))


@given(seed=SEEDS, count=st.integers(1, 12), seen=SEEN)
def test_a_draw_replays_equal_even_from_a_bank_in_another_order(seed, count, seen):
    first = draw(BANK, count, seed, seen)

    assert draw(tuple(reversed(BANK)), count, seed, seen) == first


@given(seed=SEEDS, count=st.integers(1, 12), seen=SEEN)
def test_a_draw_never_repeats_a_question_and_shows_each_of_its_options_once(seed, count, seen):
    drawn = draw(BANK, count, seed, seen)

    assert len({one.id for one in drawn}) == count
    assert [sorted(one.options) for one in drawn] == [["a", "b", "c", "d"]] * count


@given(seed=SEEDS, count=st.integers(1, 12), seen=SEEN)
def test_a_seen_question_is_drawn_only_when_the_unseen_run_out(seed, count, seen):
    drawn = draw(BANK, count, seed, seen)

    again = sum(one.id in seen for one in drawn)
    assert again == max(0, count - (len(BANK) - len(seen)))


@given(seed=SEEDS, count=st.none() | st.integers(1, 12))
def test_a_draw_survives_storage(seed, count):
    drawn = draw(BANK, count, seed)

    assert from_json(json.loads(json.dumps(to_json(drawn)))) == drawn


def test_without_a_count_the_whole_bank_is_drawn():
    drawn = draw(BANK, None, 1)

    assert {one.id for one in drawn} == {question.id for question in BANK}


def test_an_old_seed_gives_its_old_draw_on_every_release_of_python():
    drawn = draw(BANK, 2, 2026)

    assert drawn == (
        DrawnQuestion("q3", ("c", "d", "b", "a")),
        DrawnQuestion("q2", ("c", "a", "b", "d")),
    )


def test_the_seed_may_be_kept_as_text():
    assert draw(BANK, 5, "2026") == draw(BANK, 5, 2026)


def test_seeds_spread_questions_and_options_evenly():
    draws = [draw(BANK, 6, seed) for seed in range(400)]

    drawn = sum(one.id == "q0" for each in draws for one in each)
    first = sum(one.options[0] == "a" for each in draws for one in each)
    assert 150 < drawn < 250
    assert 500 < first < 700


@pytest.mark.parametrize("count", [0, -1, 13], ids=["none", "fewer than none", "more than there are"])
def test_a_count_outside_the_bank_is_refused(count):
    with pytest.raises(ValueError, match="Cannot draw"):
        draw(BANK, count, 1)
