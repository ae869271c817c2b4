"""A small company living with one course, act by act, and what must hold after each act."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.questions import question
from tests.page import Page
from university.base.actor import Actor
from university.base.errors import Refusal
from university.courses.queries import get_course_of_version
from university.engines.catalog.model import ChangeLevel, Course
from university.engines.ledger.verify import verify
from university.learning import queries, services
from university.learning.models import AssignmentRule, Attempt, Completion, Enrollment, WaiverReason
from university.learning.queries import waivers
from university.learning.rules.assigning import Repeat
from university.learning.rules.audiences import AssignmentValues, Audience
from university.people.models import Employee
from university.records import queries as records
from university.records.models import Fact, Record
from university.storage import work

ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles")
LEVELS = list(ChangeLevel)
TEXTS = ("Say who speaks.", "Say who pays.", "Say both.")
WAITS = tuple(
    timedelta(**wait) for wait in ({"minutes": 3}, {"hours": 1}, {"hours": 25}, {"days": 40}, {"days": 370})
)
LESSON_OF = dict(zip((f"q{number}" for number in range(6)), ("hats", "share", "stop") * 2, strict=True))
#: Facts that may take something away, so that a number falls.
TAKES_AWAY = {"enrollment.moved", "lesson.reopened", "waiver.withdrawn"}
KEY_WORDS = re.compile(r"why [a-d]\b|is_right")


def course(number: int, note: str) -> Course:
    """One of six versions: other texts, fewer lessons, another level; a quiz that runs out of time."""
    slugs = ("hats", "share", "stop")[: 2 + number % 2]
    lessons = [content.lesson(slug, TEXTS[(number + place) % 3]) for place, slug in enumerate(slugs)]
    bank = tuple(
        question(id_, right="b", lesson=lesson) for id_, lesson in LESSON_OF.items() if lesson in slugs
    )
    return content.course(
        "smu-1",
        *lessons,
        quiz=bank,
        draw=3,
        quiz_minutes=20,
        change=LEVELS[number % 3],
        note=note,
        pass_mark=60,
    )


@dataclass
class History:
    """The people, the clock, and what was known before the last act."""

    session: Session
    app: Flask
    crowd: list[Employee]
    hr: Employee
    now: datetime
    set_clock: Callable[[datetime], None]
    steps: int = 0
    fact: int = 0
    percents: dict[int, int] = field(default_factory=dict)
    scores: dict[int, tuple[int, bool]] = field(default_factory=dict)

    def act(self, name: str, who: int, number: int) -> None:
        """Let one person do one thing; a refusal is an answer too."""
        self.steps += 1
        self.fact = self.session.scalar(select(func.max(Fact.number))) or 0
        self.try_out(ACTS[name], self.crowd[who % len(self.crowd)], number)

    def try_out(self, act: "Act", person: Employee, number: int) -> None:
        """Do it, or be refused; what follows reads afresh."""
        with suppress(Refusal):
            act(self, person, number)
        self.session.rollback()
        self.session.expire_all()

    def latest(self, person: Employee) -> Attempt | None:
        """The last attempt of a person."""
        return self.session.scalars(
            select(Attempt).where(Attempt.employee_id == person.id).order_by(Attempt.id.desc()).limit(1)
        ).one_or_none()

    def check(self) -> None:
        """Everything that must always hold."""
        self._check_progress()
        self._check_scores()
        self._check_facts()
        self._check_silence()

    def _check_progress(self) -> None:
        """Progress lies within bounds of the pinned version, and falls only with a fact that says why."""
        kinds = self.session.execute(select(Fact.subject, Fact.kind).where(Fact.number > self.fact)).all()
        excused = {subject for subject, kind in kinds if kind in TAKES_AWAY}
        waived = any(kind == "waiver.withdrawn" for _, kind in kinds)
        for person in self.crowd:
            standing = queries.get_standing(self.session, person.id, "smu-1")
            if standing.enrollment_id is None:
                continue
            percent = standing.progress(get_course_of_version(self.session, standing.version_id)).percent
            assert 0 <= percent <= 100
            before = self.percents.get(standing.enrollment_id, 0)
            assert percent >= before or waived or f"enrollment:{standing.enrollment_id}" in excused
            self.percents[standing.enrollment_id] = percent

    def _check_scores(self) -> None:
        """A score computed from the row is the stored one, and never falls; nor is a pass ever lost."""
        for attempt in self.session.scalars(select(Attempt).where(Attempt.submitted_at.is_not(None))):
            own = queries.get_own_attempt(self.session, attempt.id, attempt.employee_id)
            assert queries.get_marking(self.session, own).score == attempt.score
            assert queries.get_marking(self.session, own).score == attempt.score
            score, is_passed = self.scores.get(attempt.id, (0, False))
            assert attempt.score >= score
            assert attempt.is_passed or not is_passed
            assert queries.get_replay(self.session, attempt.id).is_same
            self.scores[attempt.id] = (attempt.score, attempt.is_passed)

    def _check_facts(self) -> None:
        """Each row has its one fact, each completion its one row in HR's table, and the chain is sound."""
        facts = Counter(self.session.scalars(select(Fact.kind)))
        counted = {
            "enrollment.started": self._count(Enrollment),
            "attempt.started": self._count(Attempt),
            "attempt.submitted": self._count(Attempt, Attempt.submitted_at.is_not(None)),
            "quiz.passed": self._count(Attempt, Attempt.is_passed.is_(True)),
            "course.completed": self._count(Completion),
        }
        assert {kind: facts[kind] for kind in counted} == counted
        holding = Record.ended_by.is_(None)
        assert self._count(Record, holding, Record.kind == "completion") == self._count(Completion)
        scores = select(Record.score).where(holding, Record.kind == "completion").order_by(Record.score)
        own = select(Completion.score).order_by(Completion.score)
        assert self.session.scalars(scores).all() == self.session.scalars(own).all()
        assert verify(records.stream_links(self.session), records.get_head(self.session)) == []

    def _check_silence(self) -> None:
        """Before handing in, no page of a running attempt says anything of right and wrong."""
        running = select(Attempt).where(Attempt.submitted_at.is_(None), Attempt.deadline_at > self.now)
        people_by_id = {person.id: person for person in self.crowd}
        for attempt in self.session.scalars(running).all():
            # Signed in anew: a year may have passed.
            token = people.sign_in(self.session, people_by_id[attempt.employee_id], now=self.now)
            browser, here = Page(self.app, token), f"/attempts/{attempt.id}/"
            for path in (f"{here}?view=all", f"{here}review", "/courses/smu-1/quiz/"):
                assert not KEY_WORDS.search(browser.get(path).text)

    def _count(self, table: type, *where: Any) -> int:
        return self.session.scalar(select(func.count()).select_from(table).where(*where)) or 0


def begin(app: Flask, session: Session, now: datetime, set_clock: Callable[[datetime], None]) -> History:
    """Three learners in three zones, somebody of HR, and the first version of the course."""
    content.live(session, course(2, f"Begun {now}."), content.certification(policies=()), now=now)
    crowd = [people.employee(session, zone=zone) for zone in ZONES]
    return History(session, app, crowd, people.employee(session, "hr"), now, set_clock)


def _enroll(history: History, person: Employee, _: int) -> None:
    attempts.mark_done(history.session, person, [], history.now)
    with work.transaction(history.session) as session:
        services.enroll(session, person.id, "smu-1", by=attempts.by(person), now=history.now)


def _read(history: History, person: Employee, number: int) -> None:
    attempts.mark_done(history.session, person, [("hats", "share", "stop")[number % 3]], history.now)


def _start(history: History, person: Employee, _: int) -> None:
    attempts.start(history.session, person, history.now)


def _answer(history: History, person: Employee, number: int) -> None:
    if attempt := history.latest(person):
        questions = queries.drawn_of(attempt)
        drawn = questions[number % len(questions)]
        attempts.save(history.session, attempt, {drawn.id: "abc"[number // 2]}, history.now)


def _submit(history: History, person: Employee, number: int) -> None:
    if attempt := history.latest(person):
        drawn = queries.drawn_of(attempt)
        chosen = {one.id: "b" if place < number else "a" for place, one in enumerate(drawn)}
        attempts.submit(history.session, attempt, chosen, history.now)


def _complete(history: History, person: Employee, _: int) -> None:
    for number in range(3):
        history.try_out(_read, person, number)
    history.try_out(_start, person, 0)
    history.try_out(_submit, person, 3)


def _wait(history: History, _: Employee, number: int) -> None:
    history.now += WAITS[number % len(WAITS)]
    history.set_clock(history.now)
    with work.transaction(history.session) as session:
        services.close_overdue(session, now=history.now)
    for rule_id in history.session.scalars(select(AssignmentRule.id)).all():
        with work.transaction(history.session) as session:
            services.keep_up(session, rule_id, now=history.now)


def _publish(history: History, _: Employee, number: int) -> None:
    content.live(history.session, course(number, f"Step {history.steps}."), now=history.now)


def _void(history: History, _: Employee, number: int) -> None:
    with work.transaction(history.session) as session:
        reason, by = "Two options are right.", Actor.employee(history.hr.id)
        services.void_question(session, "smu-1", f"q{number}", reason, by=by, now=history.now)


def _waive(history: History, person: Employee, _: int) -> None:
    claim = services.Claim(
        employee_id=person.id,
        course="smu-1",
        reason=WaiverReason.LEARNED_ELSEWHERE,
        evidence="A diploma of the year 2024, kept by People.",
    )
    with work.transaction(history.session) as session:
        services.record_waiver(
            session, claim, approver_id=history.hr.id, by=Actor.employee(history.hr.id), now=history.now
        )


def _unwaive(history: History, person: Employee, _: int) -> None:
    last = waivers.find_last(history.session, person.id, "smu-1")
    if last:
        with work.transaction(history.session) as session:
            services.withdraw_waiver(
                session, last.id, words="It was forged.", by=Actor.employee(history.hr.id), now=history.now
            )


def _assign(history: History, person: Employee, number: int) -> None:
    values = AssignmentValues(
        course="smu-1",
        audience=Audience.PERSON,
        audience_key=person.employee_number,
        within_days=30,
        repeat=(Repeat.ONCE, Repeat.YEARLY, Repeat.ROLLING)[number % 3],
        month=1 if number % 3 == 1 else None,
        every_days=365 if number % 3 == 2 else None,
        reason="Everybody needs it.",
    )
    with work.transaction(history.session) as session:
        services.assign(
            session, values, key=f"key-{history.steps}", by=Actor.employee(history.hr.id), now=history.now
        )


def _renew(history: History, person: Employee, _: int) -> None:
    attempts.take_again(history.session, person, history.now)


Act = Callable[[History, Employee, int], None]
ACTS: Mapping[str, Act] = {
    "answer": _answer,
    "assign": _assign,
    "complete": _complete,
    "enroll": _enroll,
    "publish": _publish,
    "read": _read,
    "read more": _read,
    "renew": _renew,
    "start": _start,
    "submit": _submit,
    "take back a waiver": _unwaive,
    "void": _void,
    "wait": _wait,
    "waive": _waive,
}
