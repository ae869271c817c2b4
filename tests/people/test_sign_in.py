"""The door: right and wrong passwords, waits, deep links, and what was being written when a sign-in ended."""

import re
from datetime import timedelta

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.factories.people import CHEAP, PASSWORD, employee, employee_with_password, sign_in
from tests.page import Page, text
from university.app import create_app
from university.base import clock
from university.people import services
from university.people.models import SignIn, SignInFailure
from university.people.views import kept
from university.storage import work
from university.web.db import db

pytestmark = pytest.mark.usefixtures("now")
WRONG = "do not belong together"


def enter(page, account, password=PASSWORD, *, status=303, **fields):
    return page.post("/sign-in", account=account, password=password, status=status, **fields)


def hidden(response, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', response.get_data(as_text=True))
    return found and found[1]


def later(monkeypatch, **how_long):
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(**how_long))


@pytest.mark.parametrize(
    "typed", ["E70001", "e70001", "robin@larkenfield.example", " Robin@Larkenfield.example "]
)
def test_number_or_address_opens_the_door_in_any_case(page, session, typed):
    employee_with_password(session, employee_number="E70001", email="robin@larkenfield.example")

    answer = enter(page, typed, next="/me/")

    assert answer.headers["Location"] == "/me/"
    assert "Robin Example" in text(page.get("/me/"))


def test_a_sign_in_keeps_nothing_of_the_session_before(page, session):
    person = employee_with_password(session)
    with page.client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"

    enter(page, person.employee_number, next="/me/")

    with page.client.session_transaction() as cookie:
        assert sorted(cookie) == ["_fresh", "_permanent", "_user_id"]
        assert session.get(SignIn, cookie["_user_id"]) is None, "only a digest is kept"


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(page, session):
    person = employee_with_password(session)

    cookie = enter(page, person.employee_number, next="/me/").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_signing_in_again_ends_the_sign_in_before(page, page_of, session):
    person = employee_with_password(session)
    browser = page_of(person)

    browser.post("/sign-in", account=person.email, password=PASSWORD, next="/me/")

    assert session.scalar(select(func.count()).select_from(SignIn)) == 1


def test_an_unknown_account_gets_the_answer_of_a_wrong_password(page, session):
    known, stranger = employee_with_password(session).email, "nobody@larkenfield.example"

    answers = [
        re.sub(r'value="[^"]*"|<code>\w+</code>', "", enter(page, account, "wrong", status=422).text)
        for account in (known, stranger)
    ]

    assert answers[0] == answers[1]
    assert WRONG in answers[0]


@pytest.mark.parametrize("account", ["known", "unknown", "left", "without a password"])
def test_every_try_costs_one_look_at_a_hash(page, session, monkeypatch, account):
    accounts = {
        "known": employee_with_password(session).email,
        "unknown": "nobody@larkenfield.example",
        "left": employee_with_password(session, left_on=NOW.date()).email,
        "without a password": employee(session).email,
    }
    looks, look = [], services.is_right
    monkeypatch.setattr(services, "is_right", lambda *what: looks.append(1) or look(*what))

    enter(page, accounts[account], "wrong", status=422)

    assert len(looks) == 1
    assert not services.is_right(None, PASSWORD, CHEAP)


@pytest.mark.parametrize(
    ("left_on", "opens"),
    [(NOW.date(), False), (NOW.date() - timedelta(days=9), False), (NOW.date() + timedelta(days=1), True)],
    ids=["leaves today", "left", "leaves tomorrow"],
)
def test_who_has_left_is_a_wrong_password(page, session, left_on, opens):
    person = employee_with_password(session, left_on=left_on)

    answer = enter(page, person.email, status=303 if opens else 422, next="/me/")

    assert (WRONG in text(answer)) is not opens


def test_the_tenth_wrong_password_waits_and_the_right_one_works_after_the_wait(page, session, monkeypatch):
    person, other = employee_with_password(session), employee_with_password(session)
    statuses = [
        page.client.post(
            "/sign-in", data={"account": person.email, "password": "wrong", "csrf_token": token(page)}
        ).status_code
        for _ in range(10)
    ]

    waiting = enter(page, person.employee_number, status=429)

    assert statuses == [422] * 5 + [429] * 5
    assert waiting.headers["Retry-After"] == "60"
    assert "Please wait 1 minute, then try again." in text(waiting)
    assert enter(Page(page.app), other.email, next="/me/").status_code == 303
    later(monkeypatch, seconds=61)
    assert enter(Page(page.app), person.email, next="/me/").status_code == 303
    assert session.scalar(select(func.count()).select_from(SignInFailure)) == 0


def token(page):
    return hidden(page.client.get("/sign-in"), "csrf_token")


def test_many_accounts_from_one_address_wait_too(page, session):
    person = employee_with_password(session)
    with work.transaction(session):
        session.add_all(SignInFailure(account=f"a{i}", address="127.0.0.1", failed_at=NOW) for i in range(50))

    enter(page, person.email, status=429)


def test_a_forwarding_header_is_not_believed(page, session):
    person = employee_with_password(session)

    page.client.post(
        "/sign-in",
        data={"account": person.email, "password": "wrong", "csrf_token": token(page)},
        headers={"X-Forwarded-For": "203.0.113.9"},
    )

    assert session.scalars(select(SignInFailure.address)).one() == "127.0.0.1"


def test_what_a_stranger_types_is_not_kept_in_clear(page, session):
    enter(page, "my secret password", "x", status=422)

    assert "secret" not in session.scalars(select(SignInFailure.account)).one()


def test_a_hash_is_renewed_when_the_cost_rises(page, session):
    person = employee(session, password_hash=services.hash_password(PASSWORD, services.Cost(16, 1)))

    enter(page, person.email, next="/me/")

    session.refresh(person)
    assert "m=8,t=1" in person.password_hash
    assert services.is_right(person.password_hash, PASSWORD, CHEAP)


@pytest.mark.parametrize(
    "special", [{"account": ""}, {"password": ""}, {"account": "x" * 999}, {"password": "x" * 9999}]
)
def test_an_incomplete_form_says_so_and_costs_nothing(page, special, session):
    fields = {"account": "E1", "password": "x"} | special

    page.post("/sign-in", status=422, **fields)

    assert session.scalar(select(func.count()).select_from(SignInFailure)) == 0


def test_a_forged_sign_in_is_refused(page, session):
    person = employee_with_password(session)

    enter(page, person.email, csrf_token="forged", status=400)

    page.get("/me/", status=303)


# ---- where one wanted to go


@pytest.mark.parametrize("path", ["/me/password", "/notices/?x=1&y=%C3%A9", "/admin/?q=a%20b&page=2"])
def test_a_deep_link_survives_the_door(page, session, path):
    person = employee_with_password(session, "admin")

    door = page.get(path, status=303).headers["Location"]
    wanted = hidden(page.get(door), "next").replace("&amp;", "&")
    answer = enter(page, person.email, next=wanted)

    assert answer.headers["Location"] == path
    page.get(answer.headers["Location"])


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\/evil.example",
        "javascript:alert(1)",
        "/\t/evil",
    ],
)
def test_no_address_of_another_site_is_followed(page, session, target):
    person = employee_with_password(session)

    answer = enter(page, person.email, next=target)

    assert answer.headers["Location"] == "/"


def test_somebody_signed_in_passes_the_door(page_of, session):
    assert page_of(employee(session)).get("/sign-in?next=/me/", status=303).headers["Location"] == "/me/"


def test_a_script_is_told_in_json(page):
    answer = page.get("/me/", status=401, headers={"X-Requested-With": "fetch"})

    assert answer.json["error"] == "Please sign in first"


# ---- when a sign-in ends


def test_signing_out_ends_it_for_every_copy_of_the_cookie(page_of, app, session):
    person = employee(session)
    secret = sign_in(session, person, now=NOW)
    browser, copy = Page(app, secret), Page(app, secret)

    answer = browser.post("/sign-out")

    assert answer.headers["Location"] == "/sign-in"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert browser.get("/me/", status=303)
    assert copy.get("/me/", status=303)


@pytest.mark.parametrize(
    ("how_long", "status"),
    [({"minutes": 119}, 200), ({"minutes": 120}, 303)],
    ids=["just in time", "idle for too long"],
)
def test_an_idle_sign_in_ends(page_of, session, monkeypatch, how_long, status):
    browser = page_of(employee(session))

    later(monkeypatch, **how_long)

    browser.get("/me/", status=status)


def test_a_busy_sign_in_is_renewed_now_and_then_and_ends_after_all(page_of, session, monkeypatch):
    browser = page_of(employee(session))

    for minutes in range(0, 12 * 60, 100):
        later(monkeypatch, minutes=minutes)
        browser.get("/me/")

    later(monkeypatch, hours=12)
    browser.get("/me/", status=303)


def test_a_click_within_five_minutes_writes_nothing(page_of, session, monkeypatch):
    browser = page_of(employee(session))
    later(monkeypatch, minutes=4)

    browser.get("/me/")

    assert session.scalars(select(SignIn.seen_at)).one() == NOW


# ---- what was being written


def expired(app, session, person):
    """A browser whose cookie is whole, but whose sign-in has ended."""
    browser = Page(app, sign_in(session, person, now=NOW))
    with work.transaction(session):
        services.close_sign_ins(session, person.id)
    return browser


def test_what_was_written_arrives_after_the_door(app, session):
    person = employee_with_password(session, "admin")
    other = employee(session, name="To be changed")
    browser = expired(app, session, person)
    path = f"/admin/employees/{other.id}/roles/give"

    door = browser.post(path, status=401, role="organizer", words=["a <b>", "c"], password_new="secret words")
    again = enter(browser, person.email, status=200, kept=hidden(door, "kept"))

    assert "You were signed out while you wrote" in text(again)
    assert f'action="{path}"' in again.text
    assert re.findall(r'name="(role|words)" value="([^"]*)"', again.text) == [
        ("role", "organizer"),
        ("words", "a &lt;b&gt;"),
        ("words", "c"),
    ]
    assert "secret words" not in again.text
    browser.post(path, csrf_token=hidden(again, "csrf_token"), role="organizer")
    assert "Organizer" in text(browser.get(f"/admin/employees/{other.id}/"))


def test_it_also_arrives_when_the_whole_cookie_is_gone(app, session):
    person = employee_with_password(session, "admin")
    path = f"/admin/employees/{person.id}/roles/give"
    browser = Page(app)
    browser.client.delete_cookie("university")

    answer = browser.client.post(path, data={"role": "hr"}, headers={"Origin": "http://localhost"})

    assert answer.status_code == 401
    assert hidden(answer, "kept")


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, {}],
    ids=["another origin", "across sites", "no word of where from"],
)
def test_a_form_of_another_site_is_not_carried_through_the_door(app, headers):
    browser = Page(app)
    browser.client.delete_cookie("university")

    answer = browser.client.post("/me/sign-ins/end-others", data={"x": "1"}, headers=headers)

    assert answer.status_code == 400
    assert 'name="kept"' not in answer.text


def test_a_wrong_password_on_the_way_loses_nothing(app, session):
    person = employee_with_password(session)
    browser = expired(app, session, person)
    door = browser.post("/notices/read", status=401, words="precious")

    wrong = enter(browser, person.email, "wrong", status=422, kept=hidden(door, "kept"))

    assert 'value="precious"' in enter(browser, person.email, status=200, kept=hidden(wrong, "kept")).text


def test_more_than_we_carry_is_said_and_not_kept(app, session):
    browser = expired(app, session, employee(session))
    noise = "".join(chr(0x4E00 + i * 7919 % 20000) for i in range(60_000))

    door = browser.post("/notices/read", status=401, words=noise)

    assert "too long for us to carry over" in text(door)
    assert not hidden(door, "kept")


@pytest.mark.parametrize("forged", ["nonsense", "", "x" * 70_000], ids=["nonsense", "nothing", "too large"])
def test_a_forged_package_is_dropped(page, session, forged):
    person = employee_with_password(session)

    assert enter(page, person.email, kept=forged, next="/me/").headers["Location"] == "/me/"


def test_a_package_leads_nowhere_else_and_ends_after_an_hour(app, monkeypatch):
    signer = URLSafeTimedSerializer(app.secret_key, salt="kept while signing in")
    with app.test_request_context():
        assert kept.unpack(signer.dumps(["//evil.example", []])) is None
        fresh = signer.dumps(["/me/", [["a", "b"]]])
        assert kept.unpack(fresh) == kept.Kept("/me/", [("a", "b")])
        monkeypatch.setattr(kept, "LASTS_SECONDS", -1)
        assert kept.unpack(fresh) is None


def test_signing_out_when_already_out_leads_to_the_door(app, session):
    assert expired(app, session, employee(session)).post("/sign-out").headers["Location"] == "/sign-in"


# ---- demo accounts


@pytest.mark.parametrize(
    ("special", "status"),
    [
        ({}, 303),
        ({"host": "192.0.2.7"}, 403),
        ({"proxy_count": 1}, 403),
        ({"host": "192.0.2.7", "demo_anywhere": True}, 303),
    ],
    ids=["on this machine", "on the network", "behind a proxy", "on the network by choice"],
)
def test_demo_accounts_stay_on_this_machine(settings, special, status):
    app = create_app(settings.model_copy(update=special))
    with app.app_context():
        person = employee_with_password(db.session(), is_demo=True)

        answer = enter(Page(app), person.email, status=status, next="/me/")

        assert ("demo company" in text(answer)) is (status == 403)
        db.session.remove()
        db.engine.dispose()
