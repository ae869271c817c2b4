"""A course with a small quiz, and attempts at it: started, answered, handed in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import content
from tests.factories.questions import question
from university.base.actor import Actor
from university.courses.queries import get_catalog
from university.engines.catalog.model import Course, Question
from university.engines.quiz import keys
from university.learning import queries, services
from university.learning.models import Attempt, Enrollment
from university.learning.rules import GivenAnswer
from university.people.models import Employee
from university.storage import work

RIGHT = {"who": "b", "when": "c", "both": "ac"}
WRONG = {"who": "a", "when": "a", "both": "a"}
LESSONS = {"who": "hats", "when": "share", "both": "share"}


QUIZ = tuple(question(id_, right=letters, lesson=LESSONS[id_]) for id_, letters in RIGHT.items())


def course(right: Mapping[str, str] = RIGHT, **special: Any) -> Course:
    """The course "smu-1": one question on "hats", two on "share", the last of them "choose all"."""
    quiz = tuple(question(id_, right=letters, lesson=LESSONS[id_]) for id_, letters in right.items())
    return content.course("smu-1", **({"quiz": quiz} | special))


def start(session: Session, person: Employee, now: datetime) -> Attempt:
    """Start an attempt, or get the open one."""
    with work.transaction(session):
        return services.start_attempt(session, person.id, "smu-1", by=by(person), now=now)


def save(session: Session, attempt: Attempt, chosen: Mapping[str, Sequence[str]], now: datetime) -> Attempt:
    """Save answers, each named by the author's letters of its options."""
    with work.transaction(session):
        return services.save_answers(session, attempt.id, attempt.employee_id, given(chosen), now=now)


def submit(session: Session, attempt: Attempt, chosen: Mapping[str, Sequence[str]], now: datetime) -> Attempt:
    """Hand in an attempt with these answers."""
    actor = Actor.employee(attempt.employee_id)
    with work.transaction(session):
        return services.submit_attempt(
            session, attempt.id, attempt.employee_id, given(chosen), by=actor, now=now
        )


def sit(session: Session, person: Employee, chosen: Mapping[str, Sequence[str]], now: datetime) -> Attempt:
    """Start an attempt and hand it in."""
    return submit(session, start(session, person, now), chosen, now)


def mark_done(session: Session, person: Employee, lessons: Sequence[str], now: datetime) -> None:
    """Mark lessons done."""
    for lesson in lessons:
        with work.transaction(session):
            enrollment = services.enroll(session, person.id, "smu-1", by=by(person), now=now)
            services.mark_done(session, enrollment, lesson, by=by(person), now=now)


def take_again(session: Session, person: Employee, now: datetime) -> Enrollment:
    """Begin the course once more, after a material change."""
    with work.transaction(session):
        return services.take_again(session, person.id, "smu-1", by=by(person), now=now)


def complete(session: Session, person: Employee, now: datetime) -> None:
    """Mark every lesson of the live version done and pass the quiz."""
    course = get_catalog(session).course("smu-1")
    mark_done(session, person, [lesson.slug for lesson in course.lessons], now)
    sit(session, person, RIGHT, now)


def given(chosen: Mapping[str, Sequence[str]]) -> list[GivenAnswer]:
    """Answers as a service takes them."""
    return [GivenAnswer(question=id_, given=tuple(answer)) for id_, answer in chosen.items()]


def fields(
    attempt: Attempt,
    chosen: Mapping[str, Sequence[str]],
    bank: Sequence[Question] = QUIZ,
    **others: Any,
) -> dict[str, Any]:
    """The same as the form of the page sends it: by the letters that this attempt shows."""
    drawn = {one.id: one for one in queries.drawn_of(attempt)}
    questions = {one.id: one for one in bank}
    answers = {
        f"answer-{id_}": list(keys.write(questions[id_], drawn[id_], given)) for id_, given in chosen.items()
    }
    return {"question": list(chosen), **answers, **others}


def by(person: Employee) -> Actor:
    """The person, as the one who acts."""
    return Actor.employee(person.id)


def owner(session: Session, attempt: Attempt) -> Employee:
    """Whose attempt it is."""
    return session.get_one(Employee, attempt.employee_id)
