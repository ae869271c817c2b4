"""The pages as an employee, an organizer and a stranger see them."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import func, select

from tests.factories import people
from tests.factories import unconference as make
from tests.page import text
from tests.statements import count_statements
from university.base import clock
from university.base.actor import COMMAND, Actor
from university.storage import work
from university.unconference import services
from university.unconference.models import Breakout, Signup, Topic, Unconference
from university.unconference.rules import Phase

pytestmark = pytest.mark.usefixtures("now")
UNKNOWN = ["0", "-1", "999", "99999999999999999999", "one"]


@pytest.fixture
def ada(session):
    return people.employee(session, name="Ada Brand")


@pytest.fixture
def organizer(session):
    return people.employee(session, "organizer", name="Omar Reyes")


@pytest.fixture
def event(session):
    return make.event(session)


@pytest.fixture
def page(page_of, ada):
    return page_of(ada)


@pytest.fixture
def desk(page_of, organizer):
    return page_of(organizer)


def home(event, rest=""):
    return f"/unconferences/{event.slug}/{rest}"


def session_page(event, breakout, rest=""):
    return home(event, f"breakouts/{breakout.id}/{rest}")


def seat(session, breakout, person):
    with work.transaction(session):
        services.sign_up(session, breakout, person.id, by=Actor.employee(person.id), now=make.BEFORE)


def count(session, model):
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize("rest", ["", "topics/", "timetable/", "breakouts/1/", "agenda.ics"])
def test_a_stranger_is_asked_to_sign_in(app, event, rest):
    response = app.test_client().get(home(event, rest))

    assert response.status_code in {303, 302, 401}
    assert event.title not in response.get_data(as_text=True)


@pytest.mark.parametrize(
    "rest", ["phase", "topics/1/place/", "breakouts/1/change/"], ids=["phase", "place", "change"]
)
def test_organizers_acts_are_not_for_employees(page, event, rest):
    page.post(home(event, rest), status=403)


def test_an_employee_cannot_make_an_unconference(page):
    page.get("/unconferences/new/", status=403)


def test_the_list_parts_what_comes_from_what_was(session, page):
    make.event(session)
    make.event(session, phase=Phase.ARCHIVED)
    hidden = make.event(session, phase=Phase.SETUP)

    words = text(page.get("/unconferences/"))

    assert words.index("Coming up") < words.index("Published") < words.index("Past") < words.index("Archived")
    assert hidden.title not in words


def test_an_empty_list_says_what_will_come(page):
    assert "Nothing is planned yet" in text(page.get("/unconferences/"))


def test_an_event_in_setup_is_for_organizers_only(session, page, desk):
    event = make.event(session, phase=Phase.SETUP)

    page.get(home(event), status=404)

    assert "Only organizers see this page yet" in text(desk.get(home(event)))


def test_an_organizer_makes_an_event_and_a_second_press_makes_no_other(session, desk):
    fields = {
        "title": "Social Media Day",
        "summary": "Talk about talking.",
        "venue": "Hall 3",
        "zone": "Europe/Berlin",
        "starts_on": "2027-03-04",
        "slot_1_starts": "09:00",
        "slot_1_ends": "09:45",
        "slot_2_starts": "10:00",
        "slot_2_ends": "10:45",
        "room_1_name": "Lake",
        "room_1_seats": "20",
    }

    first = desk.post("/unconferences/new/", **fields)
    second = desk.post("/unconferences/new/", **fields)

    assert first.headers["Location"] == second.headers["Location"] == "/unconferences/social-media-day/"
    assert count(session, Unconference) == 1


@pytest.mark.parametrize(
    ("special", "words"),
    [
        ({"title": ""}, "Give it a title"),
        ({"slot_1_ends": ""}, "Fill in this one too"),
        ({"slot_1_ends": "08:00"}, "ends before it starts"),
        ({"slot_2_starts": "09:30", "slot_2_ends": "10:00"}, "overlap"),
        ({"room_1_name": "", "room_1_seats": ""}, "at least one room"),
        ({"room_1_seats": "0"}, "A number from 1 to"),
        ({"room_1_seats": "99999999999999999999"}, "A number from 1 to"),
        (
            {"starts_on": "2027-03-28", "slot_1_starts": "02:30", "slot_1_ends": "03:30"},
            "clocks skip this hour",
        ),
    ],
)
def test_a_form_that_cannot_be_says_what_to_mend_and_keeps_the_input(desk, special, words):
    fields = {
        "title": "Day",
        "summary": "Talk.",
        "venue": "A place to keep",
        "zone": "Europe/Berlin",
        "starts_on": "2027-03-04",
        "slot_1_starts": "09:00",
        "slot_1_ends": "09:45",
        "room_1_name": "Lake",
        "room_1_seats": "20",
    }

    response = desk.post("/unconferences/new/", status=422, **(fields | special))

    assert words in text(response)
    assert 'value="A place to keep"' in response.get_data(as_text=True)


def test_a_title_is_enough_to_propose_and_a_second_press_proposes_nothing(session, page):
    event = make.event(session, phase=Phase.PROPOSING)

    page.post(home(event, "topics/"), title="Replies at night")
    words = text(page.follow(home(event, "topics/"), title="Replies at night"))

    assert "Replies at night Proposed by you. No host yet." in words
    assert count(session, Topic) == 1


def test_a_topic_without_title_is_refused_and_its_why_is_kept(session, page):
    event = make.event(session, phase=Phase.PROPOSING)

    response = page.post(home(event, "topics/"), status=422, title=" ", why="Because")

    assert "Give it a title" in text(response)
    assert ">Because</textarea>" in response.get_data(as_text=True).replace("\r\n", "").replace("\n", "")


def test_hosting_is_offered_and_taken_back_on_the_wall(session, page, event, organizer):
    topic = make.topic(session, event, organizer)
    address = home(event, f"topics/{topic.id}/")

    assert "You host it." in text(page.follow(f"{address}host"))
    assert "You host it." in text(page.follow(f"{address}host"))
    assert "No host yet." in text(page.follow(f"{address}step-back"))


def test_anothers_topic_cannot_be_withdrawn(session, page, event, organizer):
    topic = make.topic(session, event, organizer)

    page.post(home(event, f"topics/{topic.id}/withdraw"), status=403)


def test_own_topics_can_be_withdrawn(session, page, event, ada):
    topic = make.topic(session, event, ada)

    assert topic.title not in text(page.follow(home(event, f"topics/{topic.id}/withdraw")))


@pytest.mark.parametrize("phase", [Phase.PROPOSING, Phase.SCHEDULING])
def test_the_timetable_is_out_when_it_is_published(session, page, desk, organizer, phase):
    event = make.event(session, phase=phase)
    with work.transaction(session):
        event.phase = Phase.SCHEDULING
    here = make.breakout(session, event, organizer)
    with work.transaction(session):
        event.phase = phase

    page.get(home(event, "timetable/"), status=404)
    page.get(session_page(event, here), status=404)

    assert "Timetable" in text(desk.get(home(event, "timetable/")))


def test_the_timetable_marks_what_is_mine_by_words(session, page, event, ada, organizer):
    seat(session, make.breakout(session, event, organizer), ada)
    make.breakout(session, event, organizer, slot=1, room=1, host=ada)
    make.breakout(session, event, organizer, slot=1)

    words = text(page.get(home(event, "timetable/")))

    assert "14 of 15 seats left Your seat" in words
    assert "15 of 15 seats left You host" in words
    assert "09:00 to 09:45" in words, "by the clock of the event's place"
    assert "Times are those of Berlin" in words


def test_signing_up_and_leaving_by_the_buttons(session, page, event, organizer):
    here = make.breakout(session, event, organizer, capacity=1)
    address = session_page(event, here)

    assert "4 December 2026, 09:00 to 09:45 (Berlin)" in text(page.get(address))
    assert "You have a seat." in text(page.follow(f"{address}sign-up"))
    assert "You have a seat." in text(page.follow(f"{address}sign-up"))
    assert count(session, Signup) == 1
    assert "Take a seat" in text(page.follow(f"{address}leave"))
    page.follow(f"{address}leave")


def test_a_waiter_reads_where_and_why(session, page, event, ada, organizer):
    here = make.breakout(session, event, organizer, capacity=1)
    there = make.breakout(session, event, organizer, room=1)
    seat(session, here, people.employee(session))
    seat(session, here, people.employee(session))
    seat(session, there, ada)
    address = session_page(event, here)

    words = text(page.follow(f"{address}sign-up"))

    assert "Your number is 3. 1 person waits before you." in words
    assert "The one seat is taken." in words
    assert "You have another session at this time" in words


def test_sign_up_after_the_start_is_closed_in_words(session, page, organizer, monkeypatch, event):
    here = make.breakout(session, event, organizer)
    start = make.start_of(event)
    monkeypatch.setattr(clock, "now", lambda: start)
    late = type(page)(page.app, people.sign_in(session, people.employee(session), now=start))

    response = late.post(session_page(event, here, "sign-up"), status=409)

    assert "has started" in text(response)


def test_an_organizer_places_a_topic_from_a_list_of_free_places(session, desk, event, organizer):
    taken = make.breakout(session, event, organizer)
    topic = make.topic(session, event, organizer, title="Alt texts")
    address = home(event, f"topics/{topic.id}/place/")
    options = desk.get(address).get_data(as_text=True)
    assert f'value="{taken.slot_id}-{taken.room_id}"' not in options
    cell = f"{event.slots[1].id}-{event.rooms[0].id}"

    words = text(desk.follow(address, cell=cell))

    assert "“Alt texts” is in the timetable." in words
    assert "Every topic has its place" in words


@pytest.mark.parametrize("cell", ["", "1", "0-0", "999999999-1", "x-y", "-1--1"])
def test_a_place_that_is_not_offered_is_refused(session, desk, event, organizer, cell):
    topic = make.topic(session, event, organizer)

    desk.post(home(event, f"topics/{topic.id}/place/"), status=422, cell=cell)


def test_a_host_in_two_places_is_refused_on_the_form(session, desk, event, organizer, ada):
    make.breakout(session, event, organizer, host=ada)
    topic = make.topic(session, event, organizer, host=ada)
    cell = f"{event.slots[0].id}-{event.rooms[1].id}"

    response = desk.post(home(event, f"topics/{topic.id}/place/"), status=422, cell=cell)

    assert "The host already hosts another session at this time" in text(response)


def test_more_seats_than_the_room_has_are_set_with_a_warning(session, desk, event, organizer):
    here = make.breakout(session, event, organizer)

    words = text(desk.follow(session_page(event, here, "change/"), act="capacity", capacity="40"))

    assert "40 seats are set, but Room 1 has only 15." in words


def test_fewer_seats_than_people_are_refused_on_the_form(session, desk, event, organizer, ada):
    here = make.breakout(session, event, organizer)
    seat(session, here, ada)
    seat(session, here, organizer)

    response = desk.post(session_page(event, here, "change/"), status=422, act="capacity", capacity="1")

    assert "2 people have a seat already" in text(response)


def test_moving_and_canceling_on_the_form(session, desk, page, event, organizer, ada):
    here = make.breakout(session, event, organizer)
    seat(session, here, ada)
    address = session_page(event, here)

    moved = text(
        desk.follow(f"{address}change/", act="move", cell=f"{event.slots[1].id}-{event.rooms[1].id}")
    )
    desk.post(f"{address}change/", status=422, act="cancel", reason="")
    desk.post(f"{address}change/", act="cancel", reason="The room is flooded.")
    desk.post(f"{address}change/", act="cancel", reason="The room is flooded.")

    assert "4 December 2026, 10:00 to 10:45 (Berlin) Room Room 2" in moved
    assert "Canceled This session does not take place. The reason: The room is flooded." in text(
        page.get(address)
    )


def test_a_form_without_its_name_changes_nothing(session, desk, event, organizer):
    here = make.breakout(session, event, organizer)

    desk.post(session_page(event, here, "change/"), status=422, act="explode")


def test_the_phase_moves_by_its_button_and_a_second_press_changes_nothing(session, desk):
    event = make.event(session, phase=Phase.SETUP)

    desk.post(home(event, "phase"), phase="proposing")
    words = text(desk.follow(home(event, "phase"), phase="proposing"))

    assert "The wall is open for topics." in words
    desk.post(home(event, "phase"), status=422, phase="party")
    desk.post(home(event, "phase"), status=409, phase="archived")


@pytest.mark.parametrize("number", UNKNOWN)
@pytest.mark.parametrize("rest", ["breakouts/{}/", "topics/{}/place/", "breakouts/{}/change/"])
def test_unknown_numbers_are_not_found(desk, event, number, rest):
    desk.get(home(event, rest.format(number)), status=404)


def test_what_belongs_to_another_event_is_not_found(session, page, event, organizer):
    other = make.event(session)
    here = make.breakout(session, other, organizer)

    page.get(session_page(event, here), status=404)
    page.post(session_page(event, here, "sign-up"), status=404)
    page.get("/unconferences/no-such-day/", status=404)


def agenda(page, event):
    response = page.get(home(event, "agenda.ics"))
    assert response.mimetype == "text/calendar"
    return {str(one["uid"]): one for one in Calendar.from_ical(response.data).walk("VEVENT")}


def test_the_calendar_holds_seats_and_hosted_sessions_and_follows_each_change(
    session, page, event, ada, organizer
):
    mine = make.breakout(session, event, organizer)
    hosted = make.breakout(session, event, organizer, slot=1, host=ada)
    full = make.breakout(session, event, organizer, room=1, capacity=1)
    seat(session, full, organizer)
    seat(session, mine, ada)
    seat(session, full, ada)
    uid = f"breakout-{mine.id}@university.larkenfield.example"

    first = agenda(page, event)

    assert set(first) == {uid, f"breakout-{hosted.id}@university.larkenfield.example"}
    assert str(first[uid]["status"]) == "CONFIRMED"
    assert first[uid].start == make.FIRST
    assert first[uid].end == make.FIRST + timedelta(minutes=45)
    assert str(first[uid]["location"]) == "Room 1, Lake House, Berlin"
    sequences = [first[uid]["sequence"]]

    page.post(session_page(event, mine, "leave"))
    gone = agenda(page, event)[uid]
    page.post(session_page(event, mine, "sign-up"))
    back = agenda(page, event)[uid]
    with work.transaction(session):
        here = session.get_one(Breakout, mine.id)
        services.cancel(session, here, "Ill.", by=COMMAND, now=make.BEFORE)
    canceled = agenda(page, event)[uid]

    assert [str(one["status"]) for one in (gone, back, canceled)] == ["CANCELLED", "CONFIRMED", "CANCELLED"]
    sequences += [one["sequence"] for one in (gone, back, canceled)]
    assert sequences == sorted(set(sequences)), "each change replaces the one before"


@pytest.mark.parametrize("rest", ["", "topics/", "timetable/"])
def test_pages_take_the_same_statements_for_one_row_and_for_three(session, page, ada, organizer, rest):
    counts = []
    for rows in (1, 3):
        event = make.event(session, slots=3)
        for slot in range(rows):
            seat(session, make.breakout(session, event, organizer, slot=slot, host=organizer), ada)
        session.rollback()
        with count_statements(session) as counter:
            page.get(home(event, rest))
        counts.append(counter.count)

    assert counts[0] == counts[1]
    assert counts[0] <= 6


def test_the_list_of_events_takes_the_same_statements_for_one_and_three(session, page):
    counts = []
    for _ in range(2):
        make.event(session)
        make.event(session)
        session.rollback()
        with count_statements(session) as counter:
            page.get("/unconferences/")
        counts.append(counter.count)

    assert counts[0] == counts[1] <= 3


def test_a_session_page_stays_within_its_statements(session, page, event, ada, organizer):
    here = make.breakout(session, event, organizer, capacity=1)
    seat(session, here, organizer)
    seat(session, here, ada)
    session.rollback()

    with count_statements(session) as counter:
        page.get(session_page(event, here))

    assert counter.count <= 7
