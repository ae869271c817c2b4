"""What is asked, what comes before it, what may help next, and how long somebody has learned."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factories import content
from university.home.rules import (
    Ask,
    Learned,
    Peers,
    Program,
    Recommendation,
    begin_with,
    learned_in_year,
    merge,
    recommend,
)

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 22, 59, 59, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 22, 59, 59, tzinfo=UTC)


def test_what_is_due_first_comes_first_and_what_has_no_day_comes_last():
    asks = [
        Ask(course="c", words="For a certification"),
        Ask(course="b", words="HR", due_at=FRIDAY, zone="Europe/Berlin"),
        Ask(course="a", words="HR", due_at=MONDAY, zone="Europe/Berlin"),
    ]

    assert list(merge(asks)) == ["a", "b", "c"]


def test_a_course_asked_twice_is_one_line_with_both_reasons_and_the_earlier_day():
    asks = [
        Ask(course="a", words="For a certification"),
        Ask(course="a", words="Asked by HR", due_at=FRIDAY, zone="Europe/Berlin"),
        Ask(course="a", words="Asked by Mira", due_at=MONDAY, zone="Europe/Berlin"),
    ]

    one = merge(asks)["a"]

    assert one.words == ("Asked by Mira", "Asked by HR", "For a certification")
    assert one.due_on == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Berlin", date(2026, 11, 23)), ("Asia/Tokyo", date(2026, 11, 24))],
)
def test_the_day_is_that_of_the_zone(zone, day):
    assert merge([Ask(course="a", words="HR", due_at=MONDAY, zone=zone)])["a"].due_on == day


def test_a_day_is_overdue_only_when_it_is_over():
    one = merge([Ask(course="a", words="HR", due_at=MONDAY, zone="Europe/Berlin")])["a"]

    assert (one.is_overdue(MONDAY), one.is_overdue(FRIDAY)) == (False, True)


@pytest.mark.parametrize(
    ("completed", "first"),
    [((), "smu-1"), (("smu-1",), "smu-2"), (("smu-1", "smu-2"), "smu-3"), (("smu-2",), "smu-3")],
)
def test_one_begins_with_the_first_course_that_is_still_missing(completed, first):
    live = {
        "smu-1": content.course("smu-1"),
        "smu-2": content.course("smu-2", prerequisites=("smu-1",)),
        "smu-3": content.course("smu-3", prerequisites=("smu-2", "smu-0")),
    }

    assert begin_with(live["smu-3"], live, completed).slug == first


CLOSE = Program(title="Close", required=("a", "b"), open_steps=1)
FAR = Program(title="Far", required=("c",), open_steps=4)


SAME_ROLE = Peers(words="Others with your role (Advisor)", completed={"d": 6, "e": 9})
NEAR = Peers(words="Colleagues in Support", completed={"d": 20, "f": 5, "g": 4})


def test_courses_toward_the_closest_certification_come_first_then_what_others_of_the_role_took():
    found = recommend(["a", "c", "d", "e", "f"], programs=[FAR, CLOSE], peers=[SAME_ROLE, NEAR])

    assert found == [
        Recommendation("a", "Next toward Close"),
        Recommendation("e", "Others with your role (Advisor) took it"),
        Recommendation("d", "Others with your role (Advisor) took it"),
    ]


def test_where_nobody_has_the_same_role_the_department_counts_and_of_fewer_than_five_nothing_is_said():
    found = recommend(["d", "f", "g"], programs=[], peers=[NEAR])

    assert [one.course for one in found] == ["d", "f"]


def test_what_comes_after_a_certificate_held_goes_before_what_is_closer():
    after = Program(title="After", required=("c",), open_steps=4, is_next=True)

    found = recommend(["a", "c"], programs=[CLOSE, after], peers=[])

    assert found == [Recommendation("c", "Next toward After")]


def test_a_certification_without_a_course_to_begin_leaves_its_place_to_the_next():
    found = recommend(["c"], programs=[CLOSE, FAR], peers=[])

    assert found == [Recommendation("c", "Next toward Far")]


def test_never_more_than_three_are_recommended():
    everything = Peers(words="Colleagues in Support", completed=dict.fromkeys("abcdef", 9))

    assert len(recommend(list("abcdef"), programs=[], peers=[everything])) == 3


def completed(at, minutes, *, is_read=True):
    return Learned(completed_at=at, minutes=minutes, is_read=is_read)


@pytest.mark.parametrize(
    ("completions", "minutes"),
    [
        ([], 0),
        ([completed(MONDAY, 25), completed(FRIDAY, 40)], 65),
        ([completed(MONDAY, 25, is_read=False)], 0),
        ([completed(datetime(2025, 12, 31, 22, 59, tzinfo=UTC), 25)], 0),
        ([completed(datetime(2025, 12, 31, 23, 0, tzinfo=UTC), 25)], 25),
    ],
    ids=["nothing", "two courses", "waived", "last minute of the year in Berlin", "first minute of the next"],
)
def test_the_hours_are_those_read_in_the_year_of_the_reader(completions, minutes):
    assert learned_in_year(completions, FRIDAY, BERLIN) == minutes
