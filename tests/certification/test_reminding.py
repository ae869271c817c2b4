"""Holders are told 60, 30 and 7 days before a certificate ends, each once, and never once the cause is gone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factories import attempts, content, people
from tests.factories import certification as made
from university.base import clock
from university.certification import jobs, queries, services
from university.certification.models import Certificate, Cycle, CycleKind
from university.engines.catalog.model import ChangeLevel
from university.outbox.models import Message, MessageState
from university.people.models import Employee
from university.storage import work

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
#: A certificate of 22 November 2026 in Berlin ends with 22 November 2027.
MORNING = datetime(2027, 11, 22, 8, 30, tzinfo=ZoneInfo("Europe/Berlin"))
KINDS = ("expiring in 60 days", "expiring in 30 days", "expiring in 7 days")


def before(days):
    """The morning so many days before the last."""
    return (MORNING.replace(tzinfo=None) - days * DAY).replace(tzinfo=MORNING.tzinfo).astimezone(UTC)


def run(session, at):
    with work.transaction(session):
        return services.remind(session, now=at)


def told(session, *kinds):
    session.expire_all()
    rows = session.scalars(select(Message).where(Message.kind.in_(kinds or KINDS)).order_by(Message.id)).all()
    return [row.kind for row in rows]


def message(session, kind):
    session.expire_all()
    return session.scalars(select(Message).where(Message.kind == kind)).one()


@pytest.fixture
def holder(session, now):
    """Somebody in Berlin with a certificate of today."""
    person = people.employee(session)
    made.certificate(session, person, now=now)
    return person


def test_each_threshold_is_told_once_on_the_morning_of_its_day(session, holder):
    for days in (61, 60, 59, 31, 30, 8, 7, 6, 1, 0, -1):
        run(session, before(days))
        run(session, before(days) + HOUR)

    assert told(session) == list(KINDS)


def test_the_words_say_the_last_day_where_the_holder_lives_and_what_to_do(session, holder):
    run(session, before(30))

    one = message(session, "expiring in 30 days")
    assert one.employee_id == holder.id
    assert one.subject == "Certification cert-1 ends on Mon 22 Nov 2027"
    assert one.words == (
        "It holds until Mon 22 Nov 2027, end of day (Berlin), and what it allows with it."
        " See what renewing asks for, and begin while it still holds."
    )
    assert one.path == "/certifications/cert-1/"


def test_a_worker_that_stood_still_tells_only_the_latest(session, holder):
    run(session, before(5))

    assert told(session) == ["expiring in 7 days"]


def test_a_reminder_that_still_waits_makes_room_for_the_next(session, holder):
    run(session, before(60))
    run(session, before(30))

    assert message(session, "expiring in 60 days").state is MessageState.WITHDRAWN
    assert message(session, "expiring in 30 days").state is MessageState.WAITING


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("Asia/Tokyo", datetime(2027, 9, 22, 23, 0, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2027, 9, 23, 6, 0, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2027, 9, 23, 15, 0, tzinfo=UTC)),
    ],
    ids=["ahead", "over the end of summer time", "behind"],
)
def test_the_morning_is_that_of_the_holder(session, now, zone, utc):
    made.certificate(session, people.employee(session, zone=zone), now=now)

    run(session, utc - timedelta(minutes=1))
    assert told(session) == []
    run(session, utc)

    assert told(session) == ["expiring in 60 days"]


def test_a_certificate_that_is_short_from_the_start_leaves_out_what_was_plain_then(session, now):
    made.certificate(session, people.employee(session), months_valid=1, now=now)

    run(session, now + 1 * DAY)
    assert told(session) == []
    run(session, datetime(2026, 12, 16, 9, tzinfo=UTC))

    assert told(session) == ["expiring in 7 days"]


@pytest.mark.parametrize("end", ["revoked", "replaced", "left"])
def test_who_has_nothing_left_to_renew_is_not_told(session, holder, end):
    finish(session, holder, end, before(40))

    run(session, before(30))

    assert told(session) == []


def finish(session, person, end, now):
    """End the cause: the certificate is revoked or replaced, or its holder leaves."""
    mine = queries.list_own_certificates(session, person.id)[0]
    if end == "revoked":
        made.revoke(session, mine.code, now=now)
        return
    with work.transaction(session):
        if end == "left":
            session.get_one(Employee, person.id).left_on = date(2026, 11, 30)
        else:
            renew(session, mine, now)


def renew(session, mine: Certificate, now):
    """Issue the certificate of the next cycle."""
    first = session.get_one(Cycle, mine.cycle_id)
    cycle = Cycle(
        employee_id=mine.employee_id,
        certification=mine.certification,
        number=2,
        kind=CycleKind.RENEWAL,
        version_id=first.version_id,
        opened_at=now,
    )
    session.add(cycle)
    session.flush()
    services.issue(session, cycle, by=attempts.by(session.get_one(Employee, mine.employee_id)), now=now)


@pytest.mark.parametrize("end", ["revoked", "replaced"])
def test_what_waits_is_taken_back_the_moment_the_cause_is_gone(session, holder, end):
    run(session, before(30))

    finish(session, holder, end, before(29))

    one = message(session, "expiring in 30 days")
    assert one.state is MessageState.WITHDRAWN
    assert one.reason in {"The certificate was revoked.", "A new certificate took its place."}
    assert one.read_at == before(29)
    issued = session.scalars(select(Message).where(Message.kind == "certificate issued")).all()
    assert {row.state for row in issued} == {MessageState.WAITING}


def test_the_job_does_it_every_hour_and_says_how_many(session, holder, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: before(7))

    assert jobs.remind() == "1 told."
    assert jobs.remind() == "0 told."


# ---- courses to be taken again


@pytest.fixture
def behind(session, now):
    """Somebody who is to take the course again by the end of 21 January 2027 in Berlin."""
    content.live(session, attempts.course(), content.certification(policies=()))
    person = people.employee(session)
    attempts.complete(session, person, now)
    change(session, now)
    return person


def change(session, now):
    content.live(session, attempts.course(title="New", change=ChangeLevel.MATERIAL, note="New."), now=now)


DUE_KINDS = ("due in 30 days", "due in 7 days", "due in 1 day", "overdue")


def test_a_course_to_be_taken_again_is_told_before_its_day_and_after_it(session, behind):
    due = datetime(2027, 1, 21, 8, tzinfo=UTC)
    for days in range(40, -10, -1):
        run(session, due - days * DAY)

    assert told(session, *DUE_KINDS) == list(DUE_KINDS)
    late = message(session, "overdue")
    assert late.subject == "“New” was to be taken again by Thu 21 Jan 2027"
    assert "Your permission from Certification cert-1 rests until you have done it" in late.words


@pytest.mark.parametrize("how", ["taken again", "the change is taken back"])
def test_nothing_is_told_of_a_course_that_need_not_be_taken_again_any_more(session, behind, now, how):
    run(session, datetime(2027, 1, 15, 9, tzinfo=UTC))
    if how == "taken again":
        attempts.take_again(session, behind, now + 55 * DAY)
        attempts.complete(session, behind, now + 55 * DAY)
    else:
        content.live(session, attempts.course(), now=now + 55 * DAY)

    run(session, datetime(2027, 1, 25, 9, tzinfo=UTC))

    assert told(session, *DUE_KINDS) == ["due in 7 days"]
    assert message(session, "due in 7 days").state is MessageState.WITHDRAWN
    assert message(session, "take again").state is MessageState.WITHDRAWN


# ---- any history


STEPS = st.lists(st.integers(min_value=1, max_value=24 * 21), min_size=1, max_size=40)
ENDS = st.tuples(st.sampled_from([None, "revoked", "replaced", "left"]), st.integers(0, 390))


@given(
    steps=STEPS,
    end=ENDS,
    zone=st.sampled_from(["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles", "Pacific/Apia"]),
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_history_each_threshold_is_told_once_in_order_and_never_after_the_end(
    session, now, steps, end, zone
):
    person = people.employee(session, zone=zone)
    mine = made.certificate(session, person, now=now)
    cause = f"expiry:{mine.id}"
    how, after = end
    over_at = now + after * DAY if how else mine.ends_at
    is_over, at = False, now

    for hours in steps:
        at += hours * HOUR
        if how and not is_over and at >= over_at:
            is_over = True
            if mine.ends_at > over_at:
                finish(session, person, how, over_at)
        run(session, at)

    session.expire_all()
    rows = session.scalars(select(Message).where(Message.about == cause).order_by(Message.id)).all()
    kinds = [KINDS.index(row.kind) for row in rows]
    assert kinds == sorted(set(kinds))
    left_on = datetime(2026, 11, 30, tzinfo=UTC)
    gone_at = min(over_at, mine.ends_at)
    assert all(row.queued_at < (max(gone_at, left_on) if how == "left" else gone_at) for row in rows)
    if how in {"revoked", "replaced"} and is_over and over_at < mine.ends_at:
        assert MessageState.WAITING not in {row.state for row in rows}
