"""Reading answers out of a form, and the questions as they may be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import one_of_each, question
from university.base.errors import Closed, Invalid
from university.engines.quiz.ask import ask
from university.engines.quiz.asked import QuestionState, SavedAnswer
from university.engines.quiz.draw import DrawnQuestion, draw
from university.learning.rules import GivenAnswer, check_answers, read_answers, settle

QUESTIONS = {"who": question("who", right="b"), "both": question("both", right="ac")}
DRAWN = (DrawnQuestion("both", ("d", "b", "c", "a")), DrawnQuestion("who", ("c", "a", "d", "b")))


def test_letters_mean_the_options_as_this_attempt_shows_them():
    read = read_answers(
        {"question": ["both"], "answer-both": ["A", "D"], "flag-both": ["yes"]}, DRAWN, QUESTIONS
    )

    assert read == (GivenAnswer(question="both", given=("a", "d"), is_flagged=True),)


def test_a_question_on_the_page_without_a_choice_is_an_empty_answer():
    assert read_answers({"question": ["who", "who"]}, DRAWN, QUESTIONS) == (GivenAnswer(question="who"),)


def test_other_fields_of_the_form_say_nothing():
    assert read_answers({"csrf_token": ["t"], "goto": ["next"]}, DRAWN, QUESTIONS) == ()


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=3), max_size=3)))
def test_any_form_is_read_or_refused_in_words(fields):
    try:
        read = read_answers(fields, DRAWN, QUESTIONS)
        check_answers(read, DRAWN, QUESTIONS)
    except Invalid as refusal:
        said = str(refusal)
    else:
        said = "Reload the page" if {one.question for one in read} <= QUESTIONS.keys() else "a stranger"

    assert "Reload the page" in said


@pytest.mark.parametrize(
    ("saved", "state"),
    [
        (SavedAnswer(), QuestionState.OPEN),
        (SavedAnswer(given=("a",)), QuestionState.ANSWERED),
        (SavedAnswer(given=("a",), is_flagged=True), QuestionState.FLAGGED),
        (SavedAnswer(is_flagged=True), QuestionState.FLAGGED),
    ],
)
def test_a_question_has_one_state_on_the_strip(saved, state):
    assert ask(QUESTIONS, DRAWN, {"who": saved})[1].state == state


def test_what_is_asked_is_the_same_whatever_is_right():
    swapped = {"who": question("who", right="d"), "both": question("both", right="bd")}

    assert ask(QUESTIONS, DRAWN, {}) == ask(swapped, DRAWN, {})


KINDS = {one.id: one for one in one_of_each()}
NAMES = st.sampled_from([f"{kind}-{id_}" for kind in ("answer", "choice", "flag", "shown") for id_ in KINDS])
VALUES = st.text(max_size=3) | st.sampled_from(
    ["A", "B", "A1", "B2", "C3", "1A", "2B", "3C", "a", "a=a", "48"]
)


@given(st.dictionaries(NAMES, st.lists(VALUES, max_size=4)), st.integers())
def test_what_is_read_of_any_form_is_an_answer_or_a_refusal_in_words(fields, seed):
    drawn = draw(one_of_each(), None, seed)

    try:
        read = read_answers({"question": list(KINDS), **fields}, drawn, KINDS)
        check_answers(read, drawn, KINDS)
    except Invalid as refusal:
        told = [str(refusal).partition("Reload the page")[1]]
    else:
        told = [one.question for one in read]

    assert told in (["Reload the page"], list(KINDS))


@pytest.mark.parametrize(
    ("before", "given_", "kept"),
    [
        ((), ("s:a",), ["s:a"]),
        (("s:a",), ("s:a", "t:b"), ["s:a", "t:b"]),
        (("s:a", "t:b"), ("s:a",), ["s:a", "t:b"]),
        (("s:a",), (), ["s:a"]),
    ],
    ids=["begun", "gone on", "a tab behind", "a tab that never began"],
)
def test_a_drill_only_goes_on(before, given_, kept):
    assert settle(KINDS["storm"], before, given_) == kept


def test_another_choice_in_a_step_that_led_on_is_refused():
    with pytest.raises(Closed, match="is final"):
        settle(KINDS["storm"], ("s:a", "t:b"), ("s:c",))


def test_a_choice_that_is_sent_counts_as_touched_even_where_the_way_is_unchanged():
    drawn = draw(one_of_each(), None, 1)

    (read,) = read_answers({"question": ["storm"], "choice-storm": ["A"], "shown-storm": ["-"]}, drawn, KINDS)

    assert read.is_touched
