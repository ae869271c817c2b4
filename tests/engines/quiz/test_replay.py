"""A kept draw is drawn once more by its key: the same, or each difference is named."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import content
from tests.factories.questions import bank, one_of_each
from university.engines.quiz.draw import DrawnQuestion, draw_for, keyed_seed
from university.engines.quiz.replay import Replay, replay

KEY = "5" * 64
COURSE = content.course(quiz=bank(8), draw=3)
DRAWS = 10_000


def again(kept: tuple[DrawnQuestion, ...], seed: str, **special) -> Replay:
    values = {"seed": seed, "kept": kept, "seed_again": seed, "seen": {}, "without": ()} | special
    return replay(COURSE, **values)


@pytest.fixture
def seed() -> str:
    return keyed_seed(KEY, 1, 1, COURSE.digest)


@pytest.fixture
def kept(seed) -> tuple[DrawnQuestion, ...]:
    return draw_for(COURSE, seed)


def test_ten_thousand_draws_replay_the_same():
    course = content.course(quiz=(*bank(6), *one_of_each()), draw=5)
    found = []
    for enrollment in range(DRAWS // 5):
        seen: Counter[str] = Counter()
        for number in range(1, 6):
            seed = keyed_seed(KEY, enrollment, number, course.digest)
            drawn = draw_for(course, seed, seen)
            once_more = replay(
                course, seed=seed, kept=drawn, seed_again=seed, seen=dict(reversed(seen.items())), without=()
            )
            found.append(once_more.is_same)
            seen.update(one.id for one in drawn)

    assert found == [True] * DRAWS


@settings(max_examples=50)
@given(
    enrollment=st.integers(1, 10**9),
    seen=st.dictionaries(st.sampled_from([one.id for one in COURSE.quiz]), st.integers(0, 3)),
    without=st.sets(st.sampled_from([one.id for one in COURSE.quiz]), max_size=6),
)
def test_whatever_was_seen_and_voided_before_a_draw_replays_the_same(enrollment, seen, without):
    seed = keyed_seed(KEY, enrollment, 1, COURSE.digest)

    found = again(draw_for(COURSE, seed, seen, without), seed, seen=seen, without=without)

    assert (found.is_same, found.differences) == (True, ())


def test_the_same_is_said_in_words(kept, seed):
    assert again(kept, seed).words.startswith("The draw is the same")


def test_an_altered_seed_is_named(kept, seed):
    found = replace(again(kept, seed), seed="0" * 64)

    assert found.differences == ("The seed in the attempt is not the one that the key gives.",)
    assert found.words.startswith("The draw is NOT the same: The seed")


def test_a_question_put_in_the_place_of_another_is_named(kept, seed):
    drawn = {one.id for one in kept}
    other = next(one.id for one in COURSE.quiz if one.id not in drawn)

    found = again((replace(kept[0], id=other), *kept[1:]), seed)

    assert found.differences == (
        f"{other} was asked, but is not drawn again.",
        f"{kept[0].id} is drawn again, but was not asked.",
    )


def test_options_in_another_order_are_named(kept, seed):
    turned = replace(kept[0], options=kept[0].options[::-1])

    assert again((turned, *kept[1:]), seed).differences == (
        f"{kept[0].id} has its options in another order.",
    )


def test_questions_in_another_order_are_named(kept, seed):
    assert again(kept[::-1], seed).differences == ("The questions stand in another order.",)


def test_a_question_asked_twice_is_named(kept, seed):
    assert again((*kept, kept[0]), seed).differences == ("A question is asked twice.",)
