"""Read the demo company's files, and replay its acts one batch after the other."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy import update
from sqlalchemy.orm import Session

from university.base.actor import COMMAND
from university.courses import services as courses
from university.courses.queries import get_catalog
from university.demo.queries import BUILT
from university.demo.rules import Act, Company, read_events
from university.demo.rules.stories import COURSES
from university.demo.services.acts import Stage, perform
from university.engines.catalog import Reading, read_catalog
from university.engines.catalog.model import Catalog
from university.people.models import Employee
from university.people.queries import map_ids
from university.people.rules import read_roster
from university.records import services as records

DEMO_PASSWORD = "welcome to larkenfield"  # noqa: S105 -- known to everybody on purpose; refused beyond this machine

log = structlog.get_logger()


def load_courses(session: Session, reading: Reading, folder: Path, *, now: datetime) -> None:
    """Make the courses live if none is, as of the day on which the university opened.

    A policy that lies in the demo company's `earlier/` opens with that version of it.
    """
    if get_catalog(session).courses:
        return
    earlier = read_catalog(folder / "earlier")
    replaced = earlier.catalog.policies.keys()
    policies = {slug: one for slug, one in reading.catalog.policies.items() if slug not in replaced}
    opening = replace(reading, catalog=replace(reading.catalog, policies=policies))
    courses.load(session, earlier, by=COMMAND, now=now)
    courses.load(session, opening, by=COMMAND, now=now)


def read_company(session: Session, reading: Reading, folder: Path, *, now: datetime) -> Company:
    """Read the files of the demo company; raises ``NotFound`` where a course that it learns is not live."""
    catalog = get_catalog(session)
    with (folder / "roles.csv").open(encoding="utf-8", newline="") as file:
        roles = [(row["employee_number"], row["role"]) for row in csv.DictReader(file)]
    return Company(
        rows=read_roster((folder / "employees.csv").read_bytes()),
        roles=roles,
        events=read_events((folder / "unconferences.yaml").read_text(encoding="utf-8"), now),
        courses={slug: catalog.course(slug) for slug in COURSES},
        policies=replace(
            reading, catalog=Catalog(courses={}, certifications={}, policies=reading.catalog.policies)
        ),
    )


def replay(session: Session, batch: Sequence[Act], company: Company) -> None:
    """Do the acts of one batch, each at its own moment, by the services of its room."""
    numbers = [row.cells["employee_number"] for row in company.rows]
    stage = Stage(session, map_ids(session, numbers), company)
    for act in batch:
        perform(act, stage)


def finish(session: Session, hashed: str, *, now: datetime) -> None:
    """Let everybody of the demo company sign in by the known password, and note that all is there."""
    session.execute(update(Employee).where(Employee.is_demo).values(password_hash=hashed))
    records.append(session, BUILT, "demo:larkenfield", by=COMMAND, now=now)
    log.info("demo company built")
