"""A sealed link is bound to its fields, its place and its key."""

import dataclasses
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.ledger.chain import GENESIS, digest_of, payload_digest, seal

FIRST = seal(
    GENESIS,
    1,
    at="2026-11-22T08:14:03+00:00",
    kind="quiz.passed",
    actor="employee:12",
    subject="attempt:412",
    employee_id=12,
    payload_digest="ab",
)


def test_a_link_can_be_checked_by_anyone_who_reads_how_it_is_sealed():
    text = (
        '["university-link-1",1,"2026-11-22T08:14:03+00:00","quiz.passed",'
        f'"employee:12","attempt:412",12,"ab","{GENESIS}"]'
    )

    assert FIRST.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "changed",
    [{"number": 2}, {"at": "2026"}, {"kind": "x"}, {"actor": "x"}, {"subject": "x"}, {"employee_id": None}],
    ids=lambda changed: next(iter(changed)),
)
def test_every_field_changes_the_digest(changed):
    other = dataclasses.astuple(dataclasses.replace(FIRST, **changed))

    assert digest_of(*other[:-1]) != FIRST.digest


def test_moving_text_from_one_field_to_the_next_changes_the_digest():
    assert digest_of("ab", "c") != digest_of("a", "bc")


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text()))
def test_a_payload_has_one_digest_whatever_its_order(payload):
    turned = dict(reversed(payload.items()))

    assert payload_digest(b"key", payload) == payload_digest(b"key", turned)


def test_a_payload_cannot_be_guessed_without_the_key():
    assert payload_digest(b"key", {"score": 83}) != payload_digest(b"other", {"score": 83})


def test_what_json_cannot_hold_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        payload_digest(b"key", {"score": float("nan")})
