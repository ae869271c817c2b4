"""The desk where courses are assigned: the form, what it says before it does anything, the list, one rule."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.factories import assignments, attempts, certification, content, people
from tests.factories.presses_assignments import FORM
from tests.page import text
from tests.statements import count_statements
from university.learning.models import Assignment, AssignmentRule
from university.learning.rules.audiences import Audience
from university.web.db import db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def course(session):
    """The course "smu-1" is live."""
    content.live(session, attempts.course())


@pytest.fixture
def hr(session):
    return people.employee(session, "hr", name="Leo Records", part="Group", department="People")


@pytest.fixture
def manager(session):
    """A manager of Ada."""
    lead = people.employee(session, name="Lead", zone="America/Chicago")
    people.employee(session, name="Ada", manager_id=lead.id)
    return lead


def key_in(page):
    return re.search(r'name="key" value="([^"]+)"', page.get_data(as_text=True)).group(1)


def rules(session):
    session.expire_all()
    return session.scalars(select(AssignmentRule)).all()


def test_the_preview_says_who_by_when_and_who_is_left_out_and_writes_nothing(session, page_of, hr):
    done = people.employee(session, name="Done")
    people.employee(session, name="Ada", zone="America/Chicago")
    people.employee(session, name="Bob")
    certification.complete(session, done, now=NOW - 20 * DAY)
    page = page_of(hr)

    shown = text(
        page.post(
            "/assignments/new",
            status=200,
            **FORM | {"audience": "part", "part": "Larkenfield Home", "repeat": "yearly", "month": "1"},
        )
    )

    assert "2 people are asked to complete Course smu-1 within 30 days, then each year by the end of" in shown
    assert "Ada, Bob." in shown
    assert "1 person Tue 22 Dec 2026, end of day (Chicago)" in shown
    assert "1 person Tue 22 Dec 2026, end of day (Berlin)" in shown
    assert "1 person has done it, and that still counts: Done, completed on 2 November 2026" in shown
    assert "The next 3 dates of Ada Tue 22 Dec 2026, end of day (Chicago) Mon 31 Jan 2028" in shown
    assert rules(session) == []


def test_the_dates_of_another_person_are_a_press_away(session, page_of, hr):
    people.employee(session, name="Ada")
    bob = people.employee(session, name="Bob", zone="Asia/Kolkata")

    shown = page_of(hr).post("/assignments/new", status=200, **FORM | {"example": str(bob.id)})

    assert "The next date of Bob Tue 22 Dec 2026, end of day (Kolkata)" in text(shown)


def test_what_was_shown_is_made_once_however_often_it_is_sent(session, page_of, hr):
    people.employee(session, name="Ada")
    page = page_of(hr)
    key = key_in(page.post("/assignments/new", status=200, **FORM))

    first, second = (page.post("/assignments/", **FORM | {"key": key}) for _ in range(2))

    (rule,) = rules(session)
    assert first.headers["Location"] == second.headers["Location"] == f"/assignments/{rule.id}/"
    told = text(page.get(f"/assignments/{rule.id}/"))
    assert "Course smu-1 Everyone, within 30 days" in told
    assert "It is assigned, and everybody concerned is told." in told
    assert "Done 0 of 2" in told


def test_if_others_are_concerned_by_then_the_page_shows_it_anew_before_anything_is_made(session, page_of, hr):
    people.employee(session, name="Ada")
    page = page_of(hr)
    page.post("/assignments/new", status=200, **FORM)
    people.employee(session, name="New")

    again = page.post("/assignments/", status=200, **FORM | {"key": "one", "shown": "2"})
    page.post("/assignments/", **FORM | {"key": "one", "shown": "3"})

    assert "Since you looked, somebody has joined, left or finished the course." in text(again)
    assert "3 people are asked" in text(again)
    assert len(rules(session)) == 1


def test_something_can_be_changed_before_it_is_made(page_of, hr):
    shown = page_of(hr).post("/assignments/new", status=200, **FORM | {"act": "change"})

    assert "See what this does" in text(shown)
    assert "The law changed." in text(shown)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"course": "smu-9"}, "Which course? Not a valid choice."),
        ({"audience": "nobody"}, "Who must do it? Not a valid choice."),
        ({"audience": "part", "part": "Nowhere"}, "Choose one of the list"),
        ({"audience": "person", "person": "E-unknown"}, "There is nobody with this number or address"),
        ({"audience": "team", "team": ""}, "There is nobody with this number or address"),
        ({"within_days": "0"}, "A number from 1 to 730"),
        ({"within_days": "9" * 30}, "A number from 1 to 730"),
        ({"within_days": ""}, "Fill this in"),
        ({"due": "day", "due_on": "2026-11-21"}, "Choose a day from today on"),
        ({"due": "day", "due_on": ""}, "Fill this in"),
        ({"repeat": "rolling", "every_days": "5"}, "A number from 30 to 3650"),
        ({"repeat": "yearly", "month": "x"}, "By the end of: Not a valid choice."),
        ({"repeat": "yearly", "month": "13"}, "By the end of: Not a valid choice."),
        ({"reason": ""}, "Give the reason"),
        ({"reason": "x" * 301}, "Keep it under 300 characters"),
        ({"audience": "role", "role": "organizer"}, "Nobody is there whom this could mean"),
    ],
    ids=[
        "unknown course",
        "unknown audience",
        "unknown part",
        "unknown person",
        "no manager",
        "no days",
        "absurd days",
        "days left empty",
        "a day that has passed",
        "no day",
        "again too soon",
        "no month",
        "a thirteenth month",
        "no reason",
        "a long reason",
        "nobody there",
    ],
)
@pytest.mark.parametrize("path", ["/assignments/new", "/assignments/"])
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(session, page_of, hr, fields, words, path):
    shown = page_of(hr).post(path, status=422, **FORM | {"due_on": "2026-12-24"} | fields)

    assert words in text(shown)
    assert "Please mend this first" in text(shown)
    assert "2026-12-24" in shown.get_data(as_text=True) or "due_on" in fields
    assert rules(session) == []


def test_hr_may_mean_anybody_by_number_or_address(session, page_of, hr):
    ada = people.employee(session, name="Ada")

    for account in (ada.employee_number.lower(), ada.email):
        shown = page_of(hr).post(
            "/assignments/new", status=200, **FORM | {"audience": "person", "person": account}
        )
        assert "Whom it means: Ada." in text(shown)


def test_a_manager_assigns_to_the_own_people_only(session, page_of, manager):
    stranger, page = people.employee(session, name="Stranger"), page_of(manager)

    offered = text(page.get("/assignments/new"))
    shown = page.post("/assignments/new", status=200, **FORM | {"audience": "team"})
    refused = page.post(
        "/assignments/new", status=422, **FORM | {"audience": "person", "person": stranger.employee_number}
    )
    page.post("/assignments/new", status=422, **FORM)

    assert "My direct reports" in offered
    assert "Everyone in the company" not in offered
    assert "Stranger" not in offered
    assert "Whom it means: Direct reports of Lead." in text(shown)
    assert "Choose one of the list" in text(refused)


def test_a_link_may_name_course_and_person(session, page_of, manager, hr):
    ada = session.scalars(select(type(manager)).where(type(manager).name == "Ada")).one()
    stranger = people.employee(session)
    address = f"/assignments/new?course=smu-1&person={ada.id}"

    for person in (manager, hr):
        shown = page_of(person).get(address).get_data(as_text=True)
        assert ada.employee_number in shown
        assert re.search(r'<input checked [^>]*value="person"', shown)

    page_of(manager).get(f"/assignments/new?person={stranger.id}", status=404)
    for nobody in ("0", "-1", "x", "9" * 30):
        page_of(hr).get(f"/assignments/new?person={nobody}&course={nobody}")


def test_hr_sees_every_rule_and_a_manager_the_own(session, page_of, manager, hr):
    team = {"audience": Audience.TEAM, "audience_key": manager.employee_number}
    own = assignments.assign(session, maker=manager, now=NOW, reason="Own.", **team)
    other = assignments.assign(session, maker=hr, now=NOW, reason="Other.")

    all_of_them, mine = text(page_of(hr).get("/assignments/")), text(page_of(manager).get("/assignments/"))

    assert "2 assignments" in all_of_them
    assert "1 assignment " in mine
    assert "Direct reports of Lead" in mine
    page_of(manager).get(f"/assignments/{own.id}/")
    for path in ("", "undo", "end"):
        page_of(manager).get(f"/assignments/{other.id}/{path}", status=404)
    for path in ("undo", "end"):
        page_of(manager).post(f"/assignments/{other.id}/{path}", status=404)


def test_one_rule_shows_how_each_person_stands(session, page_of, hr):
    ada, bob = people.employee(session, name="Ada"), people.employee(session, name="Bob")
    rule = assignments.assign(
        session, audience=Audience.PART, audience_key=ada.part, maker=hr, within_days=5, now=NOW - 9 * DAY
    )
    attempts.complete(session, bob, NOW - DAY)
    page = page_of(hr)

    everybody = text(page.get(f"/assignments/{rule.id}/"))
    overdue = text(page.get(f"/assignments/{rule.id}/?state=overdue"))

    assert "Done 1 of 2, 1 overdue" in everybody
    assert "Ada Support Overdue Wed 18 Nov 2026, end of day (Berlin) 1" in everybody
    assert "Bob Support Done 21 November 2026" in everybody
    assert "Not any more: 1 person has begun or finished the course since." in everybody
    assert ("Ada Support" in overdue, "Bob Support" in overdue) == (True, False)


def test_it_is_taken_back_after_a_question_that_counts(session, page_of, hr):
    people.employee(session, name="Ada", part="Larkenfield Bank")
    rule = assignments.assign(
        session, audience=Audience.PART, audience_key="Larkenfield Bank", maker=hr, now=NOW
    )
    page = page_of(hr)

    asked = text(page.get(f"/assignments/{rule.id}/undo"))
    after = text(page.follow(f"/assignments/{rule.id}/undo"))

    assert "1 person is no longer asked to complete “Course smu-1”" in asked
    assert "Taken back on 22 November 2026" in after
    assert "Withdrawn It was taken back." in after
    assert session.scalars(select(Assignment.withdrawn_at)).one() == NOW


def test_what_somebody_began_cannot_be_taken_back_and_the_page_says_why(session, page_of, hr):
    ada = people.employee(session, name="Ada", part="Larkenfield Bank")
    rule = assignments.assign(
        session,
        audience=Audience.PART,
        audience_key="Larkenfield Bank",
        keeps_up=True,
        maker=hr,
        now=NOW - DAY,
    )
    attempts.mark_done(session, ada, ["hats"], NOW)
    page = page_of(hr)

    assert "so it cannot be taken back" in text(page.get(f"/assignments/{rule.id}/undo"))
    assert "1 person has begun" in text(page.post(f"/assignments/{rule.id}/undo", status=409))
    assert "Nobody new is asked" in text(page.get(f"/assignments/{rule.id}/end"))
    assert "Ended on 22 November 2026" in text(page.follow(f"/assignments/{rule.id}/end"))


def test_empty_lists_say_what_comes_here(page_of, hr):
    page = page_of(hr)

    assert "Nothing is assigned now" in text(page.get("/assignments/"))
    assert "Nothing here yet" in text(page.get("/assignments/?state=past"))
    assert "Nothing is assigned now" in text(page.get("/assignments/?state=whatever&page=-7"))


def test_names_of_people_and_reasons_are_text_and_never_markup(session, page_of, hr):
    people.employee(session, name=people.HOSTILE, part=people.HOSTILE)
    page = page_of(hr)

    fields = FORM | {"audience": "part", "part": people.HOSTILE, "reason": people.HOSTILE}
    shown = page.post("/assignments/new", status=200, **fields)
    made = page.follow("/assignments/", **fields | {"key": key_in(shown)})

    for one in (shown, made, page.get("/assignments/")):
        assert "<img src=x" not in one.get_data(as_text=True)


@pytest.mark.parametrize("many", [1, 3])
def test_pages_take_the_same_statements_for_one_and_for_many(session, page_of, hr, many):
    for _ in range(many):
        people.employee(session)
        rule_id = assignments.assign(session, maker=hr, now=NOW).id
    page, taken = page_of(hr), []

    for path in ("/assignments/", f"/assignments/{rule_id}/", "/assignments/new"):
        db.session.remove()
        with count_statements(session) as counted:
            page.get(path)
        taken.append(counted.count)

    assert taken == STATEMENTS


STATEMENTS = [4, 6, 4]
