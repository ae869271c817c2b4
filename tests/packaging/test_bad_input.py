"""The page about bad input names tests that exist."""

from tests.packaging.proofs import list_unproven, table


def test_every_row_is_proven_by_tests_that_exist():
    rows = table("bad-input.md")

    assert len(rows) > 20
    assert list_unproven(rows) == []
