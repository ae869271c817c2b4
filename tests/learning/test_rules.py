"""Progress, attempts, completion and the next step, as the rules have them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.questions import question
from university.engines.quiz.mark import Mark, Marking
from university.learning.rules import (
    EnrollmentState,
    NextStep,
    PastAttempt,
    Progress,
    StartState,
    StartVerdict,
    StepKind,
    is_complete,
    is_overdue,
    may_start,
    missed_lessons,
    next_step,
    progress,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
LESSONS = ("why", "hats", "rights")


def failed(number: int, *, at: datetime, missed: tuple[str, ...] = ("rights", "why")) -> PastAttempt:
    return PastAttempt(id=number, started_at=at - HOUR, submitted_at=at, missed_lessons=missed)


THREE_FAILED = [failed(1, at=NOON - 2 * HOUR), failed(2, at=NOON - HOUR), failed(3, at=NOON)]


def decide(attempts, *, now=NOON, done_at=None, lessons=LESSONS) -> StartVerdict:
    return may_start(
        attempts,
        attempts_allowed=3,
        wait_hours=24,
        course_lessons=lessons,
        lesson_done_at=done_at or {},
        now=now,
    )


@pytest.mark.parametrize(
    ("done", "percent", "words"),
    [
        ((), 0, "0 of 3 done"),
        (("why", "hats"), 66, "2 of 3 done"),
        (("why", "hats", "rights"), 100, "3 of 3 done"),
        (("why", "a lesson that left the course"), 33, "1 of 3 done"),
    ],
    ids=["nothing", "most", "all", "a lesson of another version"],
)
def test_progress_counts_the_lessons_of_the_pinned_version(done, percent, words):
    now = progress(LESSONS, done)

    assert (now.percent, now.words) == (percent, words)


def test_a_course_without_lessons_is_at_nothing():
    assert Progress(0, 0).percent == 0


@given(done=st.frozensets(st.sampled_from([*LESSONS, "other"])), more=st.sampled_from([*LESSONS, "other"]))
def test_progress_stays_within_bounds_and_never_falls_by_doing_more(done, more):
    before, after = progress(LESSONS, done), progress(LESSONS, done | {more})

    assert 0 <= before.percent <= after.percent <= 100


@pytest.mark.parametrize(
    ("done", "has_passed", "expected"),
    [(LESSONS, True, True), (LESSONS, False, False), (LESSONS[:2], True, False)],
    ids=["both", "lessons only", "quiz only"],
)
def test_completion_needs_every_lesson_and_the_quiz(done, has_passed, expected):
    assert is_complete(LESSONS, done, has_passed=has_passed) == expected


@pytest.mark.parametrize("tried", [0, 1, 2])
def test_three_attempts_are_free(tried):
    verdict = decide(THREE_FAILED[:tried])

    assert verdict == StartVerdict(state=StartState.READY, round=1, attempts_left=3 - tried)


def test_an_open_attempt_is_gone_on_with_before_another_starts():
    running = PastAttempt(id=7, started_at=NOON)

    verdict = decide([*THREE_FAILED[:1], running])

    assert (verdict.state, verdict.open_attempt_id, verdict.attempts_left) == (StartState.OPEN_ATTEMPT, 7, 1)
    assert not verdict.may_start


def test_after_a_pass_there_is_nothing_to_start():
    passed = PastAttempt(id=2, started_at=NOON, submitted_at=NOON + HOUR, is_passed=True)

    assert decide([*THREE_FAILED[:1], passed]).state == StartState.PASSED


@pytest.mark.parametrize(
    ("now", "done_at", "state", "lessons"),
    [
        (NOON + DAY - HOUR, {}, StartState.WAIT, ("why", "rights")),
        (NOON + DAY - HOUR, {"why": NOON + HOUR, "rights": NOON + HOUR}, StartState.WAIT, ()),
        (NOON + DAY, {}, StartState.REDO_LESSONS, ("why", "rights")),
        (NOON + DAY, {"why": NOON - HOUR, "rights": NOON + HOUR}, StartState.REDO_LESSONS, ("why",)),
        (NOON + DAY, {"why": NOON + HOUR, "rights": NOON + HOUR}, StartState.READY, ()),
    ],
    ids=["too early", "too early, lessons done", "lessons left", "one done before the attempt", "all done"],
)
def test_after_three_a_day_and_the_missed_lessons_open_three_more(now, done_at, state, lessons):
    verdict = decide(THREE_FAILED, now=now, done_at=done_at)

    assert verdict == StartVerdict(
        state=state,
        round=2,
        attempts_left=3 if state is StartState.READY else 0,
        used=3,
        opens_at=NOON + DAY,
        lessons=lessons,
    )


def test_only_what_the_last_attempt_missed_is_asked_for_again():
    attempts = [*THREE_FAILED[:2], failed(3, at=NOON, missed=("hats",))]

    assert decide(attempts, now=NOON + DAY).lessons == ("hats",)


def test_a_lesson_that_left_the_course_is_not_asked_for():
    assert decide(THREE_FAILED, now=NOON + DAY, lessons=("why", "hats")).lessons == ("why",)


def test_the_order_in_which_attempts_are_told_plays_no_part():
    assert decide(THREE_FAILED[::-1]) == decide(THREE_FAILED)


def test_the_fourth_attempt_begins_a_round_of_three():
    attempts = [*THREE_FAILED, failed(4, at=NOON + 2 * DAY)]

    verdict = decide(attempts, now=NOON + 2 * DAY)

    assert verdict == StartVerdict(state=StartState.READY, round=2, attempts_left=2)


def test_missed_lessons_stand_in_the_order_of_reading():
    questions = {"a": question("a", lesson="rights"), "b": question("b", lesson="why"), "c": question("c")}
    marking = Marking({"a": Mark.WRONG, "b": Mark.UNANSWERED, "c": Mark.RIGHT})

    assert missed_lessons(marking, questions, LESSONS) == ("why", "rights")


@pytest.mark.parametrize(
    ("deadline_at", "submitted_at", "expected"),
    [(None, None, False), (NOON + HOUR, None, False), (NOON, None, True), (NOON, NOON - HOUR, False)],
    ids=["no deadline", "before it", "at it", "handed in"],
)
def test_an_attempt_is_overdue_from_its_deadline_on(deadline_at, submitted_at, expected):
    attempt = PastAttempt(id=1, started_at=NOON, deadline_at=deadline_at, submitted_at=submitted_at)

    assert is_overdue(attempt, NOON) == expected


READY = StartVerdict(state=StartState.READY, round=1, attempts_left=3)
OPEN = StartVerdict(state=StartState.OPEN_ATTEMPT, round=1, attempts_left=2, open_attempt_id=7)
REDO = StartVerdict(state=StartState.REDO_LESSONS, round=2, attempts_left=0, lessons=("why",))
WAIT = StartVerdict(state=StartState.WAIT, round=2, attempts_left=0)
TITLES = {"why": "Why", "hats": "Three hats", "rights": "Mistakes and rights"}


def course(slug: str, *, done=LESSONS, quiz=READY) -> EnrollmentState:
    return EnrollmentState(course=slug, title=slug.upper(), lessons=TITLES, done=done, quiz=quiz)


@pytest.mark.parametrize(
    ("running", "expected"),
    [
        (
            [course("b", done=("why",)), course("a", done=(), quiz=OPEN)],
            NextStep(
                kind=StepKind.RESUME_ATTEMPT, words="Go on with your quiz in A", course="a", attempt_id=7
            ),
        ),
        (
            [course("a"), course("b", done=("why",))],
            NextStep(kind=StepKind.CONTINUE_LESSON, words="Go on with Three hats", course="b", lesson="hats"),
        ),
        (
            [course("a", done=())],
            NextStep(kind=StepKind.CONTINUE_LESSON, words="Begin with Why", course="a", lesson="why"),
        ),
        (
            [course("a"), course("b", quiz=REDO)],
            NextStep(
                kind=StepKind.REDO_LESSON,
                words="Read Why again, then try the quiz once more",
                course="b",
                lesson="why",
            ),
        ),
        ([course("a")], NextStep(kind=StepKind.TAKE_QUIZ, words="Take the quiz of A", course="a")),
        (
            [course("a", quiz=WAIT)],
            NextStep(kind=StepKind.START_COURSE, words="Start Care", course="care-310"),
        ),
    ],
    ids=["open attempt first", "then reading", "from the start", "reading again", "the quiz", "a new course"],
)
def test_the_next_step_is_the_most_urgent(running, expected):
    step = next_step(running, to_start={"care-310": "Care"}, to_sign={"principles": "The principles"})

    assert step == expected


def test_of_equal_steps_the_latest_touched_course_comes_first():
    step = next_step([course("b", done=("why",)), course("a", done=("why",))], to_start={}, to_sign={})

    assert step.course == "b"


def test_a_policy_waits_until_no_course_does():
    step = next_step([], to_start={}, to_sign={"principles": "The principles"})

    assert step == NextStep(
        kind=StepKind.SIGN_POLICY, words="Read and sign The principles", policy="principles"
    )


def test_when_all_is_done_nothing_waits():
    assert next_step([], to_start={}, to_sign={}).kind == StepKind.NOTHING
