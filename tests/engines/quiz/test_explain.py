"""The result page says what was chosen, what was right, and why."""

from tests.factories.questions import bank
from university.engines.quiz.draw import DrawnQuestion
from university.engines.quiz.explain import explain
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
