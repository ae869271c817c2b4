"""Sending: each message once, failures tried again with growing waits, and nothing lost on the way."""

from datetime import timedelta

import pytest
from pydantic import SecretStr

from tests.conftest import NOW
from tests.factories.messages import (
    ASSIGNED,
    MUTABLE,
    URGENT,
    failed,
    free_port,
    mail_server,
    messages,
    states,
    tell,
)
from tests.factories.people import employee
from tests.outbox.conftest import SENDER
from university.base.errors import Closed, NotFound, Unavailable
from university.outbox import jobs, queries, services
from university.outbox.models import Delivery
from university.outbox.rules import LONGEST_HOLD, NEWS_LASTS, WAITS
from university.storage import work

pytestmark = pytest.mark.usefixtures("now")
MINUTE = timedelta(minutes=1)


def choose(session, person, delivery=Delivery.AT_ONCE, muted=()):
    with work.transaction(session):
        services.choose(session, person.id, delivery=delivery, muted=muted, now=NOW)


def claim(session, now):
    with work.transaction(session):
        return services.claim(session, now=now)


def test_what_is_urgent_goes_out_at_once(session, with_mail, mailbox, run):
    person = employee(session)
    tell(session, person, URGENT)

    words = run()

    assert words == "1 mail sent."
    assert [to for to, _ in mailbox.taken] == [person.email]
    (message,) = messages(session)
    assert (message.state, message.sent_at, message.tries, message.sending_at) == ("sent", NOW, 1, None)


def test_what_is_sent_is_not_sent_again(session, with_mail, mailbox, run):
    tell(session, employee(session), URGENT)

    for _ in range(3):
        run()

    assert len(mailbox.taken) == 1


def test_nothing_to_send_asks_no_mail_server(session, use, run):
    use(smtp_url=SecretStr(f"smtp://127.0.0.1:{free_port()}"), mail_from=SENDER)
    tell(session, employee(session), MUTABLE)

    assert run() == "0 mails sent."


def test_each_message_goes_out_at_once_for_whoever_wants_that(session, with_mail, mailbox, run):
    person, other = employee(session), employee(session)
    choose(session, person)
    for one in (person, other):
        tell(session, one, MUTABLE)

    run()

    assert [to for to, _ in mailbox.taken] == [person.email]
    assert states(session) == ["sent", "waiting"]


def test_a_muted_kind_is_skipped_with_its_reason_and_stays_a_notice(session, with_mail, mailbox, run):
    person = employee(session)
    choose(session, person, muted={MUTABLE, ASSIGNED})
    tell(session, person, MUTABLE, "thing:1")
    tell(session, person, ASSIGNED, "thing:2")

    run()

    assert [mail["Subject"] for mail in mailbox.mails] == ["Subject of thing:2"]
    assert [(one.state, one.reason) for one in messages(session)] == [
        ("skipped", "The person chose to get no mail of this kind."),
        ("sent", ""),
    ]
    assert len(queries.list_messages(session, person.id)) == 2


def test_nobody_who_has_left_gets_mail(session, with_mail, mailbox, run):
    tell(session, employee(session, left_on=NOW.date()), URGENT)

    run()

    assert mailbox.taken == []
    assert [(one.state, one.reason) for one in messages(session)] == [("skipped", "The person has left.")]


def test_what_is_withdrawn_is_never_sent(session, with_mail, mailbox, run):
    person = employee(session)
    tell(session, person, URGENT, "thing:1")
    tell(session, person, URGENT, "thing:2")
    with work.transaction(session):
        services.withdraw(session, ["thing:1"], because="You are done.", now=NOW)

    run()

    assert [mail["Subject"] for mail in mailbox.mails] == ["Subject of thing:2"]
    assert [(one.state, one.reason) for one in messages(session)] == [
        ("withdrawn", "You are done."),
        ("sent", ""),
    ]


def test_a_withdrawal_while_the_mail_is_handed_in_comes_too_late_and_the_row_says_sent(session):
    tell(session, employee(session), URGENT)
    letter = claim(session, NOW)

    with work.transaction(session):
        services.withdraw(session, ["thing:1"], because="Gone.", now=NOW)
    with work.transaction(session):
        services.note_sent(session, letter.message_id, now=NOW)

    assert states(session) == ["sent"]


def test_a_withdrawn_message_that_failed_meanwhile_is_not_tried_again(session, with_mail, mailbox, run, at):
    tell(session, employee(session), URGENT)
    letter = claim(session, NOW)
    with work.transaction(session):
        services.withdraw(session, ["thing:1"], because="Gone.", now=NOW)
    with work.transaction(session):
        services.note_failed(session, letter.message_id, reason="451 later", is_final=False, now=NOW)

    at(NOW + timedelta(hours=1))
    run()

    assert mailbox.taken == []
    assert states(session) == ["withdrawn"]


def test_an_address_that_is_refused_for_ever_fails_at_once_and_the_others_go_out(
    session, with_mail, mailbox, run
):
    person, other = employee(session), employee(session)
    mailbox.refusals[person.email] = "550 No such mailbox"
    tell(session, person, URGENT)
    tell(session, other, URGENT)

    words = run()

    assert words == "1 mail sent, 1 not taken by the mail server."
    bad, good = messages(session)
    assert (bad.state, bad.reason) == ("failed", "The mail server said: 550 No such mailbox")
    assert (bad.tries, bad.next_try_at) == (1, None)
    assert good.state == "sent"


def test_an_address_that_no_mail_can_have_fails_at_once(session, with_mail, mailbox, run):
    tell(session, employee(session, email="no address at all"), URGENT)

    run()

    assert [(one.state, one.reason) for one in messages(session)] == [
        ("failed", "This is not an address that mail can go to.")
    ]


def test_a_passing_refusal_is_tried_again_with_growing_waits_and_then_given_up(
    session, with_mail, mailbox, run, at
):
    mailbox.refusals["*"] = "451 Try later"
    tell(session, employee(session), URGENT)
    moment, seen = NOW, []

    for wait in (*WAITS, timedelta()):
        at(moment)
        run()
        (message,) = messages(session)
        seen.append((message.state.value, message.tries, message.next_try_at))
        at(moment + wait - MINUTE)
        run()
        moment += wait

    moments = [NOW + sum(WAITS[: n + 1], timedelta()) for n in range(len(WAITS))]
    assert seen == [("waiting", n + 1, at_) for n, at_ in enumerate(moments)] + [("failed", 5, None)]
    assert messages(session)[0].reason == "The mail server said: 451 Try later"


def test_a_refusal_that_passes_is_forgotten(session, with_mail, mailbox, run, at):
    mailbox.refusals["*"] = "451 Try later"
    tell(session, employee(session), URGENT)
    run()
    mailbox.refusals.clear()

    at(NOW + WAITS[0])
    run()

    (message,) = messages(session)
    assert (message.state, message.tries, message.reason) == ("sent", 2, "")


def test_while_the_mail_server_is_down_nothing_is_lost_or_counted_and_one_connection_is_tried(
    session, use, mailbox, run, at
):
    port = free_port()
    use(smtp_url=SecretStr(f"smtp://127.0.0.1:{port}"), mail_from=SENDER)
    for number in range(20):
        tell(session, employee(session), URGENT, f"thing:{number}")

    for minutes in range(30):
        at(NOW + minutes * MINUTE)
        with pytest.raises(Unavailable, match=f"The mail server 127.0.0.1:{port} cannot be used"):
            run()

    assert {(one.state, one.tries) for one in messages(session)} == {("waiting", 0)}
    with mail_server(mailbox, port):
        assert run() == "20 mails sent."
    assert (len(mailbox.taken), mailbox.sessions) == (20, 1)


def test_what_waited_a_week_for_a_mail_server_is_no_news(session, with_mail, mailbox, run, at):
    tell(session, employee(session), URGENT)

    at(NOW + NEWS_LASTS + MINUTE)
    run()

    assert mailbox.taken == []
    assert states(session) == ["skipped"]


def test_without_a_mail_server_nothing_waits_for_the_day_there_is_one(session, run):
    person = employee(session)
    tell(session, person, URGENT)

    words = run()

    assert words == jobs.NO_SERVER
    assert [(one.state, one.reason) for one in messages(session)] == [("skipped", jobs.NO_SERVER)]
    assert [one.read_at for one in queries.list_messages(session, person.id)] == [None]


# ---- workers that die


def test_what_one_worker_holds_no_other_takes(session):
    tell(session, employee(session), URGENT)

    first, second = claim(session, NOW), claim(session, NOW + LONGEST_HOLD - MINUTE)

    assert first is not None
    assert second is None


def test_what_a_killed_worker_held_is_sent_later_under_the_same_message_id(
    session, with_mail, mailbox, run, at
):
    tell(session, employee(session), URGENT)
    letter = claim(session, NOW)

    at(NOW + LONGEST_HOLD)
    run()

    (mail,) = mailbox.mails
    assert mail["Message-ID"] == f"<{letter.message_id}.20261122090000@larkenfield.example>"
    assert states(session) == ["sent"]


def test_a_message_is_noted_as_sent_before_the_next_is_handed_in(
    session, with_mail, mailbox, run, monkeypatch
):
    for number in range(3):
        tell(session, employee(session), URGENT, f"thing:{number}")
    seen, note = [], services.note_sent

    def noting(current, *rest, **more):
        seen.append(len(mailbox.taken))
        note(current, *rest, **more)

    monkeypatch.setattr(services, "note_sent", noting)
    run()

    assert seen == [1, 2, 3]


# ---- trying again by hand


def test_what_failed_can_wait_again_with_its_tries_counted_anew(session, with_mail, mailbox, run):
    message = failed(session, employee(session))

    with work.transaction(session):
        services.try_again(session, message.id, now=NOW)
    run()

    assert states(session) == ["sent"]
    assert messages(session)[0].tries == 1


def test_only_what_failed_within_a_week_is_tried_again(session):
    old = failed(session, employee(session), queued_at=NOW - NEWS_LASTS - MINUTE)
    fresh = failed(session, employee(session), "thing:2")

    with pytest.raises(Closed, match="more than a week old"), work.transaction(session):
        services.try_again(session, old.id, now=NOW)
    with pytest.raises(NotFound), work.transaction(session):
        services.try_again(session, 10_000, now=NOW)
    with work.transaction(session):
        assert services.try_all_again(session, now=NOW) == 1

    assert states(session) == ["failed", "waiting"]
    assert messages(session)[1].id == fresh.id


def test_a_kind_that_nobody_knows_is_an_error_of_ours(session):
    person = employee(session)

    with pytest.raises(KeyError, match="assinged"):
        tell(session, person, "assinged")
    with pytest.raises(KeyError, match="digest"):
        tell(session, person, "digest")
