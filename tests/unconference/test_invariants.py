"""What always holds, after any order of joining, leaving, resizing, moving, canceling and hosting."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factories import people
from tests.factories import unconference as make
from university.base.actor import COMMAND, Actor
from university.base.errors import Refusal
from university.outbox.models import Message
from university.records.models import Fact
from university.storage import work
from university.unconference import queries, rules, services
from university.unconference.models import Breakout, BreakoutState, Signup, Topic
from university.unconference.rules import SignupState

CROWD = 6
BREAKOUTS = 3
PERSON, BREAKOUT = st.integers(0, CROWD - 1), st.integers(0, BREAKOUTS - 1)
ACTS = st.one_of(
    st.tuples(st.just("join"), PERSON, BREAKOUT),
    st.tuples(st.just("join"), PERSON, BREAKOUT),
    st.tuples(st.just("leave"), PERSON, BREAKOUT),
    st.tuples(st.just("resize"), st.integers(1, 4), BREAKOUT),
    st.tuples(st.just("move"), st.integers(0, 3), BREAKOUT),
    st.tuples(st.just("cancel"), st.just(0), BREAKOUT),
    st.tuples(st.just("host"), PERSON, BREAKOUT),
    st.tuples(st.just("step back"), PERSON, BREAKOUT),
)


@pytest.fixture
def crowd(session):
    return [people.employee(session).id for _ in range(CROWD)]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=4, max_size=16))
def test_seats_and_lists_stay_sound_whatever_people_do(session, crowd, acts):
    session.rollback()
    event = make.event(session)
    cells = [(slot.id, room.id) for slot in event.slots for room in event.rooms]
    proposer = people.employee(session)
    breakouts = [
        make.breakout(session, event, proposer, slot=0, capacity=1).id,
        make.breakout(session, event, proposer, slot=0, room=1, capacity=2).id,
        make.breakout(session, event, proposer, slot=1, capacity=1).id,
    ]

    for act in acts:
        perform(session, act, crowd, breakouts, cells)

        check(session, breakouts)


def perform(session, act, crowd, breakouts, cells):
    name, number, index = act
    try:
        with work.transaction(session):
            here = session.get_one(Breakout, breakouts[index])
            common = {"by": COMMAND, "now": make.BEFORE}
            if name in {"join", "leave"}:
                service = services.sign_up if name == "join" else services.leave
                service(session, here, crowd[number], by=Actor.employee(crowd[number]), now=make.BEFORE)
            elif name == "resize":
                services.set_capacity(session, here, number, **common)
            elif name == "move":
                slot_id, room_id = cells[number]
                services.move(session, here, slot_id=slot_id, room_id=room_id, **common)
            elif name == "cancel":
                services.cancel(session, here, "No reason.", **common)
            else:
                topic = session.get_one(Topic, here.topic_id)
                service = services.host if name == "host" else services.step_back
                service(session, topic, crowd[number], **common)
    except Refusal:
        pass


def check(session, breakouts):
    session.rollback()
    session.expire_all()
    scheduled = session.scalars(
        select(Breakout).where(Breakout.id.in_(breakouts), Breakout.state == BreakoutState.SCHEDULED)
    ).all()
    signups = session.scalars(select(Signup).where(Signup.breakout_id.in_(breakouts))).all()
    live = [one for one in signups if one.state is not SignupState.CANCELED]
    seated = [one for one in live if one.state is SignupState.CONFIRMED]

    for here in scheduled:  # I1, and numbers of I5
        assert sum(one.breakout_id == here.id for one in seated) <= here.capacity
    assert_unique((one.breakout_id, one.queue_number) for one in signups)
    assert_unique((one.breakout_id, one.employee_id) for one in live)  # I2
    slots = {here.id: here.slot_id for here in scheduled}
    assert all(one.slot_id == slots[one.breakout_id] for one in live), "no live signup in a canceled session"
    hosting = [(here.slot_id, here.host_id) for here in scheduled if here.host_id]
    assert_unique([(one.slot_id, one.employee_id) for one in seated] + hosting)  # I3, and hosts of I7
    assert_unique((here.slot_id, here.room_id) for here in scheduled)  # rooms of I7
    for slot_id in set(slots.values()):  # I4
        seats = queries.get_slot_seats(session, slot_id)
        assert rules.promote(seats.breakouts, busy=seats.busy) == ()
    check_messages(session, [one.id for one in signups])


def check_messages(session, signup_ids):
    """I6: a message for each transition that concerns a person, and the ledger knows each."""
    told = list(session.scalars(select(Message.key).order_by(Message.id)))
    for kind, fact in (("seat confirmed", "signup.confirmed"), ("seat promoted", "signup.promoted")):
        subjects = [f"signup:{one}" for one in signup_ids]
        causes = [key.split("/")[1] for key in told if key.startswith(f"{kind}/")]
        messages = sum(":".join(cause.split(":")[:2]) in subjects for cause in causes)
        facts = session.scalars(
            select(Fact.number).where(Fact.kind == fact, Fact.subject.in_(subjects))
        ).all()
        assert messages == len(facts), kind


def assert_unique(values):
    ordered = sorted(values)
    assert all(one != other for one, other in pairwise(ordered)), ordered
