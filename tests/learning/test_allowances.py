"""Allowances: more time and more attempts for one person in one course, given and ended with facts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factories import attempts, content, people, waivers
from tests.learning.test_versions import payloads
from tests.page import text
from university.base.errors import Invalid, NotAllowed, NotFound
from university.courses.queries import get_catalog
from university.learning import services
from university.learning.queries import get_allowance, get_standing
from university.learning.queries.allowances import list_allowances
from university.learning.queries.verdicts import get_verdict
from university.learning.rules import (
    MOST_ATTEMPTS,
    MOST_MINUTES,
    Allowed,
    StartState,
    add_up,
    check_allowance,
)
from university.outbox.models import Message, MessageState
from university.records.models import Fact
from university.storage import work

DAY = timedelta(days=1)
WHY = "Reads with a screen reader."


@pytest.fixture
def live(session):
    content.live(session, attempts.course())


@pytest.fixture
def hr(session, live):
    return people.employee(session, "hr")


@pytest.fixture
def person(session, live):
    return people.employee(session)


# ---- the rule


@pytest.mark.parametrize(
    ("minutes", "attempts", "words"),
    [
        (0, 0, ""),
        (1, 0, "1 more minute"),
        (30, 1, "30 more minutes and 1 more attempt"),
        (0, 2, "2 more attempts"),
    ],
)
def test_what_somebody_has_is_said_in_words(minutes, attempts, words):
    assert Allowed(extra_minutes=minutes, extra_attempts=attempts).words == words


@given(st.integers(-5, MOST_MINUTES + 5), st.integers(-5, MOST_ATTEMPTS + 5))
def test_something_is_given_and_no_more_than_the_bounds(minutes, attempts):
    allowed = Allowed(extra_minutes=minutes, extra_attempts=attempts)
    is_right = 0 <= minutes <= 600 and 0 <= attempts <= 10 and (minutes, attempts) != (0, 0)

    if is_right:
        check_allowance(allowed)
    else:
        with pytest.raises(Invalid):
            check_allowance(allowed)


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 10))))
def test_allowances_add_up_in_whatever_order(pairs):
    given_ = [Allowed(extra_minutes=minutes, extra_attempts=attempts) for minutes, attempts in pairs]

    total = add_up(given_)

    assert total == add_up(reversed(given_))
    assert (total.extra_minutes, total.extra_attempts) == (
        sum(minutes for minutes, _ in pairs),
        sum(attempts for _, attempts in pairs),
    )


# ---- given and ended


def test_giving_leaves_a_fact_with_the_reason_and_a_message_without_it(session, person, hr, now):
    allowance = waivers.allow(session, person, hr, now, minutes=30, attempts=1)

    told = session.scalars(select(Message).where(Message.kind == "allowance given")).one()
    assert payloads(session, "allowance.given") == [
        {"course": "smu-1", "extra_minutes": 30, "extra_attempts": 1, "reason": WHY}
    ]
    assert session.scalars(select(Fact.subject).where(Fact.kind == "allowance.given")).one() == (
        f"allowance:{allowance.id}"
    )
    assert (told.employee_id, told.path) == (person.id, "/courses/smu-1/quiz/")
    assert told.subject == "You have 30 more minutes and 1 more attempt"
    assert WHY not in told.subject + told.words


def test_allowances_of_one_person_in_one_course_add_up_until_they_end(session, person, hr, now):
    first = waivers.allow(session, person, hr, now, minutes=30)
    waivers.allow(session, person, hr, now, attempts=2)
    waivers.allow(session, people.employee(session), hr, now, minutes=99)

    both = get_allowance(session, person.id, "smu-1")
    waivers.end(session, first, hr, now + DAY)

    assert (both.extra_minutes, both.extra_attempts) == (30, 2)
    assert get_allowance(session, person.id, "smu-1") == Allowed(extra_attempts=2)
    assert get_allowance(session, person.id, "smu-other") == Allowed()


def test_giving_the_same_again_is_one_allowance(session, person, hr, now):
    first = waivers.allow(session, person, hr, now, minutes=30)

    assert waivers.allow(session, person, hr, now + DAY, minutes=30).id == first.id
    waivers.end(session, first, hr, now)
    assert waivers.allow(session, person, hr, now + DAY, minutes=30).id != first.id


def test_ending_leaves_a_fact_once_and_takes_the_message_back(session, person, hr, now):
    allowance = waivers.allow(session, person, hr, now, minutes=30)

    waivers.end(session, allowance, hr, now + DAY)
    waivers.end(session, allowance, hr, now + 2 * DAY)

    assert allowance.ended_at == now + DAY
    assert len(payloads(session, "allowance.ended")) == 1
    assert session.scalars(select(Message.state)).one() is MessageState.WITHDRAWN


@pytest.mark.parametrize(
    "values", [{}, {"minutes": 601}, {"attempts": 11}, {"minutes": -1}, {"minutes": 5, "reason": " "}]
)
def test_what_is_out_of_bounds_or_without_a_reason_is_refused(session, person, hr, now, values):
    with pytest.raises(Invalid):
        waivers.allow(session, person, hr, now, **values)

    assert payloads(session, "allowance.given") == []


def test_nobody_gives_anything_to_oneself(session, hr, now):
    with pytest.raises(NotAllowed, match="Somebody else of HR"):
        waivers.allow(session, hr, hr, now, minutes=5)


def test_an_allowance_nobody_gave_cannot_end(session, hr, now):
    with pytest.raises(NotFound), work.transaction(session):
        services.end_allowance(session, 999, by=attempts.by(hr), now=now)


def test_the_list_has_what_still_holds_first(session, person, hr, now):
    ended = waivers.allow(session, person, hr, now, minutes=5)
    older = waivers.allow(session, person, hr, now, minutes=6)
    newer = waivers.allow(session, person, hr, now, minutes=7)
    waivers.end(session, ended, hr, now)

    assert [one.id for one in list_allowances(session)] == [newer.id, older.id, ended.id]


# ---- what it does


def test_one_more_attempt_comes_before_the_wait_and_then_the_missed_lessons_are_read(
    session, person, hr, now
):
    """The lessons read after the third attempt count for the round; those missed in the fourth are read anew."""
    for _ in range(3):
        attempts.sit(session, person, attempts.WRONG, now)
    attempts.mark_done(session, person, ["hats", "share"], now + DAY)
    waivers.allow(session, person, hr, now + DAY, attempts=1)
    attempts.sit(session, person, attempts.WRONG, now + DAY)
    course = get_catalog(session).course("smu-1")

    sent_back = get_verdict(session, get_standing(session, person.id, "smu-1"), course, now=now + 3 * DAY)
    attempts.mark_done(session, person, ["hats", "share"], now + 3 * DAY)
    ready = get_verdict(session, get_standing(session, person.id, "smu-1"), course, now=now + 3 * DAY)

    assert (sent_back.state, sent_back.lessons) == (StartState.REDO_LESSONS, ("hats", "share"))
    assert ready.state is StartState.READY


# ---- the pages


def test_hr_gives_and_ends_on_its_pages(session, person, hr, page_of):
    page = page_of(hr)
    fields = {
        "number": person.employee_number,
        "course": "smu-1",
        "minutes": 30,
        "attempts": 0,
        "reason": WHY,
    }

    given_ = text(page.follow("/allowances/new", **fields))
    allowance = list_allowances(session)[0]
    ended = text(page.follow(f"/allowances/{allowance.id}/end"))

    assert f"{person.name} has 30 more minutes, and is told." in given_
    assert WHY in given_
    assert "Ended 22" in ended


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": "E-nobody"}, "Nobody has this number"),
        ({"minutes": 0}, "Give up to 600 more minutes"),
        ({"minutes": 601}, "From 0 to 600"),
        ({"reason": ""}, "Say why"),
        ({"course": "smu-none"}, "Not a valid choice"),
    ],
)
def test_a_form_that_does_not_do_is_shown_again(session, person, hr, page_of, fields, words):
    values = {"number": person.employee_number, "course": "smu-1", "minutes": 5, "attempts": 0, "reason": WHY}

    shown = text(page_of(hr).post("/allowances/new", status=422, **(values | fields)))

    assert words in shown


def test_the_person_reads_on_the_quiz_page_what_they_have_and_not_why(session, person, hr, page_of, now):
    waivers.allow(session, person, hr, now, attempts=1)

    shown = text(page_of(person).get("/courses/smu-1/quiz/"))

    assert "1 more attempt" in shown
    assert WHY not in shown
