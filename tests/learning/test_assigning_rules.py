"""Rounds of an assignment: when each is due and open, what counts, and the next three dates of a person."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.base.errors import Invalid
from university.base.zones import end_of_day
from university.learning.rules.assigning import (
    GRACE,
    WINDOW,
    AssignmentState,
    PersonFacts,
    Repeat,
    RuleFacts,
    assignment_state,
    counts,
    next_round,
    preview,
)
from university.learning.rules.assignment_words import audience_words, due_words, when_words
from university.learning.rules.audiences import AssignmentValues, Audience, check_values

BERLIN, CHICAGO = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ZONES = ("Europe/Berlin", "America/Chicago", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Kiritimati")
SETTLED = date(2020, 1, 6)

moments = st.datetimes(datetime(2026, 1, 1), datetime(2032, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001 -- the zone follows
zones = st.sampled_from(ZONES)


@st.composite
def rules(draw, *repeats):
    made_at = draw(moments)
    repeat = draw(st.sampled_from(repeats or tuple(Repeat)))
    due = draw(st.sampled_from(["due_on", "within_days"]))
    values = {"due_on": made_at.date() + draw(st.integers(0, 400)) * DAY} if due == "due_on" else {}
    return RuleFacts(
        made_at=made_at,
        repeat=repeat,
        within_days=None if values else draw(st.integers(1, 730)),
        month=draw(st.integers(1, 12)) if repeat is Repeat.YEARLY else None,
        every_days=draw(st.integers(30, 3650)) if repeat is Repeat.ROLLING else None,
        **values,
    )


people = st.builds(PersonFacts, zone=zones, joined_on=st.dates(date(2000, 1, 1), date(2032, 12, 31)))


def person(zone="Europe/Berlin", joined_on=SETTLED):
    return PersonFacts(zone=zone, joined_on=joined_on)


def within(days=30, **special):
    return RuleFacts(made_at=NOW, within_days=days, **special)


def yearly(month=1, **special):
    return within(repeat=Repeat.YEARLY, month=month, **special)


def rolling(every_days=365, **special):
    return within(repeat=Repeat.ROLLING, every_days=every_days, **special)


def on(day, zone=BERLIN):
    return datetime.combine(day, time(10), zone)


def due_days(rule, who, completed_at=None, now=NOW):
    zone = ZoneInfo(who.zone)
    return [one.due_at.astimezone(zone).date() for one in preview(rule, who, completed_at, now)]


@pytest.mark.parametrize("zone", ZONES)
def test_a_fixed_day_is_due_at_its_last_second_where_the_person_is(zone):
    rule = RuleFacts(made_at=NOW, due_on=date(2026, 11, 27))

    due_at = next_round(rule, person(zone), None, NOW).due_at

    assert due_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime(2026, 11, 27, 23, 59, 59)  # noqa: DTZ001 -- by the clock of the zone


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 3, 8), datetime(2026, 3, 9, 4, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 7), datetime(2026, 3, 8, 5, 59, 59, tzinfo=UTC)),
        (date(2026, 11, 1), datetime(2026, 11, 2, 5, 59, 59, tzinfo=UTC)),
    ],
    ids=["clocks go forward", "the day before", "clocks go back"],
)
def test_a_day_of_23_or_25_hours_ends_at_its_own_end(day, utc):
    rule = RuleFacts(made_at=utc - 30 * DAY, due_on=day)

    assert next_round(rule, person("America/Chicago"), None, utc - 20 * DAY).due_at == utc


@pytest.mark.parametrize(
    ("joined_on", "expected"),
    [(SETTLED, date(2026, 12, 22)), (date(2026, 11, 30), date(2026, 12, 30))],
    ids=["here before the rule: from the rule on", "joined later: from joining on"],
)
def test_days_count_from_joining_or_from_the_rule_whichever_is_later(joined_on, expected):
    assert due_days(within(30), person(joined_on=joined_on), now=on(max(joined_on, NOW.date()))) == [expected]


def test_who_comes_into_the_audience_long_after_gets_a_week_and_no_day_that_has_passed():
    later = NOW + 400 * DAY

    assert due_days(within(30), person(), now=later) == [(later + GRACE).date()]
    assert due_days(within(2), person(), now=later) == [(later + 2 * DAY).date()]
    assert due_days(RuleFacts(made_at=NOW, due_on=date(2026, 12, 1)), person(), now=later) == [
        (later + GRACE).date()
    ]


def test_a_rule_for_once_asks_nobody_who_ever_completed_the_course():
    assert next_round(within(), person(), on(date(2019, 5, 1)), NOW) is None
    assert next_round(within(), person(), None, NOW).counts_from is None


def test_yearly_in_january_is_the_first_duty_and_then_every_31_january():
    assert due_days(yearly(), person()) == [date(2026, 12, 22), date(2028, 1, 31), date(2029, 1, 31)]
    assert due_days(yearly(days=5), person()) == [date(2026, 11, 27), date(2027, 1, 31), date(2028, 1, 31)]


def test_a_yearly_round_takes_what_was_done_since_its_window_opened():
    opens = end_of_day(date(2027, 1, 31) - WINDOW, BERLIN)
    before, after = opens - timedelta(seconds=1), opens

    assert due_days(yearly(), person(), before, before + DAY)[0] == date(2027, 1, 31)
    assert due_days(yearly(), person(), after, after + DAY)[0] == date(2028, 1, 31)


def test_a_completion_of_the_year_spares_the_first_duty_and_an_older_one_does_not():
    spared = next_round(yearly(), person(), on(date(2026, 3, 2)), NOW)
    asked = next_round(yearly(), person(), on(date(2025, 3, 2)), NOW)

    assert (spared.opens_at > NOW, spared.due_at) == (True, end_of_day(date(2027, 1, 31), BERLIN))
    assert (asked.opens_at, asked.due_at) == (NOW, end_of_day(date(2026, 12, 22), BERLIN))


def test_yearly_in_february_knows_leap_years():
    assert due_days(yearly(month=2), person(), on(date(2026, 12, 20)), NOW) == [
        date(2027, 2, 28),
        date(2028, 2, 29),
        date(2029, 2, 28),
    ]


def test_a_rolling_round_is_due_so_many_days_after_the_last_completion():
    done = on(date(2026, 11, 1))

    assert due_days(rolling(), person(), done) == [date(2027, 11, 1), date(2028, 10, 31), date(2029, 10, 31)]
    assert next_round(rolling(), person(), done, NOW).opens_at == end_of_day(date(2027, 9, 2), BERLIN)


def test_a_rolling_rule_asks_whoever_did_it_longer_ago_as_if_they_never_had():
    assert due_days(rolling(), person(), NOW - 366 * DAY)[0] == date(2026, 12, 22)


def test_of_a_short_turn_half_is_left_alone():
    done = on(date(2026, 11, 20))

    assert next_round(rolling(30), person(), done, NOW).opens_at == end_of_day(date(2026, 12, 5), BERLIN)


def test_who_is_asked_late_for_a_round_still_has_a_week():
    done, late = on(date(2026, 2, 2)), on(date(2027, 1, 30))

    assert due_days(yearly(), person(), done, late)[0] == date(2027, 2, 6)


@given(rules(), people, st.none() | moments, moments)
def test_every_round_ends_with_a_day_of_the_person_and_leaves_time(rule, who, completed_at, now):
    one = next_round(rule, who, completed_at, now)

    if one is not None:
        local = one.due_at.astimezone(ZoneInfo(who.zone))
        assert local.time() == time(23, 59, 59)
        assert one.opens_at < one.due_at
        assert one.due_at > now
        assert one.counts_from is None or one.counts_from < one.due_at


@given(rules(Repeat.YEARLY, Repeat.ROLLING), people, st.none() | moments, moments)
def test_the_next_three_dates_go_on_and_each_is_met_by_what_is_done_on_its_last_day(
    rule, who, completed_at, now
):
    rounds = preview(rule, who, completed_at, now)

    assert len(rounds) == 3
    assert all(one.due_at < other.due_at for one, other in pairwise(rounds))
    assert all(counts(one.due_at, one.counts_from) for one in rounds)
    assert not any(counts(one.due_at, other.counts_from) for one, other in pairwise(rounds))


@given(rules(), people, moments)
def test_what_meets_a_round_is_not_asked_for_once_more_at_once(rule, who, now):
    done_at = next_round(rule, who, None, now).due_at

    following = next_round(rule, who, done_at, done_at)

    assert following is None or following.opens_at > done_at


@given(rules(), people, st.none() | moments, moments)
def test_the_same_facts_give_the_same_rounds(rule, who, completed_at, now):
    assert preview(rule, who, completed_at, now) == preview(rule, who, completed_at, now)


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ({}, AssignmentState.DUE),
        ({"now": NOW + timedelta(seconds=1)}, AssignmentState.OVERDUE),
        ({"met_at": NOW, "now": NOW + DAY}, AssignmentState.MET),
        ({"withdrawn_at": NOW, "now": NOW + DAY}, AssignmentState.WITHDRAWN),
    ],
    ids=["its last second", "one later", "done", "withdrawn"],
)
def test_an_assignment_is_due_to_its_last_second(moments, expected):
    facts = {"due_at": NOW, "met_at": None, "withdrawn_at": None, "now": NOW} | moments

    assert assignment_state(**facts) is expected


def values(**special):
    return AssignmentValues(
        **(
            {"course": "smu-1", "audience": Audience.EVERYONE, "within_days": 30, "reason": "New law."}
            | special
        )
    )


@pytest.mark.parametrize(
    ("special", "words"),
    [
        ({"within_days": None}, "Say when it is due"),
        ({"due_on": date(2026, 12, 1)}, "Say when it is due"),
        ({"within_days": None, "due_on": date(2026, 11, 21)}, "from today on"),
        ({"within_days": None, "due_on": date(2062, 11, 21)}, "from today on"),
        ({"within_days": 0}, "from 1 to 730 days"),
        ({"within_days": 10**9}, "from 1 to 730 days"),
        ({"repeat": Repeat.YEARLY}, "Choose the month"),
        ({"repeat": Repeat.YEARLY, "month": 13}, "twelve months"),
        ({"repeat": Repeat.ROLLING}, "after how many days"),
        ({"repeat": Repeat.ROLLING, "every_days": 29}, "30 to 3650 days"),
        ({"audience": Audience.PART}, "whom you mean"),
        ({"reason": " "}, "Give the reason"),
        ({"reason": "x" * 301}, "Give the reason"),
    ],
    ids=[
        "never due",
        "due twice",
        "a day that has passed",
        "a day far ahead",
        "no days",
        "too many days",
        "yearly without a month",
        "a thirteenth month",
        "again without days",
        "again too soon",
        "nobody named",
        "no reason",
        "a long reason",
    ],
)
def test_an_absurd_rule_is_refused_in_words(special, words):
    with pytest.raises(Invalid, match=words):
        check_values(values(**special), NOW.date())


def test_what_comes_again_always_asks_who_joins_later_and_one_person_for_once_never():
    assert values(repeat=Repeat.YEARLY, month=1).asks_later
    assert values(keeps_up=True).asks_later
    assert not values(keeps_up=True, audience=Audience.PERSON).asks_later


def test_rules_and_days_are_said_in_words():
    assert due_words(end_of_day(date(2026, 11, 27), BERLIN), "Europe/Berlin") == (
        "Fri 27 Nov 2026, end of day (Berlin)"
    )
    assert when_words(yearly()) == "within 30 days, then each year by the end of January"
    assert when_words(rolling(days=1)) == "within 1 day, then again 365 days after each completion"
    assert when_words(RuleFacts(made_at=NOW, due_on=date(2026, 12, 1))) == "by 1 December 2026"
    assert audience_words(Audience.PART, "Larkenfield Bank", "") == "Everyone in Larkenfield Bank"
    assert audience_words(Audience.LINE, "E1", "Ada Brand") == "Everybody below Ada Brand"
