"""Question statistics against figures worked out by hand."""

import math

import pytest

from tests.factories.questions import matching, ordering, question
from university.engines.quiz.mark import Mark
from university.engines.quiz.statistics import ENOUGH, FEWEST, Sitting, statistics_of

RIGHT, WRONG, OPEN = Mark.RIGHT, Mark.WRONG, Mark.UNANSWERED
FIRST, SECOND, THIRD = (question(name, options="abc", right="a") for name in ("first", "second", "third"))


def sitting(*marks, seconds=(), given=("a", "a", "a")):
    names = ("first", "second", "third")
    return Sitting(
        marks=dict(zip(names, marks, strict=True)),
        given={name: (letter,) for name, letter in zip(names, given, strict=True) if letter},
        seconds=dict(zip(names, seconds, strict=False)),
    )


#: Six attempts at three questions. For "first" the pairs (right, share of the other two) are
#: (1, 1) (1, 1/2) (1, 1/2) (0, 1/2) (0, 0) (0, 0): means 1/2 and 5/12, sum of products of deviations 3/4,
#: sums of squares 3/2 and 17/24, so r = (3/4) / sqrt(3/2 * 17/24) = 3 / sqrt(17).
WORKED = [
    sitting(RIGHT, RIGHT, RIGHT, seconds=(10, 20, 30), given="aaa"),
    sitting(RIGHT, RIGHT, WRONG, seconds=(12, 20, 30), given="aab"),
    sitting(RIGHT, WRONG, RIGHT, seconds=(50, 20, 30), given="aba"),
    sitting(WRONG, RIGHT, WRONG, seconds=(14, 20, 30), given="bab"),
    sitting(WRONG, WRONG, WRONG, seconds=(16, 20, 30), given="bbb"),
    sitting(OPEN, WRONG, WRONG, seconds=(), given=("", "b", "b")),
]


@pytest.fixture(scope="module")
def first():
    return statistics_of([FIRST, SECOND, THIRD], WORKED)[0]


def test_difficulty_is_the_share_of_right_answers(first):
    assert (first.asked, first.right, first.unanswered, first.percent_right) == (6, 3, 1, 50)


def test_separation_is_the_correlation_with_the_other_questions(first):
    assert first.separation == pytest.approx(0.75 / math.sqrt(1.5 * 17 / 24), abs=1e-12)


def test_time_is_the_median_of_those_who_answered(first):
    assert first.median_seconds == 14


def test_picks_count_each_option_among_all_who_saw_it(first):
    assert [(pick.option.id, pick.count, pick.seen, pick.percent) for pick in first.picks] == [
        ("a", 3, 6, 50),
        ("b", 2, 6, 33),
        ("c", 0, 6, 0),
    ]


def test_a_question_that_was_not_drawn_has_no_figures():
    (never,) = statistics_of([question("never")], WORKED)

    assert (never.asked, never.percent_right, never.separation, never.is_told) == (0, 0, None, False)


@pytest.mark.parametrize(
    "marks", [(RIGHT, RIGHT, RIGHT), (WRONG, WRONG, WRONG)], ids=["all right", "all wrong"]
)
def test_where_all_are_alike_nothing_separates(marks):
    assert statistics_of([FIRST], [sitting(*marks)] * 9)[0].separation is None


def test_a_quiz_of_one_question_has_nothing_to_compare_with():
    alone = [Sitting(marks={"first": mark}) for mark in (RIGHT, WRONG) * 5]

    assert statistics_of([FIRST], alone)[0].separation is None


def test_few_answers_are_not_told_and_not_judged():
    few = statistics_of([FIRST], WORKED[: FEWEST - 1])[0]

    assert not few.is_told
    assert few.remarks == ()


def test_remarks_name_what_an_author_should_look_at():
    easy, hard, idle = statistics_of(
        [FIRST, SECOND, THIRD], [sitting(RIGHT, WRONG, mark, given="abb") for mark in (RIGHT, WRONG) * ENOUGH]
    )

    assert easy.remarks == (
        "Nearly everybody is right: does it still teach?",
        "Some options are never chosen.",
    )
    assert hard.remarks[0] == "Most people are wrong: is it clear, and is the key right?"
    assert [pick.option.id for pick in idle.unpicked] == ["c"]


def test_a_question_that_strong_attempts_miss_is_named():
    turned = [sitting(RIGHT, WRONG, WRONG), sitting(WRONG, RIGHT, RIGHT)] * ENOUGH

    assert "Strong attempts miss it as often as weak ones." in statistics_of([FIRST], turned)[0].remarks


def test_items_in_their_place_count_for_an_ordering():
    answers = [("a", "b", "c"), ("a", "c", "b"), ("b", "a", "c")]
    shown = statistics_of(
        [ordering("first")], [Sitting(marks={"first": WRONG}, given={"first": one}) for one in answers]
    )

    assert [pick.count for pick in shown[0].picks] == [2, 1, 2]


def test_right_pairs_count_for_a_match():
    answers = [("a=a", "b=b", "c=c"), ("a=b", "b=a", "c=c"), ("a=a",)]
    shown = statistics_of(
        [matching("first")], [Sitting(marks={"first": WRONG}, given={"first": one}) for one in answers]
    )

    assert [pick.count for pick in shown[0].picks] == [2, 1, 2]
