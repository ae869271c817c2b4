"""Reading answers out of a form, and the questions as they may be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import question
from university.base.errors import Invalid
from university.engines.quiz.ask import QuestionState, SavedAnswer, ask
from university.engines.quiz.draw import DrawnQuestion
from university.learning.rules import GivenAnswer, check_answers, read_answers

QUESTIONS = {"who": question("who", right="b"), "both": question("both", right="ac")}
DRAWN = (DrawnQuestion("both", ("d", "b", "c", "a")), DrawnQuestion("who", ("c", "a", "d", "b")))


def test_letters_mean_the_options_as_this_attempt_shows_them():
    read = read_answers({"question": ["both"], "answer-both": ["A", "D"], "flag-both": ["yes"]}, DRAWN)

    assert read == (GivenAnswer(question="both", options=frozenset("da"), is_flagged=True),)


def test_a_question_on_the_page_without_a_choice_is_an_empty_answer():
    assert read_answers({"question": ["who", "who"]}, DRAWN) == (GivenAnswer(question="who"),)


def test_other_fields_of_the_form_say_nothing():
    assert read_answers({"csrf_token": ["t"], "goto": ["next"]}, DRAWN) == ()


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=3), max_size=3)))
def test_any_form_is_read_or_refused_in_words(fields):
    try:
        read = read_answers(fields, DRAWN)
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
        (SavedAnswer(options=frozenset("a")), QuestionState.ANSWERED),
        (SavedAnswer(options=frozenset("a"), is_flagged=True), QuestionState.FLAGGED),
        (SavedAnswer(is_flagged=True), QuestionState.FLAGGED),
    ],
)
def test_a_question_has_one_state_on_the_strip(saved, state):
    assert ask(QUESTIONS, DRAWN, {"who": saved})[1].state == state


def test_what_is_asked_is_the_same_whatever_is_right():
    swapped = {"who": question("who", right="d"), "both": question("both", right="bd")}

    assert ask(QUESTIONS, DRAWN, {}) == ask(swapped, DRAWN, {})
