"""Who comes back meets new questions first: by counts, by tags, and without those that were voided."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content
from tests.factories.questions import bank, question
from university.engines.quiz.draw import draw, draw_by_tag, draw_for, keyed_seed

SEEDS = st.text("0123456789abcdef", min_size=1, max_size=64)


def sweep(size: int, count: int, rounds: int, seed: str) -> list[list[str]]:
    """What a person is asked who sits so often, each time drawing so many of a bank of this size."""
    seen: Counter[str] = Counter()
    asked = []
    for number in range(rounds):
        drawn = [one.id for one in draw(bank(size), count, f"{seed}/{number}", seen)]
        seen.update(drawn)
        asked.append(drawn)
    return asked


@given(seed=SEEDS, count=st.integers(1, 5), rounds=st.integers(1, 5))
def test_no_question_comes_again_before_the_bank_has_run_out(seed, count, rounds):
    asked = sweep(count * rounds, count, rounds, seed)

    each = [id_ for drawn in asked for id_ in drawn]
    assert len(each) == len(set(each)) == count * rounds


@given(seed=SEEDS, size=st.integers(1, 12), count=st.integers(1, 12), rounds=st.integers(1, 9))
def test_no_question_is_ever_asked_two_times_more_than_another(seed, size, count, rounds):
    asked = sweep(size, min(count, size), rounds, seed)

    often = Counter({one.id: 0 for one in bank(size)})
    for drawn in asked:
        often.update(drawn)
        assert max(often.values()) - min(often.values()) <= 1


@given(seed=SEEDS, rounds=st.integers(1, 3))
def test_each_tag_sweeps_through_its_own_questions(seed, rounds):
    tagged = tuple(
        replace(question(f"{tag}{number}"), tags=(tag,)) for tag in ("care", "law") for number in range(6)
    )
    seen: Counter[str] = Counter()

    for number in range(rounds):
        drawn = draw_by_tag(tagged, (("care", 2), ("law", 2)), f"{seed}/{number}", seen)
        seen.update(one.id for one in drawn)

    assert set(seen.values()) == {1}
    assert sum(seen.values()) == 4 * rounds


@given(seed=SEEDS, voided=st.frozensets(st.sampled_from([one.id for one in bank(6)])))
def test_a_voided_question_is_never_drawn_and_what_is_left_is_enough(seed, voided):
    course = content.course(quiz=bank(6), draw=4)

    drawn = {one.id for one in draw_for(course, seed, without=voided)}

    assert not drawn & voided
    assert len(drawn) == min(4, 6 - len(voided))


@given(seed=SEEDS, voided=st.sampled_from([frozenset(), frozenset({"both"}), frozenset({"both", "law"})]))
def test_a_draw_by_tag_is_as_long_as_what_is_left_allows(seed, voided):
    tags = {"both": ("care", "law"), "care": ("care",), "law": ("law",)}
    quiz = tuple(replace(question(id_), tags=held) for id_, held in tags.items())
    course = content.course(quiz=quiz, draw_by_tag=(("care", 2), ("law", 1)))

    drawn = {one.id for one in draw_for(course, seed, without=voided)}

    assert drawn == tags.keys() - voided


def test_nothing_is_drawn_from_a_bank_that_is_voided_whole():
    course = content.course(quiz=bank(2))

    assert draw_for(course, "seed", without={"q0", "q1"}) == ()


def test_a_seed_rests_on_its_key_for_ever():
    seed = keyed_seed("k" * 64, 7, 2, "d" * 64)

    assert seed == keyed_seed("k" * 64, 7, 2, "d" * 64)
    assert len(seed) == 64


@pytest.mark.parametrize(
    "other",
    [
        ("l" * 64, 7, 2, "d" * 64),
        ("k" * 64, 8, 2, "d" * 64),
        ("k" * 64, 7, 3, "d" * 64),
        ("k" * 64, 7, 2, "e" * 64),
    ],
    ids=["another key", "another enrollment", "another attempt", "another version"],
)
def test_anything_else_gives_another_seed(other):
    assert keyed_seed("k" * 64, 7, 2, "d" * 64) != keyed_seed(*other)


def test_numbers_that_run_together_give_different_seeds():
    assert keyed_seed("k", 1, 12, "d") != keyed_seed("k", 11, 2, "d")
