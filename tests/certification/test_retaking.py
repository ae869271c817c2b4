"""A material change of a required course asks its certificates' holders to take it again, by a day."""

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factories import attempts, content, people
from tests.factories import certification as made
from tests.page import Page, text
from university.base import clock
from university.base.errors import Closed, NotFound
from university.certification import queries
from university.certification.models import Retake
from university.certification.rules import RetakeFacts, Standing, retake_due
from university.engines.catalog.model import ChangeLevel
from university.learning.models import Completion, CompletionMethod, Enrollment
from university.outbox.models import Message
from university.records import services as records
from university.records.models import Fact
from university.storage import work

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
#: 60 days after 22 November 2026, at the end of the day in Berlin.
DUE = datetime(2027, 1, 21, 22, 59, 59, tzinfo=UTC)
FIRST = attempts.course()


def version(words, level=ChangeLevel.MATERIAL):
    """The course with another first lesson."""
    return attempts.course(
        modules=content.course("smu-1", content.lesson("hats", words), content.lesson("share")).modules,
        change=level,
        note=f"Now: {words}",
    )


@pytest.fixture
def holder(session, now):
    """Somebody in Berlin who has completed the course and holds the certificate that asks for it."""
    content.live(session, FIRST, content.certification(policies=()))
    person = people.employee(session)
    attempts.complete(session, person, now)
    return person


def retakes(session):
    session.expire_all()
    return session.scalars(select(Retake).order_by(Retake.id)).all()


def facts(session):
    return session.scalars(select(Fact.kind).where(Fact.kind.like("retake.%")).order_by(Fact.number)).all()


def told(session, kind):
    return session.scalars(select(Message).where(Message.kind == kind).order_by(Message.id)).all()


def is_allowed(session, person, at):
    return queries.has_permission(session, person.id, "share", at)


def test_a_material_change_asks_each_holder_once_and_says_by_when(session, holder, now):
    content.live(session, version("Ask first."), now=now)

    (retake,) = retakes(session)
    (message,) = told(session, "take again")
    assert (retake.course, retake.due_at, retake.met_at) == ("smu-1", DUE, None)
    assert message.employee_id == holder.id
    assert message.subject == "Take “Course smu-1” again by 21 January 2027"
    assert "What changed: Now: Ask first." in message.words
    assert facts(session) == ["retake.asked"]


@pytest.mark.parametrize("level", [ChangeLevel.TYPO, ChangeLevel.CLARIFY])
def test_a_smaller_change_asks_nobody(session, holder, now, level):
    content.live(session, version("Ask first, please.", level), now=now)

    assert not retakes(session)


def test_who_holds_no_certificate_is_not_asked(session, holder, now):
    stricter = content.certification(policies=("principles",), note="Sign it too.")
    content.live(session, stricter, content.policy(), now=now)
    attempts.complete(session, people.employee(session), now)

    content.live(session, version("Ask first."), now=now)

    assert [one.certificate_id for one in retakes(session)] == [
        queries.list_own_certificates(session, holder.id)[0].id
    ]


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_a_certificate_that_holds_no_longer_asks_for_nothing(session, holder, now, end):
    later = now
    if end == "revoked":
        made.revoke(session, queries.list_own_certificates(session, holder.id)[0].code, now=now)
    else:
        later = now + 400 * DAY

    content.live(session, version("Ask first."), now=later)

    assert not retakes(session)


def test_the_certification_says_within_how_many_days(session, now):
    content.live(session, FIRST, content.certification(policies=(), retake_days=14))
    attempts.complete(session, people.employee(session, zone="Asia/Tokyo"), now)

    content.live(session, version("Ask first."), now=now)

    assert retakes(session)[0].due_at == datetime(2026, 12, 6, 14, 59, 59, tzinfo=UTC)


def test_two_certificates_are_two_rows_and_one_message(session, now):
    both = [
        content.certification(slug, policies=(), retake_days=days)
        for slug, days in (("cert-1", 60), ("cert-2", 10))
    ]
    content.live(session, FIRST, *both)
    attempts.complete(session, people.employee(session), now)

    content.live(session, version("Ask first."), now=now)

    assert len(retakes(session)) == 2
    assert [one.subject for one in told(session, "take again")] == [
        "Take “Course smu-1” again by 2 December 2026"
    ]
    content.live(session, FIRST, now=now + DAY)
    assert len(told(session, "not again")) == 1


def test_a_second_change_keeps_the_day_of_the_first(session, holder, now):
    content.live(session, version("Ask first."), now=now)
    content.live(session, version("Ask twice."), now=now + 30 * DAY)

    assert [one.due_at for one in retakes(session)] == [DUE]


def test_a_change_taken_back_asks_for_nothing_any_more(session, holder, now):
    content.live(session, version("Ask first."), now=now)
    content.live(session, FIRST, now=now + DAY)

    (retake,) = retakes(session)
    assert retake.withdrawn_at == now + DAY
    assert [one.subject for one in told(session, "not again")] == ["You need not take “Course smu-1” again"]
    assert is_allowed(session, holder, DUE + DAY)


def test_a_change_that_comes_back_is_asked_anew_and_said_again(session, holder, now):
    content.live(session, version("Ask first."), now=now)
    content.live(session, FIRST, now=now + DAY)
    content.live(session, version("Ask first."), now=now + 2 * DAY)

    assert [one.due_at for one in retakes(session)] == [DUE, DUE + 2 * DAY]
    assert [one.subject[-15:] for one in told(session, "take again")] == [
        "21 January 2027",
        "23 January 2027",
    ]


def test_a_certification_that_asks_for_it_no_longer_asks_for_nothing(session, holder, now):
    content.live(session, version("Ask first."), content.course("smu-2"), now=now)
    other = content.certification(policies=(), required=("smu-2",), note="Another course.")
    content.live(session, other, now=now + DAY)

    assert [one.withdrawn_at for one in retakes(session)] == [now + DAY]
    assert len(told(session, "not again")) == 1
    assert is_allowed(session, holder, DUE + DAY)


def test_whoever_completed_the_new_version_before_is_not_asked_when_it_comes_back(session, holder, now):
    content.live(session, version("Ask first."), now=now)
    attempts.take_again(session, holder, now)
    attempts.complete(session, holder, now)
    content.live(session, FIRST, now=now + DAY)
    content.live(session, version("Ask first."), now=now + 2 * DAY)

    assert [one.met_at for one in retakes(session)] == [now]


def test_completing_it_again_meets_what_was_asked_and_keeps_the_first_completion(session, holder, now):
    content.live(session, version("Ask first."), now=now)
    again = attempts.take_again(session, holder, now + DAY)
    attempts.complete(session, holder, now + 2 * DAY)

    (retake,) = retakes(session)
    assert (again.number, retake.met_at) == (2, now + 2 * DAY)
    assert session.scalars(select(Completion.completed_at).order_by(Completion.id)).all() == [
        now,
        now + 2 * DAY,
    ]
    assert facts(session) == ["retake.asked", "retake.met"]
    assert len(queries.list_own_certificates(session, holder.id)) == 1


def test_a_completion_of_the_old_version_that_comes_in_late_meets_nothing(session, holder, now):
    old = session.scalars(select(Enrollment.version_id)).one()
    content.live(session, version("Ask first."), now=now)
    values = {"employee_id": holder.id, "course": "smu-1", "version_id": old, "completed_at": now}
    with work.transaction(session):
        enrollment = Enrollment(**values, number=2, enrolled_at=now)
        session.add(enrollment)
        session.flush()
        session.add(
            late := Completion(
                **values, enrollment_id=enrollment.id, method=CompletionMethod.IMPORTED, score=None
            )
        )
        session.flush()
        by = attempts.by(holder)
        records.append(session, "course.completed", f"completion:{late.id}", by=by, now=now)

    assert retakes(session)[0].met_at is None


def test_the_permission_rests_from_the_day_until_the_course_is_completed_again(session, holder, now):
    content.live(session, version("Ask first."), now=now)
    second = timedelta(seconds=1)
    before, after = is_allowed(session, holder, DUE - second), is_allowed(session, holder, DUE)
    attempts.take_again(session, holder, DUE + DAY)
    attempts.complete(session, holder, DUE + DAY)

    mine = queries.get_own_standing(session, holder.id, "cert-1", DUE)
    assert (before, after, is_allowed(session, holder, DUE + DAY)) == (True, False, True)
    # As of that moment it rested, and the certificate itself was as good as ever.
    assert (mine.is_paused, mine.standing) == (True, Standing.VALID)


@given(
    due=st.integers(0, 9),
    met=st.none() | st.integers(0, 9),
    gone=st.none() | st.integers(0, 9),
    at=st.integers(0, 9),
)
def test_what_pauses_is_open_and_was_due(due, met, gone, at):
    def day(number):
        return None if number is None else DUE + number * DAY

    one = RetakeFacts(course="smu-1", asked_at=DUE, due_at=day(due), met_at=day(met), withdrawn_at=day(gone))

    closed = min((number for number in (met, gone) if number is not None), default=99)
    assert one.is_open(day(at)) == (at < closed)
    assert one.pauses(day(at)) == (due <= at < closed)


def test_sql_and_the_rule_agree_on_what_pauses(session, holder, now):
    content.live(session, version("Ask first."), now=now)
    moments = (None, now, DUE, DUE + DAY)
    for met, withdrawn in product(moments, moments):
        with work.transaction(session):
            (retake,) = session.scalars(select(Retake)).all()
            retake.met_at, retake.withdrawn_at = met, withdrawn
        for at in (now - DAY, now, DUE - DAY, DUE, DUE + DAY, DUE + 2 * DAY):
            paused = session.scalars(select(Retake).where(queries.pauses(at))).all()
            assert [one for one in (retake,) if one.moments.pauses(at)] == paused


@pytest.mark.parametrize(
    ("asked", "days", "due"),
    [
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), 1, datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC)),
        (datetime(2027, 3, 27, 12, 0, tzinfo=UTC), 1, datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC)),
        (datetime(2027, 10, 30, 12, 0, tzinfo=UTC), 1, datetime(2027, 10, 31, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_day_is_counted_where_the_holder_lives(asked, days, due):
    assert retake_due(asked, days, BERLIN) == due


def test_a_course_can_be_taken_again_only_when_it_changed_so_much(session, holder, now):
    with pytest.raises(Closed):
        attempts.take_again(session, holder, now)
    with pytest.raises(NotFound):
        attempts.take_again(session, people.employee(session), now)
    content.live(session, version("Ask first."), now=now)

    first, second = (attempts.take_again(session, holder, now) for _ in range(2))

    assert first.id == second.id


def test_my_learning_asks_for_it_first_and_the_button_begins_it(session, holder, page_of, now):
    content.live(session, version("Ask first."), now=now)
    page = page_of(holder)

    words = text(page.get("/"))
    course = text(page.get("/courses/smu-1/"))
    begun = page.post("/courses/smu-1/again")

    assert "Take “Course smu-1” again" in words
    assert "One course is due by 21 January 2027." in words
    assert "It changed since you completed it, and Certification cert-1 asks for it again" in words
    assert "Due Thu 21 Jan 2027, end of day (Berlin)" in words
    assert "Take it again" in course
    assert begun.location == "/courses/smu-1/hats/"
    assert "Due Thu 21 Jan 2027, end of day (Berlin) 0 of 2 done" in text(page.get("/"))
    assert "Since the version you completed" in text(page.get("/courses/smu-1/changes/"))


def test_of_two_courses_the_one_due_first_is_the_next_step(session, page_of, now):
    other = content.course("smu-2", content.lesson("hats"), title="Course smu-2")
    asks_late = content.certification("cert-2", required=("smu-2",), policies=(), retake_days=90)
    content.live(session, FIRST, other, content.certification(policies=()), asks_late)
    person = people.employee(session)
    attempts.complete(session, person, now)
    made.complete(session, person, "smu-2", now=now)
    changed = content.course("smu-2", content.lesson("hats", "New."), title="Course smu-2", note="New.")
    content.live(session, changed, version("Ask first."), now=now)

    words = text(page_of(person).get("/"))

    assert "Take “Course smu-1” again" in words
    assert words.index("Due Thu 21 Jan 2027") < words.index("Due Sat 20 Feb 2027")


def test_the_certification_says_by_when_and_then_that_the_permission_rests(
    app, session, holder, page_of, now, monkeypatch
):
    content.live(session, version("Ask first."), now=now)
    soon = text(page_of(holder).get("/certifications/cert-1/"))
    monkeypatch.setattr(clock, "now", lambda: DUE + DAY)
    page = Page(app, people.sign_in(session, holder, now=DUE + DAY))
    late = text(page.get("/certifications/cert-1/"))

    assert "A course changed: take “Course smu-1” again by 21 January 2027" in soon
    assert "Not done yet; the last moment, Thu 21 Jan 2027" in soon
    assert "Your permission rests: take “Course smu-1” again" in late
    assert "Not taken again in time, so the permission rests" in late
    home = text(page.get("/"))
    assert "Overdue since Thu 21 Jan 2027" in home
    assert "Take “Course smu-1” again: the permission comes back with it. Permission rests" in home
    assert "Permission rests" in text(page.get("/certifications/"))
