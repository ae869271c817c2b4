"""What a waiver covers, as values and by properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.base.errors import Invalid
from university.learning.rules import check_evidence, check_words, is_waived, lessons_to_waive, progress

LESSONS = ("hats", "share", "stop", "care")
SOME = st.sets(st.sampled_from(LESSONS))


@given(SOME, SOME)
def test_a_waiver_covers_what_is_neither_done_nor_missed_in_the_quiz(done, to_redo):
    covered = lessons_to_waive(LESSONS, done, to_redo)

    assert set(covered) == set(LESSONS) - done - to_redo
    assert list(covered) == sorted(covered, key=LESSONS.index)


@given(SOME, SOME)
def test_a_waiver_never_lets_progress_fall_nor_pass_the_end(done, to_redo):
    covered = lessons_to_waive(LESSONS, done, to_redo)

    assert progress(LESSONS, done).percent <= progress(LESSONS, done | set(covered)).percent <= 100


@given(SOME)
def test_a_completion_is_waived_unless_each_lesson_was_read(read):
    assert is_waived(LESSONS, read) is (read != set(LESSONS))


@pytest.mark.parametrize(("length", "is_right"), [(19, False), (20, True), (2000, True), (2001, False)])
def test_evidence_is_as_long_as_can_be_read(length, is_right):
    if is_right:
        check_evidence("x" * length)
    else:
        with pytest.raises(Invalid):
            check_evidence("x" * length)


@pytest.mark.parametrize(
    ("words", "is_right"), [("", False), (" \n", False), ("No.", True), ("x" * 601, False)]
)
def test_a_reason_has_words(words, is_right):
    if is_right:
        check_words(words)
    else:
        with pytest.raises(Invalid):
            check_words(words)
