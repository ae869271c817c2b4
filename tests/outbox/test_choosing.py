"""Choosing what comes by mail, on one's own page and by the link in a mail."""

import re

import pytest

from tests.conftest import NOW
from tests.factories.messages import ASSIGNED, MUTABLE, URGENT, messages, tell
from tests.factories.people import employee
from tests.page import text
from university.outbox import queries, services
from university.outbox.models import Delivery, MessageChoice
from university.outbox.rules import KIND_BY_NAME, KINDS, stop_token
from university.outbox.rules import MUTABLE as CAN_BE_STOPPED
from university.storage import work

pytestmark = pytest.mark.usefixtures("now")
ALL = [kind.name for kind in CAN_BE_STOPPED]


def choice(session, person):
    session.rollback()
    session.expire_all()
    found = queries.find_choice(session, person.id)
    return (found.delivery, set(found.muted)) if found else None


def link(session, app, kind=MUTABLE, person=None):
    """The address that a mail of this kind carries."""
    tell(session, person or employee(session), kind)
    return f"/unsubscribe/{stop_token(messages(session)[-1].id, app.secret_key)}"


def test_without_a_choice_everything_comes_in_one_mail_a_day(page_of, session):
    page = page_of(employee(session, "author")).get("/me/messages").text

    assert re.search(r'<input checked[^>]*value="DAILY"', page)
    assert len(re.findall(r'<input checked[^>]*name="wanted"', page)) == len(ALL)


def test_every_kind_stands_on_the_page_and_what_is_always_sent_says_why(page_of, session):
    words = text(page_of(employee(session, "author")).get("/me/messages"))

    assert [kind.name for kind in KINDS if kind.words not in words] == []
    assert "Always sent, since it is about a duty, a record or a seat of yours." in words
    assert "No mail is sent from here yet" in words


def test_what_is_chosen_is_kept_and_shown(page_of, session):
    person = employee(session, "author")
    browser = page_of(person)

    words = text(browser.follow("/me/messages", delivery="AT_ONCE", wanted=[MUTABLE]))

    assert "Kept. It counts from the next message on." in words
    assert choice(session, person) == (Delivery.AT_ONCE, set(ALL) - {MUTABLE})
    again = browser.get("/me/messages").text
    assert re.findall(r'<input checked[^>]*value="([^"]+)"', again) == ["AT_ONCE", MUTABLE]


def test_everything_can_be_unticked(page_of, session):
    person = employee(session, "author")

    page_of(person).post("/me/messages", delivery="DAILY")

    assert choice(session, person) == (Delivery.DAILY, set(ALL))


@pytest.mark.parametrize(
    "fields",
    [
        {"delivery": "NEVER"},
        {},
        {"delivery": "DAILY", "wanted": ["overdue"]},
        {"delivery": "DAILY", "wanted": ["x"]},
    ],
    ids=["no such delivery", "no delivery", "what is always sent", "no such kind"],
)
def test_what_was_not_offered_is_not_kept(page_of, session, fields):
    person = employee(session)

    words = text(page_of(person).post("/me/messages", status=422, **fields))

    assert "Please mend this first" in words
    assert choice(session, person) is None


def test_what_is_always_sent_cannot_be_muted_by_any_way(session):
    person = employee(session)

    with work.transaction(session):
        services.mute(session, person.id, [URGENT, ASSIGNED, MUTABLE], now=NOW)

    assert choice(session, person) == (Delivery.DAILY, {MUTABLE})


def test_the_page_is_linked_from_me_and_from_the_notices(page_of, session):
    browser = page_of(employee(session))

    assert [
        path for path in ("/me/", "/notices/") if 'href="/me/messages"' not in browser.get(path).text
    ] == []


# ---- by the link in a mail


def test_the_link_asks_once_and_stops_that_kind_without_signing_in(page, session, app):
    person = employee(session)
    path = link(session, app, person=person)

    asked = text(page.get(path))
    before = choice(session, person)
    done = text(page.follow(path))

    assert f"“{KIND_BY_NAME[MUTABLE].words}” will come no more by mail." in asked
    assert before is None
    assert "Stopped No more mails of this kind" in done
    assert choice(session, person) == (Delivery.DAILY, {MUTABLE})


def test_a_mail_program_stops_it_in_one_call_without_our_form(app, session):
    person = employee(session)
    path = link(session, app, person=person)

    answer = app.test_client().post(path, data={"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, answer.headers.get("Location")) == (200, None)
    assert choice(session, person) == (Delivery.DAILY, {MUTABLE})


def test_stopping_twice_changes_nothing_more(page, session, app):
    person = employee(session)
    path = link(session, app, person=person)
    page.post(path)
    first = session.get(MessageChoice, person.id).chosen_at

    page.post(path)

    session.expire_all()
    assert session.get(MessageChoice, person.id).chosen_at == first


def test_the_link_of_a_mail_of_the_day_stops_all_that_can_be_stopped(page, session, app, at):
    person = employee(session)
    tell(session, person, now=NOW.replace(day=20))
    with work.transaction(session):
        services.make_digests(session, now=NOW)
    (digest,) = messages(session, kind="digest")
    path = f"/unsubscribe/{stop_token(digest.id, app.secret_key)}"

    asked = text(page.get(path))
    page.post(path)

    assert f"Of {len(ALL)} kinds of messages none will come by mail any more." in asked
    assert choice(session, person) == (Delivery.DAILY, set(ALL))


def test_what_is_always_sent_is_not_stopped_by_a_link_either(page, session, app):
    person = employee(session)
    path = link(session, app, URGENT, person)

    asked = text(page.get(path))
    page.post(path)

    assert "These mails are always sent" in asked
    assert choice(session, person) in (None, (Delivery.DAILY, set()))


def test_a_link_that_this_site_did_not_sign_stops_nothing(page, session, app):
    path = link(session, app)
    number = path.removeprefix("/unsubscribe/").partition(".")[0]

    for wrong in (f"/unsubscribe/{number}", f"/unsubscribe/{number}.abc", f"{path}x"):
        assert "This link is not complete" in text(page.get(wrong, status=404))
        page.post(wrong, status=404)

    assert session.query(MessageChoice).count() == 0


def test_the_link_names_nobody(session, app):
    person = employee(session)

    path = link(session, app, person=person)

    assert str(person.id) not in re.findall(r"[0-9]+", path.partition(".")[0])[1:]
    assert person.email not in path


def test_only_authors_are_asked_about_messages_to_authors_and_nobody_loses_a_choice(session, page_of, now):
    robin = employee(session)
    with work.transaction(session):
        services.mute(session, robin.id, ["course rated"], now=now)
    browser = page_of(robin)

    asked = text(browser.get("/me/messages"))
    browser.post("/me/messages", delivery="DAILY", wanted=[])

    assert "Somebody rated your course" not in asked
    assert "Somebody rated your course" in text(page_of(employee(session, "author")).get("/me/messages"))
    muted = session.get_one(MessageChoice, robin.id).muted
    assert {"course rated", "practice"} <= set(muted)
    assert "mistake reported" not in muted
