"""The mail of the day: one a day for each person at seven where they are, with what is still news."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.factories.messages import ASSIGNED, MUTABLE, URGENT, messages, part, states, tell
from tests.factories.people import employee
from tests.statements import count_statements
from university.outbox import queries, services
from university.outbox.models import Delivery
from university.outbox.rules import DIGEST_TIME, digest_day, digest_moment
from university.storage import work

SEVEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # in Berlin
YEARS = (datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2030-01-01"))
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
)


def test_what_can_wait_comes_at_seven_in_one_mail(session, with_mail, mailbox, run, at):
    person = employee(session)
    for number in (1, 2, 3):
        tell(session, person, ASSIGNED, f"thing:{number}")

    at(SEVEN - SECOND)
    run()
    before = len(mailbox.taken)
    at(SEVEN + SECOND)
    run()

    assert before == 0
    (mail,) = mailbox.mails
    assert mail["Subject"] == "Subject of thing:1, and 2 more"
    words = part(mail, "plain")
    assert [f"Words of thing:{number}." in words for number in (1, 2, 3)] == [True] * 3
    assert words.count("https://university.larkenfield.example/courses/smu-1/") == 3
    assert states(session) == ["sent"] * 4


def test_one_thing_alone_is_the_subject_of_its_mail(session, with_mail, mailbox, run, at):
    tell(session, employee(session), ASSIGNED)

    at(SEVEN)
    run()

    assert [mail["Subject"] for mail in mailbox.mails] == ["Subject of thing:1"]


def test_what_comes_after_seven_waits_for_the_next_day(session, with_mail, mailbox, run, at):
    person = employee(session)
    tell(session, person, about="thing:1")
    at(SEVEN)
    run()
    tell(session, person, about="thing:2", now=SEVEN + HOUR)

    for moment in (SEVEN + HOUR, SEVEN + DAY - SECOND):
        at(moment)
        run()
    on_the_day = len(mailbox.taken)
    at(SEVEN + DAY)
    run()

    assert on_the_day == 1
    assert [mail["Subject"] for mail in mailbox.mails] == ["Subject of thing:1", "Subject of thing:2"]


def test_a_worker_that_was_down_at_seven_sends_it_when_it_is_back(session, with_mail, mailbox, run, at):
    tell(session, employee(session))

    at(SEVEN + 5 * HOUR)
    run()

    assert len(mailbox.taken) == 1


def test_each_person_gets_it_at_seven_at_home(session, with_mail, mailbox, run, at):
    people = {
        zone: employee(session, zone=zone) for zone in ("America/New_York", "Asia/Tokyo", "Europe/Berlin")
    }
    for person in people.values():
        tell(session, person)
    order = []

    for hours in range(30):
        at(NOW + hours * HOUR)
        run()
        order += [hours] * (len(mailbox.taken) - len(order))

    assert [to for to, _ in mailbox.taken] == [person.email for person in people.values()]
    assert order == [3, 13, 21]


def test_nothing_waiting_makes_no_mail(session, with_mail, mailbox, run, at):
    employee(session)

    at(SEVEN)

    assert run() == "0 mails sent."
    assert messages(session) == []


def test_what_is_gone_before_seven_is_not_in_it(session, with_mail, mailbox, run, at):
    person = employee(session)
    for number in (1, 2):
        tell(session, person, about=f"thing:{number}")
    with work.transaction(session):
        services.withdraw(session, ["thing:1"], because="Done.", now=NOW)

    at(SEVEN)
    run()

    (mail,) = mailbox.mails
    assert "thing:1" not in part(mail, "plain")
    assert states(session) == ["withdrawn", "sent", "sent"]


def test_what_is_gone_while_the_mail_server_was_down_is_not_in_it_and_alone_it_makes_no_mail(
    session, with_mail, mailbox, run, at
):
    person, other = employee(session), employee(session)
    for number, one in enumerate((person, person, other)):
        tell(session, one, about=f"thing:{number}")
    at(SEVEN)
    mailbox.refusals["*"] = "451 Try later"
    run()
    with work.transaction(session):
        services.withdraw(session, ["thing:0", "thing:2"], because="Done.", now=SEVEN)
    mailbox.refusals.clear()

    at(SEVEN + HOUR)
    run()

    assert [mail["Subject"] for mail in mailbox.mails] == ["Subject of thing:1"]
    assert [one.state.value for one in messages(session, kind="digest")] == ["sent", "skipped"]


def test_muted_kinds_are_not_in_it(session, with_mail, mailbox, run, at):
    person = employee(session)
    tell(session, person, MUTABLE, "thing:1")
    tell(session, person, ASSIGNED, "thing:2")
    with work.transaction(session):
        services.mute(session, person.id, [MUTABLE], now=NOW)

    at(SEVEN)
    run()

    assert [mail["Subject"] for mail in mailbox.mails] == ["Subject of thing:2"]
    assert [(one.state, one.reason) for one in messages(session, kind=MUTABLE)] == [
        ("skipped", "The person chose to get no mail of this kind.")
    ]


def test_all_muted_makes_no_mail(session, with_mail, mailbox, run, at):
    person = employee(session)
    tell(session, person, MUTABLE)
    with work.transaction(session):
        services.mute(session, person.id, [MUTABLE], now=NOW)

    at(SEVEN)
    run()

    assert mailbox.taken == []


def test_it_is_made_once_however_often_the_job_runs(session, with_mail, mailbox, run, at):
    person = employee(session)
    tell(session, person, about="thing:1")
    at(SEVEN)
    mailbox.refusals["*"] = "451 Try later"
    run()
    tell(session, person, about="thing:2")  # committed late, with a moment before seven

    for _ in range(3):
        run()

    assert len(messages(session, kind="digest")) == 1
    assert [one.digest_id is None for one in messages(session, about="thing:2")] == [True]


def test_a_mail_of_the_day_that_fails_says_so_on_all_it_tells_and_can_be_tried_again(
    session, with_mail, mailbox, run, at
):
    person = employee(session)
    tell(session, person, about="thing:1")
    mailbox.refusals[person.email] = "550 No such mailbox"
    at(SEVEN)
    run()
    before = states(session)
    mailbox.refusals.clear()

    (digest,) = messages(session, kind="digest")
    with work.transaction(session):
        services.try_again(session, digest.id, now=SEVEN)
    run()

    assert before == ["failed", "failed"]
    assert states(session) == ["sent", "sent"]
    assert len(mailbox.taken) == 1


def test_the_mail_of_the_day_is_no_notice(session, with_mail, run, at):
    person = employee(session)
    tell(session, person)

    at(SEVEN)
    run()

    assert [one.about for one in queries.list_messages(session, person.id)] == ["thing:1"]
    assert [one.read_at for one in queries.list_messages(session, person.id)] == [None]


def test_whoever_moves_to_another_zone_gets_no_second_one_that_day(session, with_mail, mailbox, run, at):
    person = employee(session, zone="Europe/Berlin")
    tell(session, person, about="thing:1")
    at(SEVEN)
    run()
    with work.transaction(session):
        session.merge(person).zone = "America/New_York"
    tell(session, person, about="thing:2", now=SEVEN + HOUR)

    for hours in range(18):
        at(SEVEN + hours * HOUR)
        run()
    that_day = len(mailbox.taken)
    at(datetime(2026, 11, 24, 12, tzinfo=UTC))
    run()

    assert (that_day, len(mailbox.taken)) == (1, 2)


def test_what_is_urgent_waits_for_no_mail_of_the_day(session, with_mail, mailbox, run, at):
    person = employee(session)
    tell(session, person, URGENT, "thing:1")
    tell(session, person, MUTABLE, "thing:2")

    at(NOW)
    run()

    assert [mail["Subject"] for mail in mailbox.mails] == ["Subject of thing:1"]


def test_whoever_changes_to_each_at_once_gets_what_waited_at_once(session, with_mail, mailbox, run, at):
    person = employee(session)
    tell(session, person)
    with work.transaction(session):
        services.choose(session, person.id, delivery=Delivery.AT_ONCE, muted=[], now=NOW)

    at(NOW)
    run()

    assert [mail["Subject"] for mail in mailbox.mails] == ["Subject of thing:1"]


def test_before_its_hour_looking_takes_the_same_statements_however_many_wait(session, now):
    counts = []
    for people in (1, 3):
        for number in range(people):
            tell(session, employee(session), about=f"thing:{people}-{number}")
        with count_statements(session) as counter, work.transaction(session):
            services.make_digests(session, now=NOW)
        counts.append(counter.count)

    assert counts[0] == counts[1]


# ---- the rule


@pytest.mark.parametrize("zone", ZONES)
def test_no_day_of_two_years_is_left_out_or_comes_twice(zone):
    moment, days = datetime(2026, 1, 1, tzinfo=UTC), []
    while moment < datetime(2028, 1, 1, tzinfo=UTC):
        day = digest_day(zone, moment)
        if not days or days[-1] != day:
            days.append(day)
        moment += timedelta(minutes=30)

    assert days == [days[0] + number * DAY for number in range(len(days))]


@given(
    moment=st.datetimes(*YEARS, timezones=st.just(UTC)),
    zone=st.sampled_from(ZONES),
)
def test_the_latest_mail_of_the_day_is_at_seven_and_less_than_a_long_day_ago(moment, zone):
    latest = digest_moment(zone, moment)

    local = latest.astimezone(ZoneInfo(zone))
    assert (local.time(), local.date()) == (DIGEST_TIME, digest_day(zone, moment))
    assert timedelta() <= moment - latest < timedelta(hours=25)


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2026, 10, 25)], ids=["spring", "autumn"])
def test_on_the_night_the_clocks_change_it_is_still_seven(session, with_mail, mailbox, run, at, night):
    midnight = datetime.combine(night, datetime.min.time(), ZoneInfo("Europe/Berlin")).astimezone(UTC)
    tell(session, employee(session), now=midnight - HOUR)
    seen = []

    for quarters in range(4 * 4, 4 * 10):
        at(midnight + quarters * HOUR / 4)
        run()
        seen += [quarters] * (len(mailbox.taken) - len(seen))

    local = (midnight + seen[0] * HOUR / 4).astimezone(ZoneInfo("Europe/Berlin"))
    assert (len(seen), local.hour, local.minute, local.date()) == (1, 7, 0, night)
