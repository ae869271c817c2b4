"""The page about what users of other systems ask for names tests that exist."""

from tests.packaging.proofs import list_unproven, table


def test_every_answer_about_learning_is_proven_by_tests_that_exist():
    rows = table("field-answers.md", "Learning")

    assert len(rows) > 20
    assert list_unproven(rows) == []
