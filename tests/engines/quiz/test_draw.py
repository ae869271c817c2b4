"""A draw is fair to the reader and can be replayed for ever."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import bank, drill, number, ordering, question, short_answer, true_false
from university.engines.catalog.model import Question
from university.engines.quiz.draw import DrawnQuestion, draw, draw_by_tag, from_json, shuffle, to_json

BANK = bank(12)
SEEDS = st.integers(0, 2**64)
SEEN = st.dictionaries(st.sampled_from([question.id for question in BANK]), st.integers(1, 3))


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


@given(seed=SEEDS)
def test_the_right_order_is_never_shown(seed):
    one = ordering(items=("First", "Second", "Third"))

    shown = shuffle(one, seed).options

    assert sorted(shown) == ["a", "b", "c"]
    assert shown != ("a", "b", "c")


@given(seed=SEEDS)
def test_true_false_and_options_in_fixed_order_stand_as_written(seed):
    fixed = replace(question("q"), keeps_order=True)

    assert [shuffle(one, seed).options for one in (true_false(), fixed)] == [("a", "b"), ("a", "b", "c", "d")]


@given(seed=SEEDS)
def test_what_is_typed_has_nothing_to_shuffle(seed):
    assert [shuffle(one, seed).options for one in (short_answer(), number())] == [(), ()]


@given(seed=SEEDS)
def test_a_drill_shuffles_each_step_by_itself_unless_its_order_is_fixed(seed):
    written = ("complaint:a", "complaint:b", "complaint:c", "answer:a", "answer:b")

    shown = shuffle(drill(), seed).options

    assert (sorted(shown[:3]), sorted(shown[3:])) == (sorted(written[:3]), sorted(written[3:]))
    assert shuffle(replace(drill(), keeps_order=True), seed).options == written


def test_all_orders_but_the_right_one_come_up():
    shown = {shuffle(ordering(), seed).options for seed in range(200)}

    assert len(shown) == 5


def tagged(**tags: str) -> tuple[Question, ...]:
    return tuple(replace(question(id_), tags=tuple(words.split())) for id_, words in tags.items())


TAGGED = tagged(a1="a", a2="a", a3="a", b1="b", b2="b", ab="a b", none="")


@given(seed=SEEDS)
def test_a_draw_by_tag_takes_so_many_of_each_and_none_twice(seed):
    drawn = {one.id for one in draw_by_tag(TAGGED, [("a", 3), ("b", 2)], seed)}

    assert len(drawn) == 5
    assert "none" not in drawn
    assert len(drawn & {"b1", "b2", "ab"}) >= 2


@given(seed=SEEDS)
def test_a_question_of_two_tags_gives_way_to_the_tag_that_needs_it(seed):
    bank = tagged(ab="a b", a="a")

    assert {one.id for one in draw_by_tag(bank, [("a", 1), ("b", 1)], seed)} == {"ab", "a"}


@given(seed=SEEDS)
def test_each_tag_draws_unseen_questions_first(seed):
    drawn = {
        one.id
        for one in draw_by_tag(
            TAGGED, [("a", 1), ("b", 1)], seed, seen=dict.fromkeys(("a1", "a2", "b1", "ab"), 1)
        )
    }

    assert drawn == {"a3", "b2"}


@given(seed=SEEDS, seen=st.dictionaries(st.sampled_from([one.id for one in TAGGED]), st.integers(1, 3)))
def test_a_draw_by_tag_replays_equal(seed, seen):
    by_tag = [("b", 2), ("a", 2)]

    first = draw_by_tag(TAGGED, by_tag, seed, seen)

    assert draw_by_tag(tuple(reversed(TAGGED)), by_tag, seed, seen) == first


def test_a_draw_by_tag_that_is_not_possible_is_refused():
    with pytest.raises(ValueError, match="tag b"):
        draw_by_tag(TAGGED, [("a", 4), ("b", 3)], 1)
