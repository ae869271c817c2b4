"""The actor of a fact: an employee by id, a command, or the system."""

import pytest

from university.base.actor import COMMAND, SYSTEM, Actor


@pytest.mark.parametrize(
    ("actor", "kept"), [(Actor.employee(12), "employee:12"), (COMMAND, "command"), (SYSTEM, "system")]
)
def test_an_actor_is_kept_in_the_ledger_without_a_name(actor, kept):
    assert str(actor) == kept


def test_an_actor_cannot_become_another():
    with pytest.raises(AttributeError):
        SYSTEM.kind = "employee"
