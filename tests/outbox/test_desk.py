"""The desk of administrators: the outbox, a test mail, and how jobs and mail do."""

from datetime import timedelta

import pytest
from pydantic import SecretStr

from tests.conftest import NOW
from tests.factories.messages import MUTABLE, URGENT, failed, free_port, messages, part, states, tell
from tests.factories.people import HOSTILE, employee
from tests.outbox.conftest import SENDER
from tests.page import text
from tests.statements import count_statements
from university.base.schedule import span
from university.outbox.rules import ANY_KIND, NEWS_LASTS
from university.storage import runs, work

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def desk(page_of, session):
    return page_of(employee(session, "admin", name="Ada Min"))


def ran(session, name, *, ago, words="", has_worked=True):
    with work.transaction(session):
        runs.note_start(session, name, now=NOW - ago)
        runs.note_end(session, name, words=words, has_worked=has_worked, now=NOW - ago)


def test_an_empty_outbox_says_what_will_stand_there(desk):
    words = text(desk.get("/admin/outbox/"))

    assert "No message fits" in words
    assert "No mail server is set, so nothing is mailed" in words


def test_each_message_stands_with_state_reason_and_tries_but_without_its_words(desk, session):
    failed(session, employee(session, name="Robin Lost"))
    tell(session, employee(session), words="A private matter.", about="thing:2")

    words = text(desk.get("/admin/outbox/"))

    assert "Robin Lost Subject of thing:1 A course is overdue Failed 550 nobody here Try again 1" in words
    assert "All 2 Waiting 1 Sent 0 Failed 1 Withdrawn 0 Skipped 0" in words
    assert "A private matter." not in words


@pytest.mark.parametrize(
    ("query", "subjects"),
    [
        ("", ["thing:2", "thing:1"]),
        ("state=failed", ["thing:1"]),
        ("state=waiting", ["thing:2"]),
        ("kind=course+changed", ["thing:2"]),
        ("kind=overdue&state=waiting", []),
        ("state=odd&kind=odd&page=0", ["thing:2", "thing:1"]),
        ("page=999999999999", []),
    ],
)
def test_messages_are_found_by_state_and_kind(desk, session, query, subjects):
    failed(session, employee(session))
    tell(session, employee(session), MUTABLE, "thing:2")

    words = text(desk.get(f"/admin/outbox/?{query}"))

    assert [part.split()[0] for part in words.split("Subject of ")[1:]] == subjects


def test_what_failed_is_tried_again_by_a_button(desk, session):
    message = failed(session, employee(session))

    words = text(desk.follow(f"/admin/outbox/{message.id}/retry"))

    assert "It waits again, and goes out with the worker's next run." in words
    assert states(session) == ["waiting"]


def test_all_that_failed_is_tried_again_by_another(desk, session):
    for number in range(3):
        failed(session, employee(session), f"thing:{number}")

    desk.follow("/admin/outbox/retry")

    assert states(session) == ["waiting"] * 3


def test_what_is_no_news_any_more_has_no_button(desk, session):
    message = failed(session, employee(session), queued_at=NOW - NEWS_LASTS - timedelta(minutes=1))

    assert f"/admin/outbox/{message.id}/retry" not in desk.get("/admin/outbox/").text
    assert "more than a week old" in text(desk.post(f"/admin/outbox/{message.id}/retry", status=409))


def test_hostile_text_is_text(desk, session):
    tell(session, employee(session, name=HOSTILE), subject=HOSTILE)

    assert "<img src=x" not in desk.get("/admin/outbox/").text


def test_the_outbox_takes_the_same_statements_for_one_message_and_for_three(desk, session):
    counts = []
    for several in (1, 2):
        for number in range(several):
            tell(session, employee(session), about=f"thing:{several}-{number}")
        with count_statements(session) as counter:
            desk.get("/admin/outbox/")
        counts.append(counter.count)

    assert counts[0] == counts[1] <= 5


# ---- a test mail


@pytest.mark.parametrize("kind", ["overdue", "course changed", "digest"])
def test_a_test_mail_of_a_kind_goes_to_oneself_alone_and_right_away(desk, session, with_mail, mailbox, kind):
    words = text(desk.follow("/admin/outbox/test", kind=kind))

    assert "The mail server took it." in words
    (mail,) = mailbox.mails
    assert mail["To"].startswith("Ada Min <")
    assert mail["Subject"].startswith("Test: ")
    assert "made-up words" in part(mail, "plain")
    assert messages(session) == []


def test_a_mail_server_that_does_not_answer_is_told_at_once(desk, use):
    use(smtp_url=SecretStr(f"smtp://127.0.0.1:{free_port()}"), mail_from=SENDER)

    words = text(desk.post("/admin/outbox/test", status=422, kind="overdue"))

    assert "The mail did not go out" in words
    assert "Connection refused" in words


def test_a_refused_test_mail_says_why(desk, with_mail, mailbox):
    mailbox.refusals["*"] = "554 No mail from you"

    assert "554 No mail from you" in text(desk.post("/admin/outbox/test", status=422, kind="overdue"))


def test_without_a_mail_server_it_says_so(desk):
    assert "No mail server is set, so nothing was sent." in text(
        desk.follow("/admin/outbox/test", kind="overdue")
    )


def test_no_button_is_offered_where_there_is_no_mail_server(desk):
    assert "Send it to" not in text(desk.get("/admin/outbox/test"))


def test_every_kind_can_be_tried_and_no_other(desk, with_mail):
    page = desk.get("/admin/outbox/test").text

    assert [name for name in ANY_KIND if f'value="{name}"' not in page] == []
    desk.post("/admin/outbox/test", status=422, kind="no such kind")


# ---- mail and jobs


def test_a_new_site_says_that_nothing_ever_ran(desk):
    words = text(desk.get("/admin/health/"))

    assert "It never ran. Is a worker running?" in words
    assert "No mail server is set, so nothing is mailed" in words
    assert "as this release needs" in words


def test_the_last_reminder_run_stands_first(desk, session):
    ran(session, "university.learning.jobs.remind", ago=timedelta(minutes=3))

    words = text(desk.get("/admin/health/"))

    assert "Reminders Last ran 3 minutes ago." in words


def test_a_worker_that_is_down_is_said(desk, session):
    ran(session, "university.outbox.jobs.send_waiting", ago=timedelta(hours=2))

    words = text(desk.get("/admin/health/"))

    assert "It has not run for 2 hours: the worker may be down." in words


def test_a_mail_server_that_is_down_is_said_in_its_words(desk, session):
    job = "university.outbox.jobs.send_waiting"
    ran(session, job, ago=timedelta(hours=1))
    ran(session, job, ago=timedelta(minutes=1), words="The mail server does not answer.", has_worked=False)

    assert (
        f"It failed; it last worked {span(timedelta(hours=1))} ago. The mail server does not answer."
        in text(desk.get("/admin/health/"))
    )


def test_the_age_of_the_queue_and_failures_stand_there(desk, session, with_mail):
    tell(session, employee(session), URGENT, now=NOW - timedelta(minutes=90))
    failed(session, employee(session), "thing:2")

    words = text(desk.get("/admin/health/"))

    assert "To be sent now 1, the oldest since Sun 22 Nov 2026, 08:30 (Berlin)" in words
    assert "1: see why" in words
    assert "127.0.0.1, port" in words


def test_the_password_of_the_mail_server_is_on_no_page(desk, use):
    use(smtp_url=SecretStr("smtps://account:verysecret@mail.example"), mail_from=SENDER)

    for path in ("/admin/health/", "/admin/outbox/", "/admin/outbox/test"):
        assert "verysecret" not in desk.get(path).text
