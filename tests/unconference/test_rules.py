"""Seats are never oversold, nobody is passed over, and nothing clashes in the grid."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.unconference.rules import (
    Act,
    JoinOutcome,
    Phase,
    Placement,
    Promotion,
    Seats,
    Waiter,
    capacity_fault,
    is_open,
    join,
    phases_from,
    placing_faults,
    promote,
)

ANA, BEN, CLEO, DAN = 1, 2, 3, 4
FULL = Seats(breakout_id=1, capacity=1, confirmed=frozenset({BEN}))
EMPTY = Seats(breakout_id=1, capacity=1, confirmed=frozenset())


@pytest.mark.parametrize(
    ("act", "phases"),
    [
        (Act.PROPOSE, {"proposing"}),
        (Act.VOTE, {"voting"}),
        (Act.PLACE, {"scheduling", "published", "live"}),
        (Act.SEE_TIMETABLE, {"published", "live", "wrapped", "archived"}),
        (Act.SIGN_UP, {"published", "live"}),
    ],
    ids=lambda value: value.name if isinstance(value, Act) else "",
)
def test_each_act_has_its_phases(act, phases):
    assert {phase for phase in Phase if is_open(act, phase)} == phases


@pytest.mark.parametrize(
    ("phase", "expected"),
    [("setup", ("proposing",)), ("voting", ("proposing", "scheduling")), ("archived", ())],
)
def test_a_phase_moves_on_or_back_by_one_and_never_out_of_the_archive(phase, expected):
    assert phases_from(Phase(phase)) == expected


def test_every_phase_can_be_reached():
    assert {Phase.SETUP}.union(*map(phases_from, Phase)) == set(Phase)


PLACED = (
    Placement(breakout_id=1, topic_id=10, room_id=100, slot_id=1000, host_id=ANA),
    Placement(breakout_id=2, topic_id=20, room_id=200, slot_id=2000),
)
ROOM_TAKEN = "Another session is in this room at this time. Choose another room or time."
HOST_BUSY = "The host already hosts another session at this time. Choose another time."
TOPIC_PLACED = "This topic is already in the timetable. Move that session instead."


@pytest.mark.parametrize(
    ("wanted", "faults"),
    [
        (Placement(topic_id=30, room_id=100, slot_id=2000, host_id=ANA), ()),
        (Placement(topic_id=30, room_id=100, slot_id=1000), (ROOM_TAKEN,)),
        (Placement(topic_id=30, room_id=200, slot_id=1000, host_id=ANA), (HOST_BUSY,)),
        (Placement(topic_id=30, room_id=100, slot_id=2000), ()),
        (Placement(topic_id=10, room_id=200, slot_id=1000, host_id=BEN), (TOPIC_PLACED,)),
        (
            Placement(topic_id=10, room_id=100, slot_id=1000, host_id=ANA),
            (ROOM_TAKEN, HOST_BUSY, TOPIC_PLACED),
        ),
        (Placement(breakout_id=1, topic_id=10, room_id=300, slot_id=1000, host_id=ANA), ()),
        (Placement(breakout_id=1, topic_id=10, room_id=200, slot_id=2000, host_id=ANA), (ROOM_TAKEN,)),
        (Placement(topic_id=30, room_id=300, slot_id=2000), ()),
    ],
    ids=[
        "a free cell",
        "the room is taken",
        "the host is busy",
        "the same room at another time",
        "the topic is placed",
        "all at once",
        "a move within its slot",
        "a move onto another",
        "nobody hosts either",
    ],
)
def test_a_placement_clashes_with_room_host_and_topic_only(wanted, faults):
    assert placing_faults(wanted, PLACED) == faults


@pytest.mark.parametrize(
    ("seats", "busy", "outcome"),
    [
        (EMPTY, set(), JoinOutcome.CONFIRMED),
        (FULL, {BEN}, JoinOutcome.WAITLISTED),
        (EMPTY, {ANA}, JoinOutcome.WAITLISTED),
        (
            Seats(breakout_id=1, capacity=2, confirmed=frozenset({BEN}), waiting=(Waiter(4, CLEO),)),
            {BEN},
            JoinOutcome.WAITLISTED,
        ),
        (
            Seats(breakout_id=1, capacity=2, confirmed=frozenset({BEN}), waiting=(Waiter(4, CLEO),)),
            {BEN, CLEO},
            JoinOutcome.CONFIRMED,
        ),
        (Seats(breakout_id=1, capacity=2, confirmed=frozenset({ANA})), {ANA}, JoinOutcome.REFUSED),
        (
            Seats(breakout_id=1, capacity=1, confirmed=frozenset({BEN}), waiting=(Waiter(4, ANA),)),
            {BEN},
            JoinOutcome.REFUSED,
        ),
        (
            Seats(breakout_id=1, capacity=1, confirmed=frozenset({BEN, CLEO})),
            {BEN, CLEO},
            JoinOutcome.WAITLISTED,
        ),
    ],
    ids=[
        "a free seat",
        "no free seat",
        "busy elsewhere in the slot",
        "somebody waits who could take it",
        "whoever waits is busy",
        "seated already",
        "waiting already",
        "a room that became too small",
    ],
)
def test_ana_joins(seats, busy, outcome):
    assert join(seats, ANA, busy=busy).outcome == outcome


def test_a_larger_room_promotes_several_in_the_order_of_their_numbers():
    waiting = (Waiter(9, DAN), Waiter(3, CLEO), Waiter(5, ANA))
    seats = Seats(breakout_id=1, capacity=3, confirmed=frozenset({BEN}), waiting=waiting)

    promotions = promote([seats], busy={BEN})

    assert [(one.queue_number, one.employee_id) for one in promotions] == [(3, CLEO), (5, ANA)]


def test_a_busy_waiter_is_passed_over_and_keeps_the_place():
    waiting = (Waiter(3, CLEO), Waiter(5, ANA))
    seats = Seats(breakout_id=1, capacity=1, confirmed=frozenset(), waiting=waiting)

    assert promote([seats], busy={CLEO}) == (Promotion(breakout_id=1, employee_id=ANA, queue_number=5),)


def test_who_heads_two_lists_gets_one_seat_and_the_next_gets_the_other():
    one = Seats(breakout_id=1, capacity=1, confirmed=frozenset(), waiting=(Waiter(1, ANA),))
    other = Seats(breakout_id=2, capacity=1, confirmed=frozenset(), waiting=(Waiter(1, ANA), Waiter(2, BEN)))

    promotions = promote([one, other], busy=())

    assert [(promotion.breakout_id, promotion.employee_id) for promotion in promotions] == [
        (1, ANA),
        (2, BEN),
    ]


@pytest.mark.parametrize(
    ("capacity", "expected"),
    [
        (3, None),
        (2, None),
        (1, "2 people have a seat already. Set at least 2 seats, or find a larger room."),
        (0, "A session needs at least one seat."),
    ],
    ids=["more", "just enough", "too few", "none"],
)
def test_a_capacity_below_the_seated_is_refused(capacity, expected):
    seats = Seats(breakout_id=1, capacity=5, confirmed=frozenset({ANA, BEN}))

    assert capacity_fault(seats, capacity) == expected


@dataclass
class Book:
    """The simplest bookkeeping that obeys the rules: lists, in the order of the queue numbers."""

    capacity: dict[int, int] = field(default_factory=lambda: {1: 1, 2: 2})
    seated: dict[int, set[int]] = field(default_factory=lambda: {1: set(), 2: set()})
    waiting: dict[int, list[Waiter]] = field(default_factory=lambda: {1: [], 2: []})
    last_number: int = 0

    @property
    def busy(self) -> set[int]:
        return self.seated[1] | self.seated[2] | {DAN}  # Dan hosts

    def seats(self, breakout: int) -> Seats:
        return Seats(
            breakout_id=breakout,
            capacity=self.capacity[breakout],
            confirmed=frozenset(self.seated[breakout]),
            waiting=tuple(reversed(self.waiting[breakout])),
        )

    def can_move_up(self, breakout: int) -> list[Waiter]:
        return [waiter for waiter in self.waiting[breakout] if waiter.employee_id not in self.busy]

    def apply(self, act: str, breakout: int, number: int) -> None:
        if act == "join":
            self.join(breakout, number)
        elif act == "leave":
            self.seated[breakout].discard(number)
            self.waiting[breakout] = [one for one in self.waiting[breakout] if one.employee_id != number]
        elif capacity_fault(self.seats(breakout), number) is None:
            self.capacity[breakout] = number
        for one in promote([self.seats(1), self.seats(2)], busy=self.busy):
            self.move_up(one)

    def join(self, breakout: int, person: int) -> None:
        outcome = join(self.seats(breakout), person, busy=self.busy).outcome
        self.last_number += 1
        if outcome is JoinOutcome.CONFIRMED:
            assert self.can_move_up(breakout) == []
            self.seated[breakout].add(person)
        elif outcome is JoinOutcome.WAITLISTED:
            self.waiting[breakout].append(Waiter(self.last_number, person))

    def move_up(self, promotion: Promotion) -> None:
        first = self.can_move_up(promotion.breakout_id)[0]
        assert first == Waiter(promotion.queue_number, promotion.employee_id)
        self.waiting[promotion.breakout_id].remove(first)
        self.seated[promotion.breakout_id].add(first.employee_id)


ACTS = st.tuples(
    st.sampled_from(["join", "join", "join", "leave", "capacity"]), st.sampled_from([1, 2]), st.integers(0, 7)
)


@given(st.lists(ACTS, max_size=40))
def test_no_sequence_of_acts_oversells_strands_a_seat_or_jumps_the_queue(acts):
    book = Book()

    for act in acts:
        book.apply(*act)

        for breakout in (1, 2):
            free = book.capacity[breakout] - len(book.seated[breakout])
            assert free >= 0
            assert free == 0 or book.can_move_up(breakout) == []
        assert not book.seated[1] & book.seated[2]
