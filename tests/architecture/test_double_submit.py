"""A double click on any button that writes: the same form sent twice has one effect."""

import pytest
from sqlalchemy import select

from tests.factories.presses import PRESSES, SHOW_ONLY, browsers
from tests.page import text
from university.storage.tables import Base
from university.web.access import access_table

pytestmark = pytest.mark.usefixtures("now")
#: What the second press adds, because what the first one gave cannot be shown again: it is kept nowhere.
MORE = {
    # A token for the cookie; the first one goes by itself.
    "/sign-in": {"sign_in"},
    # A link that ends the one before, and its fact.
    "/admin/employees/<id:employee_id>/password-link": {
        "password_link",
        "fact",
        "fact_payload",
        "ledger_head",
    },
    # An address that ends the one before, and the facts of both.
    "/me/calendar/make": {"feed_token", "fact", "fact_payload", "ledger_head"},
}
#: What the second press of the same form is told, where it is not led to the same page.
SAID_AGAIN = {
    "/set-password/<token>": "used already",
}
each_button = pytest.mark.parametrize(
    ("rule", "act"), PRESSES, ids=[f"{rule} {act}".strip() for rule, act in PRESSES]
)


def rows(session):
    """Every row of every table, as it stands."""
    session.rollback()
    return {
        table.name: sorted(map(repr, session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
    }


def changed(before, after):
    return {name for name in before if before[name] != after[name]}


def test_every_button_that_writes_is_pressed_here(app):
    takes_a_form = {row.rule for row in access_table(app) if row.verb != "GET" and "signed" not in row.groups}

    assert {rule for rule, _ in PRESSES} == takes_a_form


@each_button
def test_a_double_click_has_one_effect(app, session, rule, act):
    press = PRESSES[rule, act](session)
    page, same_page = browsers(app, session, press, 2)
    before = rows(session)

    first = press.send(page)
    once = rows(session)
    second = press.send(same_page)
    twice = rows(session)

    assert first.status_code in {200, 303}, text(first)
    assert bool(changed(before, once)) is (rule not in SHOW_ONLY)
    assert changed(once, twice) - {"sign_in_failure"} == MORE.get(rule, set())
    if rule in SAID_AGAIN:
        assert SAID_AGAIN[rule] in text(second)
    else:
        assert (second.status_code, second.headers.get("Location")) == (
            first.status_code,
            first.headers.get("Location"),
        )
