"""Starting, saving and handing in attempts: each has one effect, whoever asks how often."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.attempts import RIGHT, WRONG
from university.base.errors import Closed, Invalid, NotEarned, NotFound
from university.engines.catalog.model import ChangeLevel
from university.engines.quiz import mark
from university.learning import queries, services
from university.learning.models import Answer, Attempt, Completion, Enrollment
from university.people.models import Employee
from university.records.models import Fact, FactPayload
from university.storage import work

DAY = timedelta(hours=24)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def robin(session: Session) -> Employee:
    content.live(session, attempts.course())
    return people.employee(session)


def kinds(session: Session) -> list[str]:
    wanted = select(Fact.kind).where(Fact.kind.like("%attempt%") | Fact.kind.like("%quiz%"))
    return list(session.scalars(wanted.order_by(Fact.number)))


def saved(session: Session) -> dict[str, list[str]]:
    return {one.question: one.given for one in session.scalars(select(Answer))}


def test_an_attempt_freezes_its_draw_its_version_and_its_pass_mark(session, robin, now):
    attempt = attempts.start(session, robin, now)
    content.live(session, attempts.course(pass_mark=60, change=ChangeLevel.CLARIFY, note="Milder."))

    kept = queries.get_own_attempt(session, attempt.id, robin.id)

    assert {question["id"] for question in kept.draw} == set(RIGHT)
    assert (kept.pass_mark, kept.number, kept.started_at, kept.submitted_at) == (80, 1, now, None)
    assert kinds(session) == ["attempt.started"]


def test_starting_enrolls_once(session, robin, now):
    attempts.start(session, robin, now)
    attempts.start(session, robin, now)

    assert session.scalar(select(func.count()).select_from(Enrollment)) == 1


def test_starting_twice_gives_the_same_attempt(session, robin, now):
    first = attempts.start(session, robin, now)
    second = attempts.start(session, robin, now + MINUTE)

    assert (second.id, second.draw) == (first.id, first.draw)
    assert kinds(session) == ["attempt.started"]


def test_an_unknown_course_has_no_quiz_to_start(session, robin, now):
    with pytest.raises(NotFound), work.transaction(session):
        services.start_attempt(session, robin.id, "smu-9", by=attempts.by(robin), now=now)


def test_a_course_without_questions_has_no_quiz(session, now):
    content.live(session, attempts.course(quiz=()))
    robin = people.employee(session)

    with pytest.raises(NotFound, match="no quiz"):
        attempts.start(session, robin, now)


def test_an_answer_is_saved_changed_and_taken_back(session, robin, now):
    attempt = attempts.start(session, robin, now)

    attempts.save(session, attempt, {"who": "a", "both": "ab"}, now)
    attempts.save(session, attempt, {"both": "", "who": "b"}, now + MINUTE)

    assert saved(session) == {"who": ["b"], "both": []}


def test_what_did_not_change_keeps_its_time(session, robin, now):
    attempt = attempts.start(session, robin, now)
    attempts.save(session, attempt, {"who": "a", "when": "a"}, now)

    attempts.save(session, attempt, {"who": "a", "when": "b"}, now + MINUTE)

    times = {one.question: one.saved_at for one in session.scalars(select(Answer))}
    assert times == {"who": now, "when": now + MINUTE}


@pytest.mark.parametrize(
    "chosen",
    [{"nobody-asked": "a"}, {"who": "z"}, {"who": "ab"}],
    ids=["an unknown question", "an unknown option", "two options of a single choice"],
)
def test_answers_that_do_not_belong_are_refused_whole(session, robin, now, chosen):
    attempt = attempts.start(session, robin, now)

    with pytest.raises(Invalid):
        attempts.save(session, attempt, {"when": "a"} | chosen, now)

    assert saved(session) == {}


def test_handing_in_marks_and_tells(session, robin, now):
    attempt = attempts.sit(session, robin, RIGHT, now)

    assert (attempt.score, attempt.is_passed, attempt.submitted_at) == (100, True, now)
    assert kinds(session) == ["attempt.started", "attempt.submitted", "quiz.passed"]


def test_the_score_divides_by_what_was_drawn(session, robin, now):
    attempt = attempts.sit(session, robin, {"who": "b"}, now)

    assert (attempt.score, attempt.is_passed) == (33, False)


def test_the_payload_of_handing_in_holds_score_and_answers_beside_the_chain(session, robin, now):
    attempts.sit(session, robin, {"who": "b"}, now)

    number = select(Fact.number).where(Fact.kind == "attempt.submitted").scalar_subquery()
    payload = session.scalars(select(FactPayload.payload).where(FactPayload.fact_number == number)).one()
    assert payload == {"score": 33, "right": 1, "drawn": 3, "is_passed": False, "answers": {"who": ["b"]}}


def test_handing_in_twice_changes_nothing(session, robin, now):
    attempt = attempts.sit(session, robin, WRONG, now)

    again = attempts.submit(session, attempt, RIGHT, now + MINUTE)

    assert (again.score, again.submitted_at) == (0, now)
    assert saved(session) == {one: list(letters) for one, letters in WRONG.items()}
    assert kinds(session) == ["attempt.started", "attempt.submitted"]


def test_saving_after_handing_in_is_refused_and_changes_nothing(session, robin, now):
    attempt = attempts.sit(session, robin, WRONG, now)

    with pytest.raises(Closed):
        attempts.save(session, attempt, RIGHT, now + MINUTE)

    assert saved(session) == {one: list(letters) for one, letters in WRONG.items()}


def test_an_attempt_of_somebody_else_is_not_found(session, robin, now):
    attempt = attempts.start(session, robin, now)
    ada = people.employee(session)

    with pytest.raises(NotFound), work.transaction(session):
        services.submit_attempt(session, attempt.id, ada.id, by=attempts.by(ada), now=now)


def test_passing_with_every_lesson_done_completes_the_course(session, robin, now):
    attempts.mark_done(session, robin, ["hats", "share"], now)

    attempts.sit(session, robin, RIGHT, now)

    assert session.scalars(select(Completion)).one().score == 100


def test_passing_before_the_lessons_completes_nothing_yet(session, robin, now):
    attempts.sit(session, robin, RIGHT, now)

    assert session.scalars(select(Completion)).all() == []
    attempts.mark_done(session, robin, ["hats", "share"], now)
    assert session.scalars(select(Completion)).one().score == 100


def test_after_a_pass_there_is_no_further_attempt(session, robin, now):
    attempts.sit(session, robin, RIGHT, now)

    with pytest.raises(Closed, match="passed"):
        attempts.start(session, robin, now)


def test_after_three_attempts_come_the_wait_the_lessons_and_three_more(session, robin, now):
    for _ in range(3):
        attempts.sit(session, robin, RIGHT | {"who": "a"}, now)

    with pytest.raises(Closed, match="used your attempts"):
        attempts.start(session, robin, now + DAY - MINUTE)
    with pytest.raises(NotEarned, match="About hats"):
        attempts.start(session, robin, now + DAY)
    attempts.mark_done(session, robin, ["hats"], now + MINUTE)
    for _ in range(3):
        attempts.sit(session, robin, WRONG, now + DAY)
    with pytest.raises(Closed):
        attempts.start(session, robin, now + DAY + MINUTE)

    rows = session.scalars(select(Attempt.number).order_by(Attempt.number))
    assert list(rows) == [1, 2, 3, 4, 5, 6]


def test_questions_not_yet_seen_are_drawn_first(session, now):
    content.live(session, attempts.course(draw=1))
    robin = people.employee(session)

    asked = [attempts.sit(session, robin, {}, now).draw[0]["id"] for _ in range(3)]

    assert set(asked) == set(RIGHT)


def put_deadline(session: Session, attempt: Attempt, at: datetime) -> None:
    with work.transaction(session):
        session.get_one(Attempt, attempt.id).deadline_at = at


def test_an_attempt_past_its_deadline_is_closed_with_the_answers_it_has(session, robin, now):
    attempt = attempts.start(session, robin, now)
    attempts.save(session, attempt, {"who": "b"}, now)
    put_deadline(session, attempt, now + MINUTE)

    with work.transaction(session):
        early = services.close_overdue(session, now=now + MINUTE / 2)
    with work.transaction(session):
        closed = services.close_overdue(session, now=now + DAY)

    kept = queries.get_own_attempt(session, attempt.id, robin.id)
    assert (early, closed) == (0, 1)
    assert (kept.submitted_at, kept.score) == (now + MINUTE, 33)
    assert session.scalars(select(Fact.actor).where(Fact.kind == "attempt.submitted")).one() == "system"


def test_answers_that_come_after_the_deadline_do_not_count(session, robin, now):
    attempt = attempts.start(session, robin, now)
    put_deadline(session, attempt, now + MINUTE)

    with pytest.raises(Closed):
        attempts.save(session, attempt, RIGHT, now + MINUTE)
    late = attempts.submit(session, attempt, RIGHT, now + MINUTE)

    assert (late.score, late.submitted_at) == (0, now + MINUTE)


def test_starting_closes_an_attempt_that_ran_out_and_gives_the_next(session, robin, now):
    first = attempts.start(session, robin, now)
    put_deadline(session, first, now + MINUTE)

    second = attempts.start(session, robin, now + DAY)

    assert (second.number, queries.get_own_attempt(session, first.id, robin.id).score) == (2, 0)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=st.fixed_dictionaries(
        {}, optional={"who": st.sampled_from("abcd"), "both": st.sets(st.sampled_from("abcd")).map(sorted)}
    )
)
def test_a_score_is_the_same_however_often_it_is_computed(session, now, chosen):
    content.live(session, attempts.course())
    attempt = attempts.sit(session, people.employee(session), chosen, now)

    session.expire_all()
    kept = queries.get_own_attempt(session, attempt.id, attempt.employee_id)
    markings = [queries.get_marking(session, kept) for _ in range(2)]

    assert [marking.score for marking in markings] == [attempt.score] * 2
    right = sum(set(chosen.get(id_, "")) == set(letters) for id_, letters in RIGHT.items())
    assert attempt.is_passed == mark.passes(right, 3, 80)
