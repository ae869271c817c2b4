"""Passwords are judged by length and by being known; guessing grows slow, and never locks anyone out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.people.rules import Entry, Wait, entry, password_faults, throttle

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)

SHORT = "Use at least 12 characters. Three or four words that you remember do well."
LONG = "Use at most 128 characters."
KNOWN = "This password is known from leaks and is tried first. Choose another."
NAMED = "Leave your name and your address out of it: they are easy to guess."


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("kettle moss dormant", []),
        ("############", []),
        ("x" * 11, [SHORT]),
        ("x" * 12, []),
        ("x" * 128, []),
        ("x" * 129, [LONG]),
        ("Password1234", [KNOWN]),
        ("password", [SHORT, KNOWN]),
        ("ana.ruiz loves tea", [NAMED]),
        ("i am Ana Ruiz ok", [NAMED]),
        ("ANARUIZ2026ok", [NAMED]),
        ("banana and cherry", []),
        ("пароль для чая", []),
        ("            ", []),
    ],
    ids=[
        "words", "any character", "too short", "just long enough", "longest", "too long", "known in any case",
        "short and known", "address", "name", "name run together", "a short first name inside a word",
        "other letters", "blanks",
    ],
)  # fmt: skip
def test_a_password_is_judged(password, expected):
    known = {"password1234", "password"}

    found = password_faults(password, name="Ana Ruiz", email="ana.ruiz@larkenfield.example", known=known)

    assert found == expected


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (10, 15), (9000, 15)]
)
def test_the_wait_doubles_from_the_fifth_failure_and_stops_at_fifteen_minutes(failures, minutes):
    wait = throttle([NOON] * failures, NOON)

    assert wait == (Wait(NOON + minutes * MINUTE, minutes * 60) if minutes else None)


def test_the_wait_runs_from_the_last_failure_and_counts_seconds_up():
    failures = [NOON - minutes * MINUTE for minutes in range(5)]

    assert throttle(failures, NOON + SECOND / 2) == Wait(NOON + MINUTE, 60)
    assert throttle(failures, NOON + MINUTE) is None


def test_failures_older_than_fifteen_minutes_are_forgiven():
    assert throttle([NOON - 15 * MINUTE] * 50, NOON) is None


def test_an_address_that_many_share_may_be_given_more():
    assert throttle([NOON] * 19, NOON, allowed=20) is None
    assert throttle([NOON] * 20, NOON, allowed=20) == Wait(NOON + MINUTE, 60)


@given(st.lists(st.integers(-2000, 2000).map(lambda seconds: NOON + seconds * SECOND)))
def test_nobody_ever_waits_longer_than_fifteen_minutes(failures):
    wait = throttle(failures, NOON)

    assert wait is None or 0 < wait.seconds <= 15 * 60


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("left_on", "is_demo", "admits_demo", "expected"),
    [
        (None, False, False, Entry.OPEN),
        (date(2026, 11, 23), False, False, Entry.OPEN),
        (date(2026, 11, 22), False, False, Entry.LEFT),
        (None, True, False, Entry.DEMO_ONLY),
        (None, True, True, Entry.OPEN),
        (date(2026, 11, 21), True, True, Entry.LEFT),
    ],
    ids=["here", "leaves tomorrow", "leaves today", "demo", "demo admitted", "left, and demo admitted"],
)
def test_who_may_come_in(left_on, is_demo, admits_demo, expected):
    assert entry(left_on=left_on, is_demo=is_demo, admits_demo=admits_demo, today=TODAY) is expected
