"""The demo company, and in it whoever and whatever the pages to look at need."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from tests.factories import attempts, certification
from tests.factories import unconference as events
from tests.journeys.site import Site
from university.base import clock
from university.base.actor import COMMAND, Actor
from university.demo.cli import introduce
from university.demo.rules import stories
from university.learning import services as learning
from university.people import services as employees
from university.people.models import Employee, Role
from university.storage import work
from university.unconference import services as unconference
from university.unconference.rules import Phase

COMPANY = {
    "mira": stories.MIRA,
    "sitting": stories.SITTING,
    "waiting": stories.WAITING,
    "expiring": stories.EXECUTIVE,
    "expired": stories.EXPIRED,
    "revoked": stories.REVOKED,
}
LONG_NAME = "Maximiliane-Konstantina von und zu Hohenlohe-Waldenburg"
LONG_TITLE = (
    "What do we say when a customer posts a photo of something that should not have left the building yet?"
)


@dataclass
class World:
    """People by what they are, and the parts of addresses by name."""

    people: dict[str, Employee] = field(default_factory=dict)
    parts: dict[str, object] = field(default_factory=dict)


def load_company(site: Site) -> None:
    """Load the demo company with its courses."""
    introduce(site.settings)


def build(site: Site) -> World:
    """Add people with long names to the demo company, in every state that a page can show."""
    world = World()
    for who, number in COMPANY.items():
        world.people[who] = site.session.scalars(
            select(Employee).where(Employee.employee_number == number)
        ).one()
    for role in Role:
        world.people[role.value] = site.person(role, name=f"Robin {role.value}")
    world.people |= {
        "newcomer": site.person(name="Noor Ito"),
        "reader": site.person(name=LONG_NAME),
        "holder": site.person(name=LONG_NAME, zone="America/Argentina/Buenos_Aires"),
        "left": site.person(left_on=clock.now().date() - timedelta(days=9)),
    }
    _learn(site, world)
    _certify(site, world)
    _meet(site, world)
    return world


def _learn(site: Site, world: World) -> None:
    session, reader, now = site.session, world.people["reader"], clock.now()
    for course in ("smu-110", "smu-130"):
        with work.transaction(session):
            done = learning.start_attempt(
                session, reader.id, course, seed="a", by=Actor.employee(reader.id), now=now
            )
        if course == "smu-110":
            attempts.submit(session, done, {}, now)
            world.parts["handed_in"] = done.id
        else:
            world.parts["running"] = done.id
    with work.transaction(session):
        enrollment = learning.enroll(session, reader.id, "smu-101", by=COMMAND, now=now)
        learning.mark_done(session, enrollment, "listening-first", by=COMMAND, now=now)


def _certify(site: Site, world: World) -> None:
    session, holder = site.session, world.people["holder"]
    for course in ("smu-101", "smu-110", "smu-130"):
        certification.complete(session, holder, course, now=clock.now())
    certification.sign(session, holder, "five-principles", now=clock.now())
    world.parts["code"] = certification.queries.list_own_certificates(session, holder.id)[0].code


def _meet(site: Site, world: World) -> None:
    session, reader = site.session, world.people["reader"]
    event = site.event(slots=5, rooms=4)
    for slot, room in ((0, 0), (0, 1), (1, 2), (2, 0), (4, 3)):
        placed = site.breakout(event, reader, slot=slot, room=room, capacity=1 + slot)
    topic = events.topic(session, event, reader, host=reader, title=LONG_TITLE)
    with work.transaction(session):
        unconference.sign_up(session, placed, world.people["newcomer"].id, by=COMMAND, now=clock.now())
    wall = site.event(phase=Phase.PROPOSING)
    events.topic(session, wall, reader, title=LONG_TITLE)
    with work.transaction(session):
        link = employees.make_password_link(session, world.people["newcomer"].id, by=COMMAND, now=clock.now())
    world.parts |= {
        "event": event.slug,
        "wall": wall.slug,
        "breakout": placed.id,
        "topic": topic.id,
        "employee": world.people["reader"].id,
        "token": link,
        "posts": "your-job-counts",
    }
