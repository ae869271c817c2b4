"""One's own page, one's own password, and the link that sets one."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.factories.people import CHEAP, HOSTILE, PASSWORD, employee, employee_with_password, sign_in
from tests.page import Page, text
from tests.statements import count_statements
from university.base import clock
from university.base.actor import COMMAND
from university.people import services
from university.people.models import PasswordLink, SignIn
from university.records.models import Fact, FactPayload
from university.storage import work

pytestmark = pytest.mark.usefixtures("now")
NEW = "pebble wharf quince dozen"
FIELDS = {"password_now": PASSWORD, "password_new": NEW, "password_again": NEW}


def make_link(session, person):
    with work.transaction(session):
        return services.make_password_link(session, person.id, by=COMMAND, now=NOW)


def test_the_page_says_who_one_is(page_of, session):
    person = employee(session, "hr", "author", name="Amara Okafor", department="Listening")

    words = text(page_of(person).get("/me/"))

    for known in (
        "Amara Okafor",
        person.employee_number,
        "Listening",
        "Europe/Berlin",
        "Author",
        "HR",
        "This browser",
    ):
        assert known in words


def test_hostile_text_is_text(page_of, session):
    person = employee(session, name=HOSTILE, department=HOSTILE, job_title=HOSTILE, part=HOSTILE)

    assert "<img src=x" not in page_of(person).get("/me/").text


def test_the_other_browsers_are_signed_out_and_this_one_stays(page_of, app, session):
    person = employee(session)
    other = Page(app, sign_in(session, person, now=NOW))
    browser = page_of(person)

    words = text(browser.follow("/me/sign-ins/end-others"))

    assert "You are signed in nowhere else." in words
    other.get("/me/", status=303)


def test_a_browser_is_named_in_words(page, session):
    person = employee_with_password(session)
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 <script>"

    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.get("/sign-in").text)[1]
    page.client.post(
        "/sign-in",
        data={"account": person.email, "password": PASSWORD, "csrf_token": token, "next": "/me/"},
        headers={"User-Agent": agent},
    )

    assert session.scalars(select(SignIn.browser)).one() == "Firefox on Linux"


def test_the_page_takes_the_same_statements_for_one_browser_and_for_three(page_of, session):
    person = employee(session, "hr", "admin")
    browser = page_of(person)
    session.rollback()
    with count_statements(session) as with_one:
        browser.get("/me/")
    for _ in range(2):
        sign_in(session, person, now=NOW)
    session.rollback()

    with count_statements(session) as with_three:
        browser.get("/me/")

    assert with_one.count == with_three.count <= 6


# ---- a new password


def test_a_new_password_ends_the_other_sign_ins_and_leaves_a_fact(page_of, app, session):
    person = employee_with_password(session)
    other, browser = Page(app, sign_in(session, person, now=NOW)), page_of(person)

    words = text(browser.follow("/me/password", **FIELDS))

    assert "Your password is changed" in words
    other.get("/me/", status=303)
    session.refresh(person)
    assert services.is_right(person.password_hash, NEW, CHEAP)
    fact = session.scalars(select(Fact)).one()
    assert (fact.kind, fact.actor, fact.subject) == (
        "password.changed",
        f"employee:{person.id}",
        f"employee:{person.id}",
    )
    assert session.scalars(select(FactPayload.payload)).one() == {}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"password_now": "wrong"}, "That is not your current password."),
        ({"password_again": "other"}, "The two are not the same."),
        ({"password_new": "short", "password_again": "short"}, "Use at least 12 characters."),
        ({"password_new": "Password1234", "password_again": "Password1234"}, "known from leaks"),
        ({"password_now": ""}, "Fill this in"),
    ],
    ids=["wrong one", "not the same", "short", "leaked", "none"],
)
def test_a_password_that_cannot_be_is_refused_with_words(page_of, session, fields, words):
    person = employee_with_password(session)

    answer = page_of(person).post("/me/password", status=422, **FIELDS | fields)

    assert words in text(answer)
    session.refresh(person)
    assert services.is_right(person.password_hash, PASSWORD, CHEAP)


def test_guessing_here_is_counted_like_guessing_at_the_door(page_of, page, session):
    person = employee_with_password(session)
    browser = page_of(person)

    for _ in range(5):
        browser.post("/me/password", status=422, **FIELDS | {"password_now": "wrong"})

    browser.post("/me/password", status=429, **FIELDS)
    page.post("/sign-in", status=429, account=person.email, password=PASSWORD)


# ---- a link


def test_a_link_sets_a_password_once_and_ends_every_sign_in(page, page_of, session):
    person = employee(session)
    browser, token = page_of(person), make_link(session, person)

    assert person.name in text(page.get(f"/set-password/{token}"))
    answer = page.post(f"/set-password/{token}", password_new=NEW, password_again=NEW)

    assert answer.headers["Location"] == "/sign-in"
    browser.get("/me/", status=303)
    assert "used already" in text(page.get(f"/set-password/{token}", status=404))
    assert Page(page.app).post("/sign-in", account=person.email, password=NEW, next="/me/")
    assert token not in session.scalars(select(PasswordLink.token_digest)).all()


def test_a_link_ends_after_a_day(page, session, monkeypatch):
    token = make_link(session, employee(session))

    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=24))

    page.get(f"/set-password/{token}", status=404)
    page.post(f"/set-password/{token}", status=404, password_new=NEW, password_again=NEW)


def test_a_new_link_ends_the_one_before(page, session):
    person = employee(session)
    first = make_link(session, person)

    second = make_link(session, person)

    page.get(f"/set-password/{first}", status=404)
    page.get(f"/set-password/{second}")


def test_a_weak_password_does_not_use_the_link_up(page, session):
    token = make_link(session, employee(session, name="Robin Otterly"))
    weak = "robin otterly 99"

    answer = page.post(f"/set-password/{token}", status=422, password_new=weak, password_again=weak)

    assert "Leave your name" in text(answer)
    page.get(f"/set-password/{token}")


@pytest.mark.parametrize("token", ["x", "0" * 500, "%00", "..%2F"])
def test_an_unknown_link_is_not_found(page, token):
    page.get(f"/set-password/{token}", status=404)
