"""When practice to remember opens, and which questions it asks: values in, values out."""

from datetime import UTC, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content
from tests.factories.questions import question
from university.engines.catalog.model import Course
from university.engines.markup.safe_html import SafeHTML
from university.learning import rules

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"]


def course_of(counts) -> Course:
    """A course whose lessons have so many practice questions each."""
    lessons = [
        content.lesson(
            f"lesson-{number}",
            blocks=(
                SafeHTML("<p>Read.</p>"),
                *(question(f"p-{number}-{one}", lesson=f"lesson-{number}") for one in range(count)),
            ),
        )
        for number, count in enumerate(counts)
    ]
    return content.course("smu-1", *lessons)


courses = st.lists(st.integers(0, 4), min_size=1, max_size=6).map(course_of)
seeds = st.text("abc/0123456789", max_size=8)


@pytest.mark.parametrize(
    ("completed_at", "zone", "expected"),
    [
        (datetime(2026, 10, 22, 9, 0, tzinfo=UTC), "Europe/Berlin", datetime(2026, 10, 29, 6, 0, tzinfo=UTC)),
        (
            datetime(2026, 10, 22, 23, 0, tzinfo=UTC),
            "Europe/Berlin",
            datetime(2026, 10, 30, 6, 0, tzinfo=UTC),
        ),
        (
            datetime(2027, 3, 7, 5, 30, tzinfo=UTC),
            "America/New_York",
            datetime(2027, 3, 14, 11, 0, tzinfo=UTC),
        ),
    ],
    ids=["over the night of winter time", "after midnight where the person is", "on the day of summer time"],
)
def test_it_opens_at_seven_where_the_person_is(completed_at, zone, expected):
    assert rules.opens_at(completed_at, 7, zone) == expected


@given(
    hours=st.integers(0, 24 * 1500),
    days=st.sampled_from(rules.DAYS),
    zone=st.sampled_from(ZONES),
)
def test_it_is_always_seven_o_clock_so_many_days_later(hours, days, zone):
    at = datetime(2026, 1, 1, 0, 30, tzinfo=UTC) + timedelta(hours=hours)

    local = rules.opens_at(at, days, zone).astimezone(ZoneInfo(zone))

    assert (local.hour, local.minute) == (7, 0)
    assert local.date() - at.astimezone(ZoneInfo(zone)).date() == timedelta(days=days)


@given(course=courses, seed=seeds)
def test_three_questions_are_asked_or_all_there_are_none_twice_and_none_that_counts(course, seed):
    asked = [one.question.id for one in rules.recall(course, seed)]
    practice = set(chain.from_iterable(lesson.practice for lesson in course.lessons))

    assert len(asked) == min(3, len(practice))
    assert len(set(asked)) == len(asked)
    assert set(asked) <= practice


@given(course=courses, seed=seeds)
def test_they_come_from_as_many_lessons_as_there_are(course, seed):
    asked = rules.recall(course, seed)
    with_practice = [lesson for lesson in course.lessons if lesson.practice]

    assert len({one.lesson.slug for one in asked}) == min(len(asked), len(with_practice))


@given(course=courses, seed=seeds)
def test_the_same_seed_asks_the_same_questions(course, seed):
    assert rules.recall(course, seed) == rules.recall(course, seed)


def test_another_seed_asks_others():
    course = course_of([3, 3, 3])
    asked = {tuple(one.question.id for one in rules.recall(course, f"{n}/7")) for n in range(20)}

    assert len(asked) > 10


def test_what_was_tried_keeps_its_feedback_and_only_what_was_answered_is_done():
    questions = rules.recall(course_of([1, 1, 1]), "1/7")
    first, second, third = (one.question.id for one in questions)
    fields = {
        f"answer-{first}": ["A"],
        f"answer-{second}": ["B"],
        f"answer-{third}": ["C"],
        "tried": [first],
        "check": [second],
    }

    asked = rules.try_recall(questions, fields)

    assert [one.is_done for one in asked] == [True, True, False]
    assert [one.tried is not None for one in asked] == [True, True, False]
    assert [one.is_checked for one in asked] == [False, True, False]
    assert [[option.is_chosen for option in one.asked.options].index(True) for one in asked] == [0, 1, 2]


def test_a_check_without_an_answer_is_not_a_try():
    questions = rules.recall(course_of([1]), "1/7")

    (asked,) = rules.try_recall(questions, {"check": [questions[0].question.id]})

    assert asked.is_done is False
    assert asked.tried is not None
    assert asked.tried.is_empty
