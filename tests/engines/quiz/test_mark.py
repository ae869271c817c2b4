"""Marking is exact, and the score is the same whenever it is computed."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import RIGHT, WRONG, bank, drill, one_of_each, question
from university.engines.quiz.draw import draw, from_json, to_json
from university.engines.quiz.mark import Mark, Marking, mark, mark_one, needed, passes
from university.engines.quiz.walk import walk
from university.engines.quiz.wordings import option_given

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


KINDS = {one.id: one for one in one_of_each()}
ALL = draw(one_of_each(), None, 1)


def marked(id_: str, *given: str) -> Mark:
    return mark(KINDS, ALL, {id_: given}).marks[id_]


@pytest.mark.parametrize("id_", KINDS)
def test_every_kind_can_be_right_wrong_and_unanswered(id_):
    marks = [marked(id_, *RIGHT[id_]), marked(id_, *WRONG[id_]), marked(id_)]

    assert marks == [Mark.RIGHT, Mark.WRONG, Mark.UNANSWERED]


@pytest.mark.parametrize(
    ("id_", "given"),
    [
        ("steps", ("a=1", "b=2")),
        ("steps", ("a=1", "b=1", "c=1")),
        ("pairs", ("a=a", "b=b")),
        ("word", ("  ",)),
        ("hours", ("forty-eight",)),
        ("storm", ("complaint:a",)),
    ],
    ids=["a place missing", "a place twice", "a partner missing", "blanks", "no number", "not at an end"],
)
def test_what_was_begun_but_not_finished_is_unanswered(id_, given):
    assert marked(id_, *given) is Mark.UNANSWERED


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Paid Partnership", Mark.RIGHT),
        ("  «paid   partnership»! ", Mark.RIGHT),
        ("#AD", Mark.RIGHT),
        ("ad", Mark.RIGHT),
        ("paid partner", Mark.WRONG),
        ("paidpartnership", Mark.WRONG),
        (".*", Mark.WRONG),
    ],
)
def test_a_wording_is_compared_without_case_blanks_and_outer_punctuation(typed, expected):
    assert marked("word", typed) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("46", Mark.RIGHT),
        ("50,0", Mark.RIGHT),
        (" + 48 % ", Mark.RIGHT),
        ("50.01", Mark.WRONG),
        ("-48", Mark.WRONG),
    ],
)
def test_a_number_is_right_from_its_lowest_to_its_highest(typed, expected):
    assert marked("hours", typed) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Thanks!", "c"), ("whatever", "d"), ("#ad", "b")],
    ids=["mistake", "other", "right"],
)
def test_what_was_typed_belongs_to_one_option(typed, expected):
    option = option_given(KINDS["word"], typed)

    assert option is not None
    assert option.id == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("complaint:a", "answer:a"), Mark.RIGHT),
        (("complaint:a", "answer:b"), Mark.RIGHT),
        (("complaint:b", "answer:b"), Mark.WRONG),
        (("complaint:c",), Mark.WRONG),
    ],
    ids=["all points", "just enough", "too few", "a critical mistake"],
)
def test_a_drill_is_right_from_its_points_on_without_a_critical_mistake(path, expected):
    assert marked("storm", *path) is expected


def test_points_cannot_make_up_for_a_critical_mistake():
    first, *others = drill().steps
    rich = replace(first.options[2], points=(("speed", 99),))
    one = replace(drill(), steps=(replace(first, options=(*first.options[:2], rich)), *others))

    assert walk(one, ("complaint:c",)).total == 99
    assert mark_one(one, ("complaint:c",)) is Mark.WRONG


def test_points_are_summed_by_criterion_over_the_way():
    way = walk(drill(), ("complaint:a", "answer:a"))

    assert (way.points, way.total, way.here.id) == ({"empathy": 3, "privacy": 1}, 4, "calm")


def test_an_answer_stored_as_letters_years_ago_is_marked_as_it_was():
    drawn = from_json([{"id": "both", "options": ["c", "a", "d", "b"]}, {"id": "who", "options": ["b", "a"]}])

    assert mark(KINDS, drawn, {"both": ["a", "c"], "who": ["a"]}).marks == {
        "both": Mark.RIGHT,
        "who": Mark.WRONG,
    }


KEPT = st.lists(
    st.sampled_from(
        sorted({text for answers in (RIGHT, WRONG) for kept in answers.values() for text in kept})
    ),
    max_size=4,
    unique=True,
)


@given(answers=st.dictionaries(st.sampled_from(list(KINDS)), KEPT), seed=st.integers())
def test_the_score_of_every_kind_is_the_same_however_often_it_is_computed(answers, seed):
    answers = {id_: [one for one in kept if fits(id_, one)] for id_, kept in answers.items()}
    drawn = draw(one_of_each(), None, seed)

    first = mark(KINDS, drawn, answers)
    stored = from_json(json.loads(json.dumps(to_json(drawn))))

    assert mark(KINDS, stored, json.loads(json.dumps(answers))) == first
    assert mark(KINDS, ALL, answers).score == first.score


def fits(id_: str, one: str) -> bool:
    return one in RIGHT[id_] or one in WRONG[id_]


@given(answers=ANSWERS, voided=st.frozensets(st.sampled_from([*BY_ID, "of another course"])))
def test_what_was_voided_counts_as_right_so_that_a_score_can_only_rise(answers, voided):
    drawn = draw(BANK, 4, 1)
    asked = {one.id for one in drawn}

    before, after = mark(BY_ID, drawn, answers), mark(BY_ID, drawn, answers, voided)

    assert {id_ for id_, one in after.marks.items() if one is Mark.VOIDED} == asked & voided
    assert after.right == len({id_ for id_, one in before.marks.items() if one.counts} | (asked & voided))
    assert after.score >= before.score
    assert set(after.not_right) == set(before.not_right) - voided
    assert after.drawn_count == before.drawn_count
