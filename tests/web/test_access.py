"""What holds for every address: it says who may enter, takes no forged form, and carries its headers."""

import re
import sqlite3
from datetime import timedelta

import pytest
from flask import Blueprint, Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.exc import OperationalError
from werkzeug.routing import AnyConverter

from tests.factories.people import employee
from tests.page import CSRF, Page, forget_visitor, text
from university import app as application
from university.app import create_app
from university.base import clock
from university.base.errors import Busy, TooMany
from university.storage import work
from university.web.access import UnguardedView, access_table, open_to
from university.web.converters import IdConverter

pytestmark = pytest.mark.usefixtures("now")
ROLES = ("author", "organizer", "hr", "admin")


def addresses(app: Flask):
    """Each address with invented values in it, and its row of the access table."""
    rules = {(rule.rule, rule.endpoint): rule for rule in app.url_map.iter_rules()}
    adapter = app.url_map.bind("localhost")
    for row in access_table(app):
        rule = rules[row.rule, row.endpoint]
        values = {name: sample(rule._converters[name]) for name in rule.arguments}
        yield adapter.build(row.endpoint, values, method=row.verb), row


def sample(converter):
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1_999_999_999 if isinstance(converter, IdConverter) else "no-such-thing"


@pytest.fixture
def browser_of(page_of, session):
    """A browser of somebody with that role; None is a learner."""
    return lambda role: page_of(employee(session, *([role] if role else [])))


def send(browser: Page, verb: str, path: str, *, token: bool = True):
    forget_visitor()
    if verb == "GET":
        return browser.client.get(path, buffered=True)
    return browser.client.open(path, method=verb, data=browser_token(browser) if token else {}, buffered=True)


def browser_token(browser):
    return {"csrf_token": URLSafeTimedSerializer(browser.app.secret_key, salt="wtf-csrf-token").dumps(CSRF)}


@pytest.mark.parametrize("role", [None, *ROLES])
def test_no_address_answers_a_role_that_it_is_not_for(app, browser_of, role):
    mine, browser, wrong = {"public", "employee", role}, browser_of(role), []
    for path, row in addresses(app):
        if row.endpoint == "people.sign_out":
            continue
        answer = send(browser, row.verb, path)
        # A signed address without its signature is refused, or leads to nothing.
        is_refused = answer.status_code == 403 or ("signed" in row.groups and answer.status_code == 404)
        if is_refused is bool(mine & set(row.groups)) or answer.status_code >= 500:
            wrong.append((row.verb, path, answer.status_code))

    assert wrong == []


def test_a_stranger_meets_the_door_at_every_private_address(app, page):
    met = {
        (row.verb, send(page, row.verb, path).status_code)
        for path, row in addresses(app)
        if not {"public", "signed"} & set(row.groups) and row.endpoint != "people.sign_out"
    }

    assert met == {("GET", 303), ("POST", 401)}


def test_no_unsafe_address_takes_a_form_without_its_token(app, browser_of):
    browser = browser_of("admin")

    taken = [
        path
        for path, row in addresses(app)
        if row.verb != "GET"
        and "signed" not in row.groups
        and send(browser, row.verb, path, token=False).status_code != 400
    ]

    assert taken == []


def test_every_answer_carries_the_headers_and_private_ones_are_kept_nowhere(app, browser_of, page):
    browser, wrong = browser_of("admin"), []
    for path, row in addresses(app):
        if row.endpoint in {"static", "people.sign_out"}:
            continue
        for one in (browser, page):
            headers = send(one, row.verb, path).headers
            sound = (
                headers["X-Content-Type-Options"] == "nosniff"
                and headers["X-Frame-Options"] == "DENY"
                and "frame-ancestors 'none'" in headers["Content-Security-Policy"]
                and "unsafe" not in headers["Content-Security-Policy"]
                and headers["Referrer-Policy"] == "same-origin"
                and re.fullmatch(r"[0-9a-f]{12}", headers["X-Request-Id"])
                and (one is page or "no-store" in headers["Cache-Control"])
                and "Cookie" in headers.get("Vary", "")
            )
            if not sound:
                wrong.append((row.verb, path, dict(headers)))

    assert wrong == []


@pytest.mark.parametrize("path", ["/no/such/page", "/admin/employees/0/", "/sign-out"])
def test_an_error_page_has_all_headers_and_names_its_request(browser_of, path):
    answer = send(browser_of("admin"), "GET", path)

    assert answer.status_code in {404, 405}
    assert answer.headers["X-Request-Id"] in text(answer)
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_year_of_tls_is_asked_for_only_where_cookies_need_it(settings):
    app = create_app(settings.model_copy(update={"secure_cookies": True}))

    assert "max-age=31536000" in app.test_client().get("/healthz").headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in create_app(settings).test_client().get("/healthz").headers


def test_a_foreign_host_name_is_refused(settings):
    client = create_app(settings.model_copy(update={"trusted_hosts": ["localhost"]})).test_client()

    assert client.get("/sign-in").status_code == 200
    assert client.get("/sign-in", headers={"Host": "evil.example"}).status_code == 400


# ---- what must not start


def test_an_application_with_an_unguarded_view_refuses_to_start(settings, monkeypatch):
    bp = Blueprint("forgotten", __name__)
    bp.get("/forgotten")(lambda: "open to the street")
    monkeypatch.setattr(application, "BLUEPRINTS", (*application.BLUEPRINTS, bp))

    with pytest.raises(UnguardedView, match="forgotten"):
        create_app(settings)


@pytest.mark.parametrize("groups", [(), ("everybody",), ("admin", "root")])
def test_a_group_that_is_not_known_stops_the_start(groups):
    with pytest.raises(UnguardedView):
        open_to(*groups)


# ---- refusals and faults as pages


@pytest.fixture
def shop(settings, monkeypatch):
    """A site with one more page, which raises what it is told."""
    bp, raised = Blueprint("shop", __name__), {}

    @bp.get("/shop")
    @open_to("public")
    def view():
        raise raised["what"]

    monkeypatch.setattr(application, "BLUEPRINTS", (*application.BLUEPRINTS, bp))
    app = create_app(settings)

    def visit(what, **options):
        raised["what"] = what
        return app.test_client().get("/shop", **options)

    return visit


def test_a_fault_is_a_page_that_tells_nothing_of_the_inside(shop):
    answer = shop(RuntimeError("secret inside"))

    assert answer.status_code == 500
    assert "secret inside" not in answer.text
    assert answer.headers["X-Request-Id"] in text(answer)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("refusal", "status", "wait"),
    [(TooMany("Slowly", retry_after=7), 429, "7"), (Busy("Busy now"), 503, "5")],
    ids=["too many", "busy"],
)
def test_a_refusal_says_its_words_and_when_to_come_back(shop, refusal, status, wait):
    page, script = shop(refusal), shop(refusal, headers={"X-Requested-With": "fetch"})

    assert page.status_code == script.status_code == status
    assert str(refusal) in text(page)
    assert script.json["reason"] == str(refusal)
    assert page.headers["Retry-After"] == wait


def test_a_page_does_not_fail_because_the_visit_cannot_be_noted(page_of, session, now, monkeypatch):
    browser = page_of(employee(session))
    locked = sqlite3.OperationalError("database is locked")
    locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=6))
    monkeypatch.setattr(work, "_run_last_acts", fail_with(OperationalError("", None, locked)))

    browser.get("/me/")


def fail_with(error):
    def fail(_session):
        raise error

    return fail
