"""Seats, the waiting list, the timetable and the wall, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import people
from tests.factories import unconference as make
from university.base.actor import COMMAND, Actor
from university.base.errors import Clash, Closed, Invalid, NotAllowed, NotFound
from university.outbox.models import Message, MessageState
from university.records.models import Fact
from university.storage import work
from university.unconference import queries, services
from university.unconference.models import BreakoutState, Signup, TopicState
from university.unconference.rules import Phase, SignupState

CONFIRMED, WAITLISTED, CANCELED = SignupState.CONFIRMED, SignupState.WAITLISTED, SignupState.CANCELED
AT = make.BEFORE + timedelta(days=7)


@pytest.fixture
def crowd(session):
    return [people.employee(session) for _ in range(6)]


@pytest.fixture
def event(session):
    return make.event(session)


def sign_up(session, breakout, person, *, now=AT):
    with work.transaction(session):
        return services.sign_up(session, breakout, person.id, by=Actor.employee(person.id), now=now)


def leave(session, breakout, person, *, now=AT):
    with work.transaction(session):
        return services.leave(session, breakout, person.id, by=Actor.employee(person.id), now=now)


def act(session, service, *arguments, **options):
    with work.transaction(session):
        return service(session, *arguments, by=COMMAND, now=AT, **options)


def states(session, breakout):
    signups = session.scalars(
        select(Signup).where(Signup.breakout_id == breakout.id).order_by(Signup.queue_number)
    )
    return [(signup.employee_id, signup.state) for signup in signups]


def messages(session, person):
    return list(
        session.scalars(select(Message.kind).where(Message.employee_id == person.id).order_by(Message.id))
    )


def kinds(session):
    return list(session.scalars(select(Fact.kind).order_by(Fact.number)))


def test_seats_go_first_come_first_served_and_then_the_list_begins(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=2)

    for person in crowd[:4]:
        sign_up(session, here, person)

    assert states(session, here) == [
        (crowd[0].id, CONFIRMED),
        (crowd[1].id, CONFIRMED),
        (crowd[2].id, WAITLISTED),
        (crowd[3].id, WAITLISTED),
    ]
    assert messages(session, crowd[0]) == ["seat confirmed"]
    assert messages(session, crowd[2]) == ["waiting list"]


def test_signing_up_twice_has_one_effect(session, event, crowd):
    here = make.breakout(session, event, crowd[5])

    first = sign_up(session, here, crowd[0])
    second = sign_up(session, here, crowd[0])

    assert first.id == second.id
    assert messages(session, crowd[0]) == ["seat confirmed"]
    assert kinds(session).count("signup.confirmed") == 1


def test_leaving_promotes_the_first_in_line_at_once_and_tells_them(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1)
    for person in crowd[:3]:
        sign_up(session, here, person)

    leave(session, here, crowd[0])

    assert states(session, here) == [
        (crowd[0].id, CANCELED),
        (crowd[1].id, CONFIRMED),
        (crowd[2].id, WAITLISTED),
    ]
    assert messages(session, crowd[1]) == ["waiting list", "seat promoted"]
    assert kinds(session)[-2:] == ["signup.canceled", "signup.promoted"]


def waiting(session, person):
    """What still waits to be mailed to somebody."""
    query = select(Message.kind).where(
        Message.employee_id == person.id, Message.state == MessageState.WAITING
    )
    return session.scalars(query.order_by(Message.id)).all()


def test_whoever_gives_up_a_seat_gets_no_mail_of_it_any_more(session, event, crowd):
    here = make.breakout(session, event, crowd[0], capacity=1)
    sign_up(session, here, crowd[1])
    sign_up(session, here, crowd[2])

    leave(session, here, crowd[1])

    assert waiting(session, crowd[1]) == []
    assert waiting(session, crowd[2]) == ["waiting list", "seat promoted"]


def test_a_move_takes_back_the_mails_of_the_earlier_place(session, event, crowd):
    here = make.breakout(session, event, crowd[0])
    sign_up(session, here, crowd[1])

    act(session, services.move, here, slot_id=event.slots[0].id, room_id=event.rooms[1].id)
    act(session, services.move, here, slot_id=event.slots[0].id, room_id=event.rooms[0].id)

    assert waiting(session, crowd[1]) == ["session moved"]
    assert messages(session, crowd[1]) == ["seat confirmed", "session moved", "session moved"]


def test_leaving_twice_has_one_effect(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1)
    sign_up(session, here, crowd[0])

    leave(session, here, crowd[0])

    assert leave(session, here, crowd[0]) is None
    assert kinds(session).count("signup.canceled") == 1


def test_whoever_comes_back_gets_a_new_number_at_the_end(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1)
    for person in crowd[:3]:
        sign_up(session, here, person)
    leave(session, here, crowd[1])

    back = sign_up(session, here, crowd[1])

    assert (back.queue_number, back.state) == (4, WAITLISTED)


def test_a_newcomer_never_passes_somebody_who_waits_and_is_free(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1)
    there = make.breakout(session, event, crowd[5], room=1)
    sign_up(session, there, crowd[0])
    busy = sign_up(session, here, crowd[0])

    newcomer = sign_up(session, here, crowd[1])

    assert busy.state is WAITLISTED, "a person with a seat at that time waits"
    assert newcomer.state is CONFIRMED, "and keeps no seat empty"


def test_leaving_one_session_gives_the_seat_waited_for_in_another_of_that_time(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1)
    there = make.breakout(session, event, crowd[5], room=1)
    sign_up(session, there, crowd[0])
    sign_up(session, here, crowd[0])

    leave(session, there, crowd[0])

    assert states(session, here) == [(crowd[0].id, CONFIRMED)]


def test_raising_the_capacity_promotes_as_many_as_fit(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1)
    for person in crowd[:5]:
        sign_up(session, here, person)

    act(session, services.set_capacity, here, 3)

    assert [state for _, state in states(session, here)] == [CONFIRMED] * 3 + [WAITLISTED] * 2
    assert kinds(session).count("signup.promoted") == 2


def test_nobody_who_has_a_seat_loses_it_by_a_smaller_capacity(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=2)
    for person in crowd[:2]:
        sign_up(session, here, person)

    with pytest.raises(Clash, match="2 people have a seat already"):
        act(session, services.set_capacity, here, 1)


def test_hosting_counts_as_a_seat(session, event, crowd):
    host = crowd[0]
    make.breakout(session, event, crowd[5], host=host)
    there = make.breakout(session, event, crowd[5], room=1)

    assert sign_up(session, there, host).state is WAITLISTED


def test_the_host_needs_no_seat_in_the_own_session(session, event, crowd):
    here = make.breakout(session, event, crowd[5], host=crowd[0])

    with pytest.raises(Clash, match="your place in it is kept"):
        sign_up(session, here, crowd[0])


@pytest.mark.parametrize("phase", [Phase.SCHEDULING, Phase.WRAPPED, Phase.ARCHIVED])
def test_sign_up_is_closed_outside_its_phases(session, event, crowd, phase):
    here = make.breakout(session, event, crowd[5])
    with work.transaction(session):
        event.phase = phase

    with pytest.raises(Closed, match="to sign up"):
        sign_up(session, here, crowd[0])


def test_sign_up_and_promotion_end_when_the_session_starts(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1)
    sign_up(session, here, crowd[0])
    sign_up(session, here, crowd[1])
    start = make.start_of(event)

    leave(session, here, crowd[0], now=start)

    assert states(session, here)[1] == (crowd[1].id, WAITLISTED)
    with pytest.raises(Closed, match="has started"):
        sign_up(session, here, crowd[2], now=start)


def test_moving_to_another_room_keeps_everybody_and_tells_them_once(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1, host=crowd[4])
    sign_up(session, here, crowd[0])
    sign_up(session, here, crowd[1])

    act(session, services.move, here, slot_id=event.slots[0].id, room_id=event.rooms[1].id)

    assert here.sequence == 1
    assert [state for _, state in states(session, here)] == [CONFIRMED, WAITLISTED]
    assert messages(session, crowd[0]) == ["seat confirmed", "session moved"]
    assert messages(session, crowd[1]) == ["waiting list", "session moved"]
    assert messages(session, crowd[4]) == ["session placed", "session moved"]


def test_who_is_busy_at_the_new_time_waits_with_the_old_number_and_the_next_moves_up(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1)
    later = make.breakout(session, event, crowd[5], slot=1, room=1)
    sign_up(session, later, crowd[0])
    sign_up(session, here, crowd[0])
    sign_up(session, here, crowd[1])

    act(session, services.move, here, slot_id=event.slots[1].id, room_id=event.rooms[0].id)

    assert states(session, here) == [(crowd[0].id, WAITLISTED), (crowd[1].id, CONFIRMED)]
    assert messages(session, crowd[0])[-1] == "session moved"
    assert messages(session, crowd[1])[-2:] == ["session moved", "seat promoted"]


def test_moving_to_where_it_is_changes_nothing(session, event, crowd):
    here = make.breakout(session, event, crowd[5])
    sign_up(session, here, crowd[0])

    act(session, services.move, here, slot_id=event.slots[0].id, room_id=event.rooms[0].id)

    assert here.sequence == 0
    assert messages(session, crowd[0]) == ["seat confirmed"]


def test_canceling_tells_everybody_the_reason_and_frees_them(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1, host=crowd[4])
    there = make.breakout(session, event, crowd[5], room=1)
    sign_up(session, here, crowd[0])
    sign_up(session, here, crowd[1])
    sign_up(session, there, crowd[0])

    act(session, services.cancel, here, "The host is ill.")
    act(session, services.cancel, here, "Pressed twice.")

    assert here.state is BreakoutState.CANCELED
    assert here.canceled_because == "The host is ill."
    assert [state for _, state in states(session, here)] == [CANCELED, CANCELED]
    assert states(session, there) == [(crowd[0].id, CONFIRMED)]
    for person in (crowd[0], crowd[1], crowd[4]):
        assert messages(session, person).count("session canceled") == 1
    words = session.scalars(select(Message.words).where(Message.kind == "session canceled")).first()
    assert "The host is ill." in words


def test_a_canceled_topic_can_be_placed_again(session, event, crowd):
    here = make.breakout(session, event, crowd[5])
    act(session, services.cancel, here, "Room flooded.")
    topic = queries.get_topic(session, event, here.topic_id)

    again = act(session, services.place, topic, slot_id=event.slots[0].id, room_id=event.rooms[0].id)

    assert topic.state is TopicState.ACCEPTED
    assert again.id != here.id


def test_placing_twice_gives_one_session(session, event, crowd):
    topic = make.topic(session, event, crowd[0])
    cell = {"slot_id": event.slots[0].id, "room_id": event.rooms[0].id}

    first = act(session, services.place, topic, **cell)
    second = act(session, services.place, topic, **cell)

    assert first.id == second.id
    assert first.capacity == 15, "the room's seats, unless told"


def test_a_place_that_is_taken_is_refused_with_words(session, event, crowd):
    make.breakout(session, event, crowd[5])
    topic = make.topic(session, event, crowd[0])

    with pytest.raises(Clash, match="Another session is in this room"):
        act(session, services.place, topic, slot_id=event.slots[0].id, room_id=event.rooms[0].id)


def test_a_host_is_never_in_two_places(session, event, crowd):
    make.breakout(session, event, crowd[5], host=crowd[0])
    topic = make.topic(session, event, crowd[1], host=crowd[0])

    with pytest.raises(Clash, match="already hosts another session"):
        act(session, services.place, topic, slot_id=event.slots[0].id, room_id=event.rooms[1].id)


def test_a_host_with_a_seat_elsewhere_at_that_time_is_asked_first(session, event, crowd):
    here = make.breakout(session, event, crowd[5])
    sign_up(session, here, crowd[0])
    topic = make.topic(session, event, crowd[0], host=crowd[0])

    with pytest.raises(Clash, match="has a seat in another session"):
        act(session, services.place, topic, slot_id=event.slots[0].id, room_id=event.rooms[1].id)


def test_cells_of_another_event_are_unknown(session, event, crowd):
    other = make.event(session)
    slot, other_slot, room, other_room = (
        one.id for one in (event.slots[0], other.slots[0], event.rooms[0], other.rooms[0])
    )
    topic = make.topic(session, event, crowd[0])

    with pytest.raises(NotFound, match="no such time"):
        act(session, services.place, topic, slot_id=other_slot, room_id=room)
    with pytest.raises(NotFound, match="no such room"):
        act(session, services.place, topic, slot_id=slot, room_id=other_room)


def test_one_topic_one_person_one_press(session, crowd):
    event = make.event(session, phase=Phase.PROPOSING)

    first = act(session, services.propose, event, crowd[0].id, title="Replies at night", why="")
    second = act(session, services.propose, event, crowd[0].id, title="Replies at night", why="")

    assert first.id == second.id
    assert first.host_id is None, "to host it is another act"
    assert kinds(session).count("topic.proposed") == 1


def test_the_wall_is_closed_outside_its_phase(session, event, crowd):
    with pytest.raises(Closed, match="too late to propose a topic"):
        act(session, services.propose, event, crowd[0].id, title="Too late", why="")


def test_hosting_is_an_offer_and_can_be_taken_back(session, event, crowd):
    topic = make.topic(session, event, crowd[0])

    act(session, services.host, topic, crowd[1].id)
    with pytest.raises(Clash, match="has a host now"):
        act(session, services.host, topic, crowd[2].id)
    act(session, services.step_back, topic, crowd[1].id)

    assert topic.host_id is None


def test_hosting_a_placed_topic_gives_the_own_seat_to_the_next(session, event, crowd):
    here = make.breakout(session, event, crowd[5], capacity=1)
    sign_up(session, here, crowd[0])
    sign_up(session, here, crowd[1])
    topic = queries.get_topic(session, event, here.topic_id)

    act(session, services.host, topic, crowd[0].id)

    assert here.host_id == crowd[0].id
    assert states(session, here) == [(crowd[0].id, CANCELED), (crowd[1].id, CONFIRMED)]


def test_hosting_is_refused_to_who_sits_elsewhere_at_that_time(session, event, crowd):
    here = make.breakout(session, event, crowd[5])
    there = make.breakout(session, event, crowd[5], room=1)
    sign_up(session, there, crowd[0])
    topic = queries.get_topic(session, event, here.topic_id)

    with pytest.raises(Clash, match="another session at the time"):
        act(session, services.host, topic, crowd[0].id)


def test_stepping_back_frees_the_person_for_a_seat(session, event, crowd):
    here = make.breakout(session, event, crowd[5], host=crowd[0])
    there = make.breakout(session, event, crowd[5], room=1)
    sign_up(session, there, crowd[0])
    topic = queries.get_topic(session, event, here.topic_id)

    act(session, services.step_back, topic, crowd[0].id)

    assert here.host_id is None
    assert states(session, there) == [(crowd[0].id, CONFIRMED)]


def test_only_ones_own_topic_can_be_withdrawn_and_only_before_it_is_placed(session, event, crowd):
    topic = make.topic(session, event, crowd[0])
    placed = queries.get_topic(session, event, make.breakout(session, event, crowd[0]).topic_id)

    with pytest.raises(NotAllowed):
        act(session, services.withdraw, topic, crowd[1].id)
    with pytest.raises(Closed, match="in the timetable"):
        act(session, services.withdraw, placed, crowd[0].id)
    act(session, services.withdraw, topic, crowd[0].id)
    act(session, services.withdraw, topic, crowd[0].id)

    assert topic.state is TopicState.WITHDRAWN
    assert kinds(session).count("topic.withdrawn") == 1


def test_publishing_tells_each_host_once(session, crowd):
    event = make.event(session, phase=Phase.SCHEDULING)
    make.breakout(session, event, crowd[5], host=crowd[0])
    assert messages(session, crowd[0]) == []

    act(session, services.move_phase, event, Phase.PUBLISHED)
    act(session, services.move_phase, event, Phase.SCHEDULING)
    act(session, services.move_phase, event, Phase.PUBLISHED)

    assert messages(session, crowd[0]) == ["session placed"]


def test_a_phase_is_left_one_step_at_a_time(session, event):
    act(session, services.move_phase, event, Phase.PUBLISHED)

    with pytest.raises(Clash, match="in one step"):
        act(session, services.move_phase, event, Phase.SETUP)


def test_a_phase_holds_for_the_next_act_in_the_same_transaction(session, crowd):
    event = make.event(session, phase=Phase.SETUP)

    with work.transaction(session):
        services.move_phase(session, event, Phase.PROPOSING, by=COMMAND, now=AT)
        services.propose(session, event, crowd[0].id, title="Soup", why="", by=COMMAND, now=AT)

    session.refresh(event)
    assert event.phase is Phase.PROPOSING


def test_a_grid_that_cannot_be_is_refused_with_all_its_faults(session):
    plan = services.SlotPlan(make.FIRST, make.FIRST + make.SLOT)

    with pytest.raises(Invalid, match=r"overlap.*Two rooms have the same name"):
        act(
            session,
            services.create,
            title="Odd Day",
            summary="",
            venue="Here",
            zone="Europe/Berlin",
            starts_on=make.DAY,
            slots=[plan, plan],
            rooms=[services.RoomPlan("A", 3), services.RoomPlan("a", 4)],
        )
