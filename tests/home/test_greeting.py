"""The line that greets a person."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.home.rules import State, certificate_words, greeting

SUNDAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State(), "Nothing is asked of you just now. Look around, and begin whatever helps you."),
        (State(running=1), "One course is under way."),
        (State(running=2, to_start=1, done=3), "Two courses are under way and one more waits to be started."),
        (
            State(to_start=3, to_sign=1),
            "Three courses wait to be started and one policy waits for your signature.",
        ),
        (State(done=1), "Everything asked of you is done. One course completed."),
        (State(running=12), "12 courses are under way."),
        (State(overdue=1, due=[FRIDAY]), "One course is overdue and one is due on Friday."),
        (State(due=[FRIDAY]), "One course is due on Friday."),
        (State(due=[FRIDAY], running=1), "One course is due on Friday. One more course is under way."),
        (State(due=[SUNDAY]), "One course is due today."),
        (State(due=[date(2026, 11, 23)]), "One course is due tomorrow."),
        (State(due=[FRIDAY, date(2026, 11, 24)]), "Two courses are due by Friday."),
        (State(due=[date(2026, 12, 24)]), "One course is due by 24 December."),
        (State(due=[date(2027, 5, 3)]), "One course is due by 3 May 2027."),
        (State(overdue=2, due=[date(2027, 5, 3)]), "Two courses are overdue."),
        (State(due=[FRIDAY], to_start=1), "One course is due on Friday. One more waits to be started."),
        (State(to_retake=1, to_start=1), "One course is to be taken again and one waits to be started."),
    ],
)
def test_the_greeting_says_how_things_stand(state, words):
    assert greeting(state, SUNDAY) == words


@given(
    st.builds(
        State,
        overdue=st.integers(0, 40),
        due=st.lists(st.integers(0, 400).map(lambda days: SUNDAY + timedelta(days=days)), max_size=5),
        running=st.integers(0, 40),
        to_retake=st.integers(0, 40),
        to_start=st.integers(0, 40),
        to_sign=st.integers(0, 40),
        done=st.integers(0, 40),
    )
)
def test_every_greeting_is_whole_sentences(state):
    words = greeting(state, SUNDAY)

    assert words.endswith(".")
    assert "  " not in words
    assert all(sentence[:1].isupper() or sentence[:1].isdigit() for sentence in words.split(". "))


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ("valid", "You hold Enthusiast until 3 May 2027."),
        ("expiring", "Enthusiast ends soon, on 3 May 2027."),
        ("not earned", ""),
    ],
)
def test_a_certificate_is_said_in_words(standing, words):
    assert certificate_words(standing, "Enthusiast", "3 May 2027") == words
