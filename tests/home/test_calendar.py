"""One's due dates in another calendar: what it holds, on which day, and who can read it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from tests.factories import attempts, content, dues, people
from tests.factories import certification as certified
from tests.page import text
from tests.statements import count_statements
from university.base import logs
from university.engines.catalog.model import ChangeLevel
from university.home.documents import DayEntry, calendar
from university.learning.models import Assignment
from university.people import services
from university.people.models import FeedToken
from university.people.queries import token_digest
from university.records.models import Fact, FactPayload
from university.storage import work

SITE = "https://university.larkenfield.example"
# Whose it is, the catalog's revision, assignments, retakes, certificates.
STATEMENTS = 5


@pytest.fixture
def robin(session, now):
    content.live(session, attempts.course(), content.course("smu-2"), content.course("smu-3"))
    return people.employee(session)


@pytest.fixture
def browser(robin, page_of):
    return page_of(robin)


def make(browser):
    """Make an address, and give it without the site."""
    shown = browser.post("/me/calendar/make", status=200).get_data(as_text=True)
    return shown.partition(f'value="{SITE}')[2].partition('"')[0]


def read(page, path):
    """What a calendar program finds there."""
    return Calendar.from_ical(page.get(path).get_data(as_text=True))


def days(found):
    return [(str(one["summary"]), one["dtstart"].dt, one["dtend"].dt) for one in found.walk("VEVENT")]


def test_a_calendar_program_reads_each_due_date_as_a_whole_day(session, robin, browser, page):
    assignment = dues.due(session, robin, date(2026, 11, 27))

    found = read(page, make(browser))

    assert days(found) == [("Due: Course smu-1", date(2026, 11, 27), date(2026, 11, 28))]
    (event,) = found.walk("VEVENT")
    assert str(event["uid"]) == f"assignment-{assignment.id}@university.larkenfield.example"
    assert str(event["url"]) == f"{SITE}/courses/smu-1/"
    assert str(event["description"]) == "You have until the end of this day (Berlin)."
    assert event["dtstamp"].dt == dues.ASKED


@pytest.mark.parametrize(
    "zone",
    ["Pacific/Kiritimati", "Asia/Tokyo", "Europe/Berlin", "America/New_York", "Pacific/Pago_Pago"],
)
@pytest.mark.parametrize(
    "on",
    [date(2026, 10, 25), date(2026, 11, 1), date(2027, 3, 14), date(2027, 3, 28), date(2028, 2, 29)],
    ids=str,
)
def test_the_day_is_the_one_that_was_said_in_every_zone_and_when_clocks_change(
    session, now, page_of, zone, on
):
    content.live(session, content.course())
    person = people.employee(session, zone=zone)
    dues.due(session, person, on)
    browser = page_of(person)

    found = read(browser, make(browser))

    assert days(found) == [("Due: Course smu-1", on, on + timedelta(days=1))]


def test_a_course_asked_twice_stands_on_its_first_day_alone(session, robin, browser, page):
    dues.due(session, robin, date(2026, 12, 24))
    dues.due(session, robin, date(2026, 11, 27))

    found = read(page, make(browser))

    assert days(found) == [("Due: Course smu-1", date(2026, 11, 27), date(2026, 11, 28))]


def test_a_course_to_be_taken_again_has_its_day(session, robin, browser, page, now):
    certified.certificate(session, robin, now=now - timedelta(days=30))
    changed = content.course(title="Course smu-1, new", change=ChangeLevel.MATERIAL, note="New rules.")
    content.live(session, changed, content.policy(), content.certification(), now=now)

    found = [(title, start) for title, start, _ in days(read(page, make(browser)))]

    assert found == [
        ("Take again: Course smu-1, new", date(2027, 1, 21)),
        ("Ends: Certification cert-1", date(2027, 10, 23)),
    ]


def test_what_is_done_or_taken_back_leaves_the_calendar(session, robin, browser, page, now):
    for course in ("smu-1", "smu-2", "smu-3"):
        dues.due(session, robin, date(2026, 11, 27), course)
    path = make(browser)
    with work.transaction(session):
        met, withdrawn, _ = session.scalars(select(Assignment).order_by(Assignment.id)).all()
        met.met_at = withdrawn.withdrawn_at = now

    assert [title for title, _, _ in days(read(page, path))] == ["Due: Course smu-3"]


def test_the_last_day_of_a_certificate_is_in_it_until_it_is_over(
    session, robin, browser, page, now, monkeypatch
):
    certificate = certified.certificate(session, robin, now=now)
    path = make(browser)

    assert days(read(page, path)) == [("Ends: Certification cert-1", date(2027, 11, 22), date(2027, 11, 23))]
    certified.revoke(session, certificate.code, now=now)
    assert days(read(page, path)) == []


def test_the_calendar_names_courses_and_days_and_nobody(session, robin, browser, page):
    dues.due(session, robin, date(2026, 11, 27), reason="Since the incident in May.")

    body = page.get(make(browser)).get_data(as_text=True)

    assert robin.name not in body
    assert "Leo" not in body
    assert "incident" not in body


def test_the_address_is_shown_once_and_only_its_digest_is_kept(session, browser):
    path = make(browser)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    browser.get(path)

    pages = [
        browser.get(where).get_data(as_text=True) for where in ("/", "/me/", "/me/calendar", "/notices/")
    ]

    assert len(token) >= 43
    assert [page for page in pages if token in page] == []
    kept = [*session.scalars(select(FactPayload.payload)), *session.scalars(select(Fact.subject))]
    assert token not in repr(kept)
    assert session.scalars(select(FeedToken.token_digest)).all() == [token_digest(token)]


def test_no_line_of_the_log_holds_the_address(browser, page, capsys):
    logs.set_up(as_json=True)
    path = make(browser)

    page.get(path)
    page.post(path, status=405)
    browser.post("/me/calendar/end")
    page.get(path, status=404)

    said = capsys.readouterr().err
    assert said.count("home.calendar_feed") == 2
    assert path.removeprefix("/calendar/").removesuffix(".ics") not in said


def test_a_new_address_ends_the_one_before(robin, browser, page):
    first = make(browser)
    second = make(browser)

    assert "There is no calendar at this address, or it was ended." in text(page.get(first, status=404))
    assert page.get(second).mimetype == "text/calendar"


def test_an_ended_address_is_not_found_and_the_page_offers_a_new_one(session, robin, browser, page):
    path = make(browser)

    answer = browser.follow("/me/calendar/end")

    assert "The address works no longer." in text(answer)
    assert "Make the address" in text(answer)
    page.get(path, status=404)
    kinds = session.scalars(select(Fact.kind).where(Fact.kind.startswith("feed")).order_by(Fact.number))
    assert kinds.all() == ["feed.made", "feed.ended"]


def test_to_end_an_address_that_is_not_there_changes_nothing(session, browser):
    browser.post("/me/calendar/end")

    assert session.scalars(select(Fact).where(Fact.kind == "feed.ended")).all() == []


@pytest.mark.parametrize("token", ["no-such-token", "x" * 2000, "%00", "%2e%2e"])
def test_a_wrong_address_is_not_found(page, now, token):
    page.get(f"/calendar/{token}.ics", status=404)


def test_the_calendar_of_somebody_who_has_left_is_not_found(session, robin, browser, page, now):
    path = make(browser)
    with work.transaction(session):
        robin.left_on = now.date()

    page.get(path, status=404)


def test_the_calendar_is_kept_by_nobody_on_the_way(browser, page):
    answer = page.get(make(browser))

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="due-dates.ics"'
    assert "Set-Cookie" not in answer.headers


def test_its_owner_sees_when_a_calendar_last_asked(browser, page):
    path = make(browser)
    assert "No calendar has asked for it yet." in text(browser.get("/me/calendar"))

    page.get(path)

    assert "A calendar last asked for it about Sun 22 Nov 2026, 10:00 (Berlin)." in text(
        browser.get("/me/calendar")
    )


def test_one_address_at_a_time_is_in_use(session, robin, now):
    with work.transaction(session):
        for _ in range(3):
            services.make_feed(session, robin.id, by=certified.COMMAND, now=now)

    assert len(session.scalars(select(FeedToken).where(FeedToken.ended_at.is_(None))).all()) == 1


def test_the_calendar_takes_the_same_statements_for_one_date_and_for_three(session, robin, browser, page):
    dues.due(session, robin, date(2026, 11, 27))
    path = make(browser)
    page.get(path)
    with count_statements(session) as one:
        page.get(path)
    dues.due(session, robin, date(2026, 11, 28), "smu-2")
    dues.due(session, robin, date(2026, 11, 29), "smu-3")

    with count_statements(session) as three:
        page.get(path)

    assert (one.count, three.count) == (STATEMENTS, STATEMENTS)


def test_signs_that_mean_something_to_calendars_are_words_in_a_title():
    title = "Due: a, b; c\\d\nEND:VEVENT é 中"
    entry = DayEntry(
        uid="x@y",
        title=title,
        on=date(2026, 11, 27),
        words="Words.",
        address=f"{SITE}/",
        made_at=datetime(2026, 11, 1, tzinfo=UTC),
    )

    (event,) = Calendar.from_ical(calendar("Due dates", [entry])).walk("VEVENT")

    assert str(event["summary"]) == title
