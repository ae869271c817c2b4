"""The result page says what was chosen, what was right, and why."""

from tests.factories.questions import bank, drill, matching, number, ordering, short_answer
from university.engines.catalog.model import Question
from university.engines.quiz.draw import DrawnQuestion, shuffle
from university.engines.quiz.explain import explain, explain_one
from university.engines.quiz.explained import ExplainedQuestion
from university.engines.quiz.mark import Mark

BY_ID = {one.id: one for one in bank(2)}
DRAWN = (DrawnQuestion("q1", ("c", "a", "d", "b")), DrawnQuestion("q0", ("a", "b", "c", "d")))


def test_options_stand_in_the_order_in_which_they_were_seen():
    explained = explain(BY_ID, DRAWN, {"q1": {"d"}})

    assert [one.id for one in explained] == ["q1", "q0"]
    assert [option.id for option in explained[0].options] == ["c", "a", "d", "b"]


def test_each_option_says_whether_it_was_chosen_and_whether_it_is_right():
    first, second = explain(BY_ID, DRAWN, {"q1": {"d"}})

    told = [(option.is_chosen, option.is_right, option.feedback) for option in first.options]
    assert told == [
        (False, False, "why c"),
        (False, True, "why a"),
        (True, False, "why d"),
        (False, False, "why b"),
    ]
    assert (first.mark, second.mark) == (Mark.WRONG, Mark.UNANSWERED)
    assert not any(option.is_chosen for option in second.options)


def explained(one: Question, *given: str) -> ExplainedQuestion:
    return explain_one(one, shuffle(one, 1), given)


def test_an_order_tells_the_right_place_and_the_given_one_of_each_item():
    told = explained(ordering(), "b", "a", "c").in_order

    assert [(item.text, item.place, item.given, item.is_right) for item in told] == [
        ("Stop", 1, 2, False),
        ("Ask", 2, 1, False),
        ("Write", 3, 3, True),
    ]
    assert [item.feedback for item in told] == ["reason Stop", "reason Ask", "reason Write"]


def test_a_match_tells_the_partner_and_what_was_chosen():
    told = explained(matching(), "a=a", "b=c").pairs

    assert [(pair.left, pair.partner, pair.given, pair.is_right) for pair in told] == [
        ("Rumor", "Newsroom", "Newsroom", True),
        ("Outage", "Desk", "Nobody", False),
        ("Thanks", "Nobody", "", False),
    ]


def test_a_short_answer_tells_what_was_meant_and_what_is_accepted():
    told = explained(short_answer(), "Thanks!")

    assert told.hit is not None
    assert (told.typed, told.hit.feedback, told.hit.is_right) == ("Thanks!", "reason thanks", False)
    assert [option.text for option in told.accepted] == ["paid partnership", "<code>#ad</code>"]


def test_a_number_that_is_nothing_in_particular_gets_the_feedback_of_anything_else():
    told = explained(number(), "7")

    assert told.hit is not None
    assert (told.hit.feedback, [option.text for option in told.accepted]) == (
        "reason Anything else",
        ["48 ± 2"],
    )


def test_a_drill_tells_the_way_the_points_and_the_mistake_that_failed_it():
    told = explained(drill(), "complaint:c").walk

    assert told is not None
    assert [(scene.title, scene.chosen.text if scene.chosen else None) for scene in told.scenes] == [
        ("Title of complaint", "Shout"),
        ("Title of lost", None),
    ]
    assert told.critical is not None
    assert (told.critical.text, told.points, told.is_at_end) == ("Shout", (), True)


def test_a_drill_tells_its_points_by_criterion():
    told = explained(drill(), "complaint:b", "answer:a")

    assert told.walk is not None
    assert (told.walk.points, told.walk.total, told.walk.needed) == ((("empathy", 2), ("privacy", 1)), 3, 3)
    assert told.mark is Mark.RIGHT


def test_what_was_begun_is_told_apart_from_what_was_never_touched():
    assert (explained(drill(), "complaint:a").is_begun, explained(drill()).is_begun) == (True, False)
