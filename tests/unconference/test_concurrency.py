"""Many people at one thing at one time: a seat is never sold twice, and nobody sees an error."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import databases
from tests.factories import people
from tests.factories import unconference as make
from university.base.actor import Actor
from university.base.errors import Clash
from university.storage import work
from university.unconference import services
from university.unconference.models import Breakout, Signup, Topic
from university.unconference.rules import SignupState

SEATS = 15


def rush(url: str, employees: list[int], act: Callable[[Session, int], object], *, threads: int) -> None:
    """Let each of these people act once, on as many threads, each with its own connection."""
    engine = databases.open_engine(url)

    def one(employee_id: int) -> None:
        with Session(engine, expire_on_commit=False) as session, work.transaction(session):
            act(session, employee_id)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(one, employees))
    engine.dispose()


def sign_up(breakout_id: int) -> Callable[[Session, int], object]:
    def act(session, employee_id):
        breakout = session.get_one(Breakout, breakout_id)
        return services.sign_up(
            session, breakout, employee_id, by=Actor.employee(employee_id), now=make.BEFORE
        )

    return act


def outcome(session, breakout_id):
    """Who sits, who waits, and all numbers given."""
    rows = session.execute(
        select(Signup.employee_id, Signup.state, Signup.queue_number)
        .where(Signup.breakout_id == breakout_id)
        .order_by(Signup.queue_number)
    ).all()
    sits = [row.employee_id for row in rows if row.state is SignupState.CONFIRMED]
    waits = [row.employee_id for row in rows if row.state is SignupState.WAITLISTED]
    return sits, waits, [row.queue_number for row in rows]


def rush_one_session(session, database_url, size, *, threads):
    event = make.event(session)
    crowd = [people.employee(session).id for _ in range(size)]
    here = make.breakout(session, event, people.employee(session), capacity=SEATS).id
    session.rollback()

    rush(database_url, crowd, sign_up(here), threads=threads)

    sits, waits, numbers = outcome(session, here)
    assert len(sits) == SEATS
    assert len(waits) == size - SEATS
    assert numbers == list(range(1, size + 1))


def test_eight_threads_rush_fifteen_seats(session, database_url):
    rush_one_session(session, database_url, 40, threads=8)


@pytest.mark.storm
def test_a_storm_of_people_rushes_fifteen_seats(session, database_url):
    rush_one_session(session, database_url, 300, threads=32)


def test_one_person_pressing_in_eight_windows_has_one_number(session, database_url):
    event = make.event(session)
    person = people.employee(session).id
    here = make.breakout(session, event, people.employee(session)).id
    session.rollback()

    rush(database_url, [person] * 16, sign_up(here), threads=8)

    assert outcome(session, here) == ([person], [], [1])


def test_one_person_in_all_rooms_at_once_gets_one_seat(session, database_url):
    event = make.event(session, rooms=4)
    person, other = people.employee(session).id, people.employee(session)
    rooms = [make.breakout(session, event, other, room=room).id for room in range(4)]
    session.rollback()

    def act(current, breakout_id):
        return sign_up(breakout_id)(current, person)

    rush(database_url, rooms, act, threads=4)

    seats = [sits for sits, _, _ in (outcome(session, room) for room in rooms) if sits]
    assert seats == [[person]]


def test_two_organizers_placing_into_one_cell_place_one_session(session, database_url):
    event = make.event(session)
    slot, room = event.slots[0].id, event.rooms[0].id
    other = people.employee(session)
    topics = [make.topic(session, event, other).id for _ in range(8)]
    session.rollback()
    refused = []

    def act(current, topic_id):
        topic = current.get_one(Topic, topic_id)
        try:
            services.place(
                current, topic, slot_id=slot, room_id=room, by=Actor.employee(other.id), now=make.BEFORE
            )
        except Clash:
            refused.append(topic_id)

    rush(database_url, topics, act, threads=8)

    assert len(refused) == 7
    assert len(session.scalars(select(Breakout).where(Breakout.slot_id == slot)).all()) == 1


def test_leaving_and_joining_at_once_strands_no_seat(session, database_url):
    event = make.event(session)
    crowd = [people.employee(session).id for _ in range(24)]
    here = make.breakout(session, event, people.employee(session), capacity=8).id
    session.rollback()
    rush(database_url, crowd[:12], sign_up(here), threads=1)

    def act(current, employee_id):
        if employee_id in crowd[:6]:
            breakout = current.get_one(Breakout, here)
            return services.leave(
                current, breakout, employee_id, by=Actor.employee(employee_id), now=make.BEFORE
            )
        return sign_up(here)(current, employee_id)

    rush(database_url, crowd, act, threads=8)

    sits, waits, numbers = outcome(session, here)
    assert len(sits) == 8
    assert set(crowd[6:12]) <= set(sits), "those who sat or waited before come before newcomers"
    assert len(waits) == 24 - 6 - 8
    assert len(set(numbers)) == 24
