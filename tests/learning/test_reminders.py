"""Reminders: one at a time, the latest that was reached, in the morning, and none that came before the person knew."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.base.zones import end_of_day
from university.learning.rules.reminders import OVERDUE, reminds_at, threshold_due

BERLIN = ZoneInfo("Europe/Berlin")
THRESHOLDS = (30, 7, 1, OVERDUE)
ENDS = end_of_day(date(2026, 11, 27), BERLIN)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def due(now, told=(), known_at=LONG_AGO, thresholds=THRESHOLDS):
    return threshold_due(ENDS, now, known_at=known_at, told=told, thresholds=thresholds, zone=BERLIN)


def morning(day):
    return datetime(2026, day.month, day.day, 8, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (morning(date(2026, 10, 28)) - MINUTE, None),
        (morning(date(2026, 10, 28)), 30),
        (morning(date(2026, 11, 20)) - MINUTE, 30),
        (morning(date(2026, 11, 20)), 7),
        (morning(date(2026, 11, 26)), 1),
        (ENDS, 1),
        (morning(date(2026, 11, 28)) - MINUTE, 1),
        (morning(date(2026, 11, 28)), OVERDUE),
    ],
)
def test_each_threshold_is_reached_at_eight_in_the_morning_of_the_person(at, expected):
    assert due(at) == expected


def test_after_a_standstill_only_the_latest_is_told():
    assert due(morning(date(2026, 11, 26)), told={30}) == 1
    assert due(morning(date(2026, 12, 26)), told={30}) == OVERDUE
    assert due(morning(date(2026, 12, 26)), told={OVERDUE}) is None


def test_what_had_passed_when_it_was_assigned_is_never_told():
    assigned = morning(date(2026, 11, 22))

    assert due(assigned + MINUTE, known_at=assigned) is None
    assert due(assigned + 3 * DAY, known_at=assigned) is None
    assert due(assigned + 4 * DAY, known_at=assigned) == 1


def test_the_days_of_a_certificate_are_other_thresholds_of_the_same_rule():
    assert due(ENDS - 50 * DAY, thresholds=(60, 30, 7)) == 60
    assert due(ENDS + DAY, thresholds=(60, 30, 7), told={60, 30, 7}) is None


def test_a_night_in_which_the_clocks_change_moves_no_morning():
    assert reminds_at(ENDS, 30, BERLIN) == datetime(2026, 10, 28, 7, tzinfo=UTC)
    assert reminds_at(ENDS, 34, BERLIN) == datetime(2026, 10, 24, 6, tzinfo=UTC)


@given(
    st.lists(st.integers(-90, 20), min_size=1, max_size=60, unique=True).map(sorted),
    st.integers(-90, 0),
    st.sampled_from(["Europe/Berlin", "America/Chicago", "Asia/Kolkata", "Pacific/Auckland"]).map(ZoneInfo),
)
def test_whenever_the_worker_runs_nobody_is_told_twice_or_of_an_earlier_day_later(runs, known, zone):
    ends_at, told = end_of_day(date(2027, 3, 28), zone), []

    for day in runs:
        now, known_at = ends_at + day * DAY, ends_at + known * DAY
        found = threshold_due(ends_at, now, known_at=known_at, told=told, thresholds=THRESHOLDS, zone=zone)
        if found is not None:
            assert known_at < reminds_at(ends_at, found, zone) <= now
            told.append(found)

    assert told == sorted(set(told), reverse=True)
