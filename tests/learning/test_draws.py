"""The draw of an attempt comes from a key in the database: nobody rerolls it, and HR can replay it."""

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.questions import bank
from tests.page import text
from university.base.errors import Closed, NotFound
from university.cli import main
from university.courses.queries import get_version
from university.engines.catalog.model import ChangeLevel
from university.engines.quiz.draw import draw_for, keyed_seed, to_json
from university.learning import queries
from university.learning.models import Attempt, DrawKey, VoidedQuestion
from university.people.models import Employee, Role
from university.storage import work

MINUTE = timedelta(minutes=1)
DAY = timedelta(hours=24)
COURSE = {"quiz": bank(6), "draw": 2, "attempts": 3, "wait_hours": 0}


@pytest.fixture
def robin(session: Session, now: datetime) -> Employee:
    content.live(session, attempts.course(**COURSE))
    return people.employee(session)


@pytest.fixture
def attempt(session: Session, robin: Employee, now: datetime) -> Attempt:
    return attempts.sit(session, robin, {}, now)


def asked(attempt: Attempt) -> list[str]:
    return [question["id"] for question in attempt.draw]


def alter(session: Session, attempt: Attempt, **values: Any) -> None:
    with work.transaction(session):
        row = session.get_one(Attempt, attempt.id)
        for name, value in values.items():
            setattr(row, name, value)


def void(session: Session, question: str, by: Employee, at: datetime) -> None:
    with work.transaction(session):
        session.add(
            VoidedQuestion(
                course="smu-1", question=question, reason="Two are right.", voided_by_id=by.id, voided_at=at
            )
        )


def read_again(session: Session, robin: Employee, now: datetime) -> None:
    attempts.mark_done(session, robin, ["hats", "share"], now)


def test_the_first_attempt_ever_makes_the_key_and_later_ones_keep_it(session, robin, now):
    before = session.scalars(select(DrawKey)).all()
    session.rollback()

    first = attempts.sit(session, robin, {}, now)
    other = attempts.start(session, people.employee(session), now)

    (key,) = session.scalars(select(DrawKey))
    assert before == []
    assert (first.draw_key_id, other.draw_key_id, key.made_at) == (key.id, key.id, now)
    assert len(key.key) == 64


def test_the_seed_of_an_attempt_is_what_its_key_gives(session, attempt):
    key = session.scalars(select(DrawKey)).one()
    digest = get_version(session, attempt.version_id).digest

    assert attempt.seed == keyed_seed(key.key, attempt.enrollment_id, 1, digest)


def test_the_key_stands_in_no_fact_and_no_answer(session, page_of, robin, attempt):
    key = session.scalars(select(DrawKey.key)).one()
    hr = page_of(people.employee(session, Role.HR))

    assert key not in hr.get(f"/attempts/{attempt.id}/replay").get_data(as_text=True)
    assert key not in page_of(robin).get(f"/attempts/{attempt.id}/result").get_data(as_text=True)


def test_whoever_comes_back_meets_the_whole_bank_before_any_question_twice(session, robin, now):
    first_sweep = [one for _ in range(3) for one in asked(attempts.sit(session, robin, {}, now))]
    read_again(session, robin, now + MINUTE)
    second_sweep = [one for _ in range(3) for one in asked(attempts.sit(session, robin, {}, now + DAY))]

    assert Counter(first_sweep) == Counter(second_sweep) == Counter(one.id for one in bank(6))


def test_questions_seen_before_a_course_is_taken_again_count_as_seen(session, robin, now):
    bank_of_ten = attempts.course(**COURSE | {"quiz": bank(10), "draw": 5, "pass_mark": 1})
    content.live(session, replace_note(bank_of_ten, "Ten now."))
    right = {f"q{number}": "a" for number in range(10)}
    read_again(session, robin, now)
    running = attempts.start(session, robin, now)
    first = attempts.submit(session, running, {one: right[one] for one in asked(running)}, now)
    content.live(session, replace_note(bank_of_ten, "Again."))
    attempts.take_again(session, robin, now + MINUTE)

    second = attempts.start(session, robin, now + MINUTE)

    assert not set(asked(first)) & set(asked(second))


def replace_note(course: Any, note: str) -> Any:
    return attempts.course(
        **COURSE
        | {"quiz": course.quiz, "draw": course.draw, "pass_mark": course.pass_mark}
        | {"change": ChangeLevel.MATERIAL, "note": note}
    )


def test_a_voided_question_is_drawn_no_more_and_the_start_says_how_many_are_left(
    session, page_of, robin, now
):
    for number in range(5):
        void(session, f"q{number}", robin, now)

    words = text(page_of(robin).get("/courses/smu-1/quiz/"))
    attempt = attempts.start(session, robin, now)

    assert asked(attempt) == ["q5"]
    assert "Questions 1 To pass 1 of 1 right" in words


def test_a_quiz_whose_questions_are_all_voided_cannot_be_started(session, page_of, robin, now):
    for question in bank(6):
        void(session, question.id, robin, now)

    with pytest.raises(Closed, match="voided"):
        attempts.start(session, robin, now)
    assert "Every question of this quiz was voided" in text(page_of(robin).get("/courses/smu-1/quiz/"))


def test_every_draw_of_a_long_history_replays_the_same(session, robin, now):
    sat = [attempts.sit(session, robin, {}, now) for _ in range(2)]
    void(session, "q0", robin, now + MINUTE)
    void(session, "q1", robin, now + MINUTE)
    sat.append(attempts.sit(session, robin, {}, now + 2 * MINUTE))
    void(session, "q2", robin, now + 3 * MINUTE)
    read_again(session, robin, now + 4 * MINUTE)
    sat += [attempts.sit(session, robin, {}, now + DAY) for _ in range(3)]

    found = [queries.get_replay(session, one.id) for one in sat]

    assert [one.words for one in found if not one.is_same] == []


def test_what_is_voided_in_the_very_moment_of_the_start_changes_no_replay(session, robin, now):
    void(session, "q0", robin, now)
    early = attempts.sit(session, robin, {}, now)
    later = asked(early)[0]
    void(session, later, robin, now)
    alter(session, early, voided=[later])

    assert queries.get_replay(session, early.id).is_same


def test_an_altered_draw_is_named(session, attempt):
    other = next(one for one in bank(6) if one.id not in asked(attempt))
    alter(session, attempt, draw=to_json(draw_for(content.course(quiz=(other,)), "seed")))

    found = queries.get_replay(session, attempt.id)

    assert not found.is_same
    assert f"{other.id} was asked, but is not drawn again." in found.words


def test_an_altered_seed_is_named(session, attempt):
    alter(session, attempt, seed="0" * 64)

    assert "The seed in the attempt is not the one that the key gives." in (
        queries.get_replay(session, attempt.id).words
    )


def test_an_altered_earlier_attempt_shows_in_its_own_replay(session, robin, attempt, now):
    alter(session, attempt, draw=attempt.draw[:1])
    later = attempts.sit(session, robin, {}, now)

    assert [queries.get_replay(session, one.id).is_same for one in (attempt, later)] == [False, True]


def test_an_attempt_from_before_draws_had_a_key_proves_nothing(session, attempt):
    alter(session, attempt, draw_key_id=None)

    found = queries.get_replay(session, attempt.id)

    assert (found.is_same, found.pairs) == (False, [])
    assert "before draws had a key" in found.words


def test_an_unknown_attempt_cannot_be_replayed(session):
    with pytest.raises(NotFound):
        queries.get_replay(session, 99)


def test_hr_reads_whether_the_draw_is_the_same(session, page_of, attempt):
    hr = page_of(people.employee(session, Role.HR))

    same = text(hr.get(f"/attempts/{attempt.id}/replay"))
    alter(session, attempt, seed="0" * 64)
    other = text(hr.get(f"/attempts/{attempt.id}/replay"))

    assert "The same The draw is the same" in same
    assert all(one in same for one in asked(attempt))
    assert "Not the same The draw is NOT the same" in other


def test_hr_is_told_of_an_attempt_that_cannot_be_replayed(session, page_of, attempt):
    alter(session, attempt, draw_key_id=None)

    words = text(page_of(people.employee(session, Role.HR)).get(f"/attempts/{attempt.id}/replay"))

    assert "Cannot be replayed" in words


def test_the_page_of_a_draw_is_for_hr_alone(page_of, robin, attempt):
    page_of(robin).get(f"/attempts/{attempt.id}/replay", status=403)


def run(app, *words: str) -> Any:
    return app.test_cli_runner().invoke(main, ["attempts", "replay", *words])


def test_the_command_says_that_a_draw_is_the_same(app, attempt):
    result = run(app, str(attempt.id))

    assert result.exit_code == 0
    assert "The draw is the same" in result.output
    assert f"Asked:       {', '.join(asked(attempt))}" in result.output


def test_the_command_ends_with_1_when_it_finds_another_draw(session, app, attempt):
    alter(session, attempt, seed="0" * 64)

    result = run(app, str(attempt.id), "--json")

    told = json.loads(result.output)
    assert (result.exit_code, told["is_same"]) == (1, False)
    assert told["asked"] == told["drawn_again"] == asked(attempt)
    assert told["differences"] == ["The seed in the attempt is not the one that the key gives."]


def test_the_command_tells_of_an_attempt_without_a_key_and_of_an_unknown_one(session, app, attempt):
    alter(session, attempt, draw_key_id=None)

    assert run(app, str(attempt.id)).exit_code == 1
    assert "differences" not in json.loads(run(app, str(attempt.id), "--json").output)
    assert "no attempt of that number" in run(app, "99").output
    assert run(app, "one").exit_code == 2
