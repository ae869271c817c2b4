"""Signs: planted groups are found, random papers are not taken for one, and the figures are right."""

import random
from itertools import product
from math import comb, isclose, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import drill, matching, question, short_answer
from university.engines.quiz import signals
from university.engines.quiz.signals import Paper, as_text, find_groups, seconds_to_read, words_in

QUESTIONS = [f"q{number}" for number in range(10)]
COURSES = 300


def paper(id_, wrong, asked=QUESTIONS, person=None):
    """A paper of somebody of their own; ``wrong`` is a mistake for each question it names."""
    return Paper(id=id_, person=person or id_, asked=frozenset(asked), wrong=dict(wrong))


def crowd(dice, size=40, first=100):
    """Papers of people of different skill, who know nothing of each other, at questions of different weight."""
    hard = {id_: dice.uniform(0.1, 0.6) for id_ in QUESTIONS}
    popular = {id_: [dice.random() ** 2 + 0.05 for _ in "bcd"] for id_ in QUESTIONS}
    return [
        paper(
            first + number,
            {
                id_: dice.choices("bcd", popular[id_])[0]
                for id_ in QUESTIONS
                if dice.random() < min(0.95, hard[id_] * skill)
            },
        )
        for number, skill in enumerate(dice.uniform(0.2, 2) for _ in range(size))
    ]


def test_people_who_know_nothing_of_each_other_are_hardly_ever_taken_for_a_group():
    dice = random.Random(2026)

    alarms = sum(bool(find_groups(crowd(dice))) for _ in range(COURSES))

    assert alarms / COURSES < 0.01


@pytest.mark.parametrize("size", [3, 4, 6])
def test_a_group_with_the_same_six_mistakes_is_found_whole(size):
    dice = random.Random(size)
    copied = {id_: dice.choice("bcd") for id_ in QUESTIONS[:6]}
    papers = [*crowd(dice), *(paper(number, copied) for number in range(1, size + 1))]

    found = find_groups(papers)

    assert [one.papers for one in found] == [tuple(range(1, size + 1))]
    assert found[0].risk < signals.ALARM
    assert {match.equal for match in found[0].matches} == {tuple(QUESTIONS[:6])}


def test_the_order_of_the_papers_plays_no_part():
    dice = random.Random(3)
    papers = [*crowd(dice), *(paper(number, dict.fromkeys(QUESTIONS[:6], "d")) for number in (1, 2, 3))]

    assert find_groups(papers) == find_groups(papers[::-1])


def test_attempts_of_one_person_are_no_group():
    dice = random.Random(4)
    own = [paper(number, dict.fromkeys(QUESTIONS[:6], "d"), person=1) for number in (1, 2, 3)]

    assert find_groups([*crowd(dice), *own]) == ()


def test_three_equal_mistakes_are_too_few():
    dice = random.Random(5)
    papers = [paper(number, dict.fromkeys(QUESTIONS[:3], "d")) for number in range(1, 5)]

    assert find_groups([*crowd(dice), *papers]) == ()


def test_a_mistake_that_everybody_makes_says_nothing():
    same = dict.fromkeys(QUESTIONS, "b")

    assert find_groups([paper(number, same) for number in range(1, 30)]) == ()


def test_two_groups_that_share_no_paper_stay_apart():
    dice = random.Random(6)
    first = [paper(number, dict.fromkeys(QUESTIONS[:6], "d")) for number in (1, 2, 3, 4)]
    second = [paper(number, dict.fromkeys(QUESTIONS[4:], "c")) for number in (5, 6, 7, 8)]

    found = find_groups([*crowd(dice), *first, *second])

    assert sorted(one.papers for one in found) == [(1, 2, 3, 4), (5, 6, 7, 8)]


PAPERS = st.lists(
    st.dictionaries(st.sampled_from(QUESTIONS[:5]), st.sampled_from("bcd")), min_size=2, max_size=6
)


@given(wrongs=PAPERS)
def test_the_chance_of_equal_mistakes_is_that_of_counting_every_way(wrongs):
    papers = [paper(number, wrong, QUESTIONS[:5]) for number, wrong in enumerate(wrongs, start=1)]
    bench = signals._Bench(papers)
    held, other = papers[0], papers[1]

    chances = bench.equals(held, other)

    assert isclose(sum(chances), 1)
    assert all(
        isclose(a, b, abs_tol=1e-9) for a, b in zip(chances, _counted(bench, held, other), strict=True)
    )


def _counted(bench, held, other):
    """The same by looking at every set of questions and every way to match or not."""
    weights = [0.0] * (len(other.wrong) + 1)
    for fallen in product([False, True], repeat=5):
        missed = [id_ for id_, is_missed in zip(QUESTIONS[:5], fallen, strict=True) if is_missed]
        if len(missed) == len(other.wrong):
            same = [bench.popularity[id_, held.wrong[id_]] if id_ in held.wrong else 0.0 for id_ in missed]
            for equal in product([False, True], repeat=len(missed)):
                ways = prod(
                    chance if is_equal else 1 - chance for chance, is_equal in zip(same, equal, strict=True)
                )
                weights[sum(equal)] += prod(bench.odds[id_] for id_ in missed) * ways
    return [weight / sum(weights) for weight in weights]


def test_the_risk_counts_every_group_there_might_be():
    bench = signals._Bench([paper(number, {}) for number in range(10)])
    match = signals.Match(papers=(1, 2), person=2, equal=("q1",), expected=0.1, chance=0.001)

    assert isclose(bench._risk([match, match]), 10 * comb(9, 2) * 4 * 0.001**2)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (question("who"), 5),
        (matching(), 7),
        (short_answer(), 1),
        (drill(), 7),
    ],
    ids=["stem and options", "both sides", "no wordings, which nobody sees", "the first scene of a drill"],
)
def test_words_are_counted_without_markup(asked, words):
    assert words_in(asked) == words


def test_a_hundred_words_take_ten_seconds():
    assert seconds_to_read(100) == 10
    assert seconds_to_read(0) == 0


def test_one_answer_is_one_text_however_it_was_typed():
    assert as_text(["  Paid  partnership "]) == as_text(["paid partnership"])
    assert as_text(["a", "c"]) != as_text(["a"])
