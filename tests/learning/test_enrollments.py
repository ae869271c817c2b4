"""Enrolling, marking lessons done, and completing a course."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import content, people
from university.base.actor import Actor
from university.base.errors import NotFound
from university.learning import queries, services
from university.learning.models import Attempt, Completion, Enrollment, LessonDone
from university.outbox.models import Message
from university.people.models import Employee
from university.records.models import Fact, Record
from university.storage import work

HOUR = timedelta(hours=1)


@pytest.fixture
def robin(session: Session) -> Employee:
    content.live(session, content.course())
    return people.employee(session)


def enroll(session: Session, person: Employee, now: datetime, course: str = "smu-1") -> Enrollment:
    with work.transaction(session):
        return services.enroll(session, person.id, course, by=Actor.employee(person.id), now=now)


def mark_done(session: Session, person: Employee, lesson: str, now: datetime) -> None:
    with work.transaction(session):
        enrollment = queries.get_own_enrollment(session, person.id, "smu-1")
        services.mark_done(session, enrollment, lesson, by=Actor.employee(person.id), now=now)


def sit_quiz(session: Session, person: Employee, now: datetime, *, score: int, number: int = 1) -> None:
    with work.transaction(session):
        enrollment = queries.get_own_enrollment(session, person.id, "smu-1")
        session.add(
            Attempt(
                enrollment_id=enrollment.id,
                employee_id=person.id,
                version_id=enrollment.version_id,
                number=number,
                seed="s",
                draw=[{"id": "counted-share", "options": ["a", "b", "c", "d"]}],
                pass_mark=80,
                started_at=now,
                submitted_at=now,
                score=score,
                is_passed=score >= 80,
            )
        )
        session.flush()
        services.complete_if_earned(session, enrollment, by=Actor.employee(person.id), now=now)


def facts(session: Session) -> list[str]:
    kinds = session.scalars(select(Fact.kind).order_by(Fact.number))
    return [kind for kind in kinds if not kind.endswith(".loaded")]


def test_enrolling_twice_gives_one_enrollment_and_one_fact(session, robin, now):
    first = enroll(session, robin, now)
    again = enroll(session, robin, now + HOUR)

    assert (again.id, again.number, again.enrolled_at) == (first.id, 1, now)
    assert facts(session) == ["enrollment.started"]


def test_an_unknown_course_cannot_be_begun(session, robin, now):
    with pytest.raises(NotFound):
        enroll(session, robin, now, "smu-999")

    assert session.scalar(select(func.count(Enrollment.id))) == 0


def test_a_lesson_is_done_once_however_often_it_is_said(session, robin, now):
    enroll(session, robin, now)
    mark_done(session, robin, "hats", now)
    mark_done(session, robin, "hats", now + HOUR)

    standing = queries.get_standing(session, robin.id, "smu-1")
    assert dict(standing.done) == {"hats": now}
    assert facts(session) == ["enrollment.started", "lesson.done"]


def test_a_lesson_of_another_course_cannot_be_marked_done(session, robin, now):
    enroll(session, robin, now)

    with pytest.raises(NotFound):
        mark_done(session, robin, "elsewhere", now)


def test_one_does_not_see_the_enrollment_of_another(session, robin, now):
    enroll(session, robin, now)
    kim = people.employee(session)

    with pytest.raises(NotFound):
        queries.get_own_enrollment(session, kim.id, "smu-1")
    assert queries.list_progress(session, kim.id) == {}


def test_lessons_alone_do_not_complete_a_course(session, robin, now):
    enroll(session, robin, now)
    mark_done(session, robin, "hats", now)
    mark_done(session, robin, "share", now)

    assert queries.get_standing(session, robin.id, "smu-1").completed_at is None


@pytest.mark.parametrize("quiz_first", [True, False], ids=["quiz first", "lessons first"])
def test_lessons_and_quiz_complete_a_course_in_either_order(session, robin, now, quiz_first):
    enroll(session, robin, now)
    if quiz_first:
        sit_quiz(session, robin, now, score=90)
    mark_done(session, robin, "hats", now)
    mark_done(session, robin, "share", now)
    if not quiz_first:
        sit_quiz(session, robin, now, score=90)

    standing = queries.get_standing(session, robin.id, "smu-1")
    assert (standing.completed_at, standing.score) == (now, 90)
    assert facts(session)[-1] == "course.completed"
    row = session.scalars(select(Record)).one()
    assert (row.about, row.version, row.method, row.score) == ("smu-1", 1, "completed", 90)
    assert session.scalars(select(Message.subject)).all() == ["You completed Course smu-1"]


def test_a_completed_course_stays_as_it_is(session, robin, now):
    enroll(session, robin, now)
    sit_quiz(session, robin, now, score=90)
    mark_done(session, robin, "hats", now)
    mark_done(session, robin, "share", now)
    before = facts(session)

    enroll(session, robin, now + HOUR)
    mark_done(session, robin, "hats", now + HOUR)

    assert facts(session) == before
    assert session.scalar(select(func.count(Completion.id))) == 1
    assert session.scalar(select(func.count(Enrollment.id))) == 1


def test_after_the_last_attempt_of_a_round_a_lesson_can_be_done_again(session, robin, now):
    enroll(session, robin, now)
    mark_done(session, robin, "share", now)
    for number in (1, 2, 3):
        sit_quiz(session, robin, now + HOUR, score=0, number=number)

    mark_done(session, robin, "share", now + 2 * HOUR)
    mark_done(session, robin, "share", now + 3 * HOUR)

    rows = session.execute(select(LessonDone.round, LessonDone.done_at).order_by(LessonDone.round)).all()
    assert [tuple(row) for row in rows] == [(1, now), (2, now + 2 * HOUR)]


def test_the_place_is_remembered_without_a_fact(session, robin, now):
    enrollment = enroll(session, robin, now)
    with work.transaction(session):
        services.record_view(session, enrollment.id, "share")

    assert queries.get_standing(session, robin.id, "smu-1").last_lesson == "share"
    assert facts(session) == ["enrollment.started"]
