"""The demo company, and in it whoever and whatever the pages to look at need."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from tests.factories import assignments, attempts, certification, waivers
from tests.factories import unconference as events
from tests.journeys.site import Site
from university.base import clock
from university.base.actor import COMMAND, Actor
from university.courses.queries import get_catalog
from university.demo.cli import introduce
from university.demo.rules import stories
from university.learning import services as learning
from university.learning.models import Enrollment
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
    _say(site, world)
    _lead(site, world)
    _certify(site, world)
    _claim(site, world)
    _meet(site, world)
    return world


def _learn(site: Site, world: World) -> None:
    session, reader, now = site.session, world.people["reader"], clock.now()
    _begin_before_the_lock(site, reader)
    for course in ("smu-110", "smu-130"):
        with work.transaction(session):
            done = learning.start_attempt(session, reader.id, course, by=Actor.employee(reader.id), now=now)
        if course == "smu-110":
            attempts.submit(session, done, {}, now)
            world.parts["handed_in"] = done.id
        else:
            world.parts["running"] = done.id
    with work.transaction(session):
        enrollment = learning.enroll(session, reader.id, "smu-101", by=COMMAND, now=now)
        learning.mark_done(session, enrollment, "listening-first", by=COMMAND, now=now)


def _say(site: Site, world: World) -> None:
    """A bookmark, a note and a report of the reader, and what somebody thinks of a course."""
    reader, mira, now = world.people["reader"].id, world.people["mira"].id, clock.now()
    place = ("smu-101", "listening-first")
    with work.transaction(site.session) as session:
        learning.set_bookmark(session, reader, *place, is_wanted=True, now=now)
        learning.save_note(session, reader, *place, f"Ask why.\n\n{LONG_TITLE}", revision=0, now=now)
        learning.report_mistake(session, reader, *place, LONG_TITLE, is_named=True, now=now)
        said = learning.Said(stars=4, comment="The hats are the best part.", is_named=False)
        learning.rate(session, mira, "smu-101", said, now=now)


def _lead(site: Site, world: World) -> None:
    """Give the reader a manager, and something that is due soon."""
    manager = world.people["manager"] = site.person(name="Robin manager")
    with work.transaction(site.session) as session:
        reader = session.get_one(Employee, world.people["reader"].id)
        reader.manager_id = manager.id
    site.person(name="Jules Idle", manager_id=manager.id)
    due_on = clock.now().date() + timedelta(days=9)
    due = assignments.assign_to(site.session, reader, course="smu-110", due_on=due_on, now=clock.now())
    world.parts["rule"] = due.rule_id


def _begin_before_the_lock(site: Site, reader: Employee) -> None:
    """The reader began the courses that build on the first one before they asked for it."""
    with work.transaction(site.session) as session:
        for course in ("smu-110", "smu-130"):
            version = get_catalog(session).version_of_course(course)
            session.add(
                Enrollment(
                    employee_id=reader.id,
                    course=course,
                    number=1,
                    version_id=version.id,
                    enrolled_at=clock.now(),
                )
            )


def _claim(site: Site, world: World) -> None:
    """Prior learning that waits, and some that was approved; more time for one person."""
    session, hr, now = site.session, world.people["hr"], clock.now()
    waits = waivers.ask(session, world.people["newcomer"], hr, now, course="smu-101")
    approved = waivers.record(session, site.person(name=LONG_NAME), hr, now, course="smu-101")
    waivers.allow(session, world.people["reader"], hr, now, course="smu-101", minutes=15, attempts=1)
    world.parts |= {"waiver": waits.id, "approved": approved.id}


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
        "counted": "clear-wording",
    }
