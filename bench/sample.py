"""A site to measure: the real courses, ten people and more when asked, one of them in the middle of a course."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from university.app import create_app
from university.base import resources
from university.base.actor import COMMAND, Actor
from university.config import Settings
from university.courses.queries import get_catalog
from university.courses.services import load
from university.engines.catalog.load import read_catalog
from university.learning import services as learning
from university.learning.models import Attempt, Enrollment
from university.learning.queries import get_asked, get_own_attempt
from university.people.models import Employee
from university.people.services import enter
from university.records.models import Fact, Record, RecordKind
from university.storage import migrate
from university.unconference import services as unconference
from university.unconference.models import Topic
from university.unconference.rules import Phase
from university.web.db import db, transaction

SECRET = "measure" * 8
CSRF = "measure"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FIRST_PEOPLE = 10
AT_ONCE = 10_000
#: Facts made for HR's table stand apart from those of the chain.
FAR = 1_000_000_000
COURSE, LESSON = "smu-110", "put-it-in-the-post"


@dataclass(frozen=True)
class Site:
    """An application on its own database, and how to enter it."""

    app: Flask
    settings: Settings
    cookie: str
    csrf_token: str
    employee_id: int
    attempt_id: int
    answer: dict[str, str]

    @property
    def environment(self) -> dict[str, str]:
        """The settings as the server's process reads them."""
        return {
            "UNIVERSITY_DATA_FOLDER": str(self.settings.data_folder),
            "UNIVERSITY_DATABASE_URL": self.settings.database_url,
            "UNIVERSITY_SECRET_KEY": SECRET,
            "UNIVERSITY_LOG_LEVEL": "ERROR",
            "UNIVERSITY_WATCH_CONTENT": "0",
            "FLOOR_DATABASE": str(self.settings.data_folder / "university.db"),
        }


@contextmanager
def site(folder: Path, database_url: str = "") -> Iterator[Site]:
    """Make the site; its application context stays open while the block runs."""
    settings = Settings(
        data_folder=folder,
        database_url=database_url,
        secret_key=SECRET,
        log_level="ERROR",
        watch_content=False,
    )
    app = create_app(settings)
    with app.app_context():
        migrate.upgrade(db.engine)
        yield _fill(app, settings)
        db.session.remove()
        db.engine.dispose()


def _fill(app: Flask, settings: Settings) -> Site:
    now = datetime.now(UTC)
    with transaction() as session:
        load(session, read_catalog(resources.folder("content")), by=COMMAND, now=now)
        session.add_all(employee(number) for number in range(FIRST_PEOPLE))
    with transaction() as session:
        person = session.get_one(Employee, 1)
        token = enter(session, person.id, browser="measure", admits_demo=True, now=now)
        attempt = _begin(session, person.id, now)
        question = get_asked(session, get_own_attempt(session, attempt.id, person.id))[0]
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    if signer is None:
        raise RuntimeError("The application has no key to sign with")
    cookie = signer.dumps({"_user_id": token, "_fresh": True, "_permanent": True, "csrf_token": CSRF})
    return Site(
        app=app,
        settings=settings,
        cookie=f"university={cookie if isinstance(cookie, str) else cookie.decode()}",
        csrf_token=str(URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token").dumps(CSRF)),
        employee_id=1,
        attempt_id=attempt.id,
        answer={"question": question.id, f"answer-{question.id}": question.options[0].key},
    )


def _begin(session: Session, employee_id: int, now: datetime) -> Attempt:
    by = Actor.employee(employee_id)
    # Written, not begun by its service: the course builds on one that nobody here has completed.
    enrollment = Enrollment(
        employee_id=employee_id,
        course=COURSE,
        number=1,
        version_id=get_catalog(session).version_of_course(COURSE).id,
        enrolled_at=now,
    )
    session.add(enrollment)
    session.flush()
    learning.mark_done(session, enrollment, LESSON, by=by, now=now)
    return learning.start_attempt(session, employee_id, COURSE, by=by, now=now)


def people(count: int) -> list[int]:
    """At least so many employees; give the ids of so many."""
    with transaction() as session:
        known = session.scalars(select(Employee.id).order_by(Employee.id)).all()
        session.add_all(employee(number) for number in range(len(known), count))
        session.flush()
        return list(session.scalars(select(Employee.id).order_by(Employee.id).limit(count)))


def enroll(site: Site, count: int) -> None:
    """Put so many people into the course that is read."""
    wanted = people(count)
    with transaction() as session:
        mine = session.scalars(select(Enrollment).where(Enrollment.employee_id == site.employee_id)).one()
        there = set(session.scalars(select(Enrollment.employee_id).where(Enrollment.course == COURSE)))
        for person in wanted:
            if person in there:
                continue
            enrollment = Enrollment(
                employee_id=person,
                course=COURSE,
                number=1,
                version_id=mine.version_id,
                enrolled_at=mine.enrolled_at,
            )
            session.add(enrollment)


def breakout(site: Site, *, seats: int) -> int:
    """A new unconference with one session, open for sign-up; gives the session's id."""
    now = datetime.now(UTC)
    start = (now + timedelta(days=7)).replace(minute=0, second=0, microsecond=0)
    with transaction() as session:
        event = unconference.create(
            session,
            title=f"Measured day {now.isoformat()}",
            summary="A day whose agenda we make.",
            venue="Berlin",
            zone="UTC",
            starts_on=start.date(),
            slots=[unconference.SlotPlan(start, start + timedelta(minutes=45))],
            rooms=[unconference.RoomPlan("Hall", seats)],
            by=COMMAND,
            now=now,
        )
        event.phase = Phase.PUBLISHED
        topic = Topic(
            unconference_id=event.id,
            title="Reviews",
            why="",
            proposed_by_id=site.employee_id,
            proposed_at=now,
        )
        session.add(topic)
        session.flush()
        session.refresh(event, ["slots", "rooms"])
        place = {"slot_id": event.slots[0].id, "room_id": event.rooms[0].id, "capacity": seats}
        return unconference.place(session, topic, **place, by=COMMAND, now=now).id


def records(count: int) -> None:
    """At least so many rows in HR's table, each with a fact of its own, far above the chain's numbers."""
    with transaction() as session:
        known = session.scalar(select(func.count()).select_from(Record)) or 0
        for first in range(known, count, AT_ONCE):
            numbers = range(first, min(count, first + AT_ONCE))
            session.execute(insert(Fact), [_fact(number) for number in numbers])
            session.execute(insert(Record), [_record(number) for number in numbers])


def _fact(number: int) -> dict[str, object]:
    return {
        "number": FAR + number,
        "at": NOW - timedelta(minutes=number),
        "kind": "certificate.issued",
        "actor": "system",
        "subject": f"certificate:{number}",
        "employee_id": 1,
        "payload_digest": "",
        "previous": "",
        "digest": f"measured-{number}",
    }


def _record(number: int) -> dict[str, object]:
    at = NOW - timedelta(minutes=number)
    is_certificate = number % 3 == 0
    return {
        "kind": RecordKind.CERTIFICATE if is_certificate else RecordKind.COMPLETION,
        "employee_id": 1,
        "employee_number": f"M{number % 20_000:06}",
        "name": f"Measured Person {number % 20_000}",
        "part": "Larkenfield Home",
        "department": "Support",
        "country": "DE",
        "about": "cert-enthusiast" if is_certificate else COURSE,
        "title": "SMaC Enthusiast" if is_certificate else "Posting in the open",
        "version": 1 + number % 3,
        "method": "completed",
        "score": None if is_certificate else 80 + number % 21,
        "code": f"CODE-{number}" if is_certificate else None,
        "happened_at": at,
        "happened_on": at.date(),
        "warns_at": at + timedelta(days=305) if is_certificate else None,
        "ends_at": at + timedelta(days=365) if is_certificate else None,
        "ends_on": (at + timedelta(days=365)).date() if is_certificate else None,
        "begun_by": FAR + number,
        "ended_by": None,
        "ended_as": None,
    }


def employee(number: int) -> Employee:
    """One of many, told apart by a number."""
    return Employee(
        employee_number=f"M{number:06}",
        name=f"Measured Person {number}",
        email=f"measured{number}@larkenfield.example",
        part=("Larkenfield Home", "Larkenfield Bank", "Larkenfield Invest", "Group")[number % 4],
        department="Support",
        job_title="Advisor",
        country="DE",
        zone="Europe/Berlin",
        joined_on=date(2024, 1, 8) + timedelta(days=number % 365),
    )
