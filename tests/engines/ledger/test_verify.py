"""Whatever is done to a chain afterward shows."""

import time
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.ledger.chain import BEGINNING, GENESIS, Head, Link, seal
from university.engines.ledger.verify import Fault, FaultKind, verify


def chain_of(length: int, *, start: Head = BEGINNING, actor: str = "system") -> list[Link]:
    links, previous = [], start.digest
    for number in range(start.number + 1, start.number + length + 1):
        facts = {"at": "2026-11-22T08:14:03+00:00", "kind": "lesson.done", "subject": f"lesson:{number}"}
        link = seal(previous, number, **facts, actor=actor, employee_id=number, payload_digest="ab")
        links.append(link)
        previous = link.digest
    return links


CHAIN = chain_of(12)
HEAD = Head(12, CHAIN[-1].digest)
PLACES = st.integers(0, 11)
FIELDS = [field.name for field in fields(Link)]


def fault(number: int, kind: FaultKind, last: int | None = None) -> Fault:
    return Fault(number, kind, last or number)


def test_an_untouched_chain_has_no_fault():
    assert verify(CHAIN, HEAD) == []


def test_an_empty_ledger_has_no_fault():
    assert verify([], BEGINNING) == []


@given(place=PLACES, field=st.sampled_from(FIELDS))
def test_every_edit_of_any_field_is_found_where_it_is(place, field):
    old = CHAIN[place]
    new = {"number": 99, "employee_id": 99}.get(field, "x")

    faults = verify([*CHAIN[:place], replace(old, **{field: new}), *CHAIN[place + 1 :]], HEAD)

    assert faults == [fault(place + 1, FaultKind.ALTERED)]


@given(place=PLACES)
def test_a_link_rewritten_and_sealed_anew_is_found_where_it_is(place):
    start = Head(place, CHAIN[place - 1].digest if place else GENESIS)
    forged = chain_of(1, start=start, actor="employee:7")

    faults = verify([*CHAIN[:place], *forged, *CHAIN[place + 1 :]], HEAD)

    assert faults == [fault(place + 1, FaultKind.ALTERED)]


@given(place=PLACES)
def test_a_chain_rewritten_from_a_place_on_does_not_reach_the_remembered_head(place):
    start = Head(place, CHAIN[place - 1].digest if place else GENESIS)

    faults = verify([*CHAIN[:place], *chain_of(12 - place, start=start, actor="employee:7")], HEAD)

    assert faults == [fault(12, FaultKind.ALTERED)]


@given(first=PLACES, length=st.integers(1, 12))
def test_links_taken_out_of_the_middle_are_missing(first, length):
    last = min(first + length, 11)

    faults = verify(CHAIN[:first] + CHAIN[last:], HEAD)

    assert faults == ([fault(first + 1, FaultKind.MISSING, last)] if last > first else [])


@given(length=st.integers(0, 11))
def test_a_cut_tail_is_found(length):
    assert verify(CHAIN[:length], HEAD) == [fault(length + 1, FaultKind.CUT, 12)]


@given(places=st.lists(PLACES, min_size=2, max_size=2, unique=True))
def test_two_links_that_changed_places_are_found(places):
    one, other = sorted(places)
    links = list(CHAIN)
    links[one], links[other] = links[other], links[one]

    faults = verify(links, HEAD)

    assert faults == [fault(number, FaultKind.MOVED) for number in range(one + 1, other + 1)]


@given(links=st.permutations(CHAIN))
def test_a_chain_holds_in_its_own_order_only(links):
    assert (verify(links, HEAD) == []) == (links == CHAIN)


def test_a_link_given_twice_is_found():
    assert verify([*CHAIN[:5], CHAIN[2], *CHAIN[5:]], HEAD) == [fault(3, FaultKind.REPEATED)]


def test_links_after_the_head_are_found():
    assert verify([*CHAIN, *chain_of(2, start=HEAD)], HEAD) == [fault(13, FaultKind.ADDED, 14)]


def test_a_first_link_that_does_not_begin_the_chain_is_found():
    links = chain_of(3, start=Head(0, "f" * 64))

    assert verify(links, Head(3, links[-1].digest)) == [fault(1, FaultKind.ALTERED)]


@pytest.mark.parametrize(
    ("last", "words"), [(4, "fact 4: missing"), (9, "facts 4 to 9: missing")], ids=["one", "a run"]
)
def test_a_fault_says_where_and_what(last, words):
    assert str(fault(4, FaultKind.MISSING, last)) == words


def test_a_hundred_thousand_links_are_verified_in_seconds():
    links = chain_of(100_000)
    began = time.process_time()

    faults = verify(links, Head(100_000, links[-1].digest))

    assert faults == []
    assert time.process_time() - began < 5
