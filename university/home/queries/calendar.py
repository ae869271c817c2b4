"""The days that a person should have in their calendar: what is due, and when certificates end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from university.base.zones import city
from university.certification.queries import list_open_retakes, list_own_certificates
from university.courses.queries import LiveCatalog, get_catalog
from university.learning.queries import Due, list_due


@dataclass(frozen=True, kw_only=True)
class DatedThing:
    """One day in a calendar; ``name`` stays the same for ever, ``since`` is when it came to be."""

    name: str
    title: str
    on: date
    words: str
    path: str
    since: datetime


def list_dates(session: Session, employee_id: int, *, zone: str, now: datetime) -> Sequence[DatedThing]:
    """Every day that still counts, the first one first, in four statements; what is done has no day."""
    catalog = get_catalog(session)
    things = [
        *_assigned(session, catalog, employee_id),
        *_to_retake(session, catalog, employee_id, zone, now),
        *_ending(session, employee_id, now),
    ]
    return sorted(things, key=lambda one: (one.on, one.name))


def _assigned(session: Session, catalog: LiveCatalog, employee_id: int) -> Iterator[DatedThing]:
    """Each course once, on the first day on which it is due."""
    first: dict[str, Due] = {}
    for due in list_due(session, employee_id):
        first.setdefault(due.course, due)
    for due in first.values():
        if course := catalog.courses.get(due.course):
            yield DatedThing(
                name=f"assignment-{due.assignment_id}",
                title=f"Due: {course.title}",
                on=_day(due.due_at, due.zone),
                words=f"You have until the end of this day ({city(due.zone)}).",
                path=f"/courses/{course.slug}/",
                since=due.assigned_at,
            )


def _to_retake(
    session: Session, catalog: LiveCatalog, employee_id: int, zone: str, now: datetime
) -> Iterator[DatedThing]:
    for one in list_open_retakes(session, employee_id=employee_id):
        course = catalog.courses.get(one.course)
        if course and one.certificate.holds(now):
            yield DatedThing(
                name=f"retake-{one.id}",
                title=f"Take again: {course.title}",
                on=_day(one.due_at, zone),
                words=f"It changed since you completed it. You have until the end of this day ({city(zone)}).",
                path=f"/courses/{course.slug}/",
                since=one.asked_at,
            )


def _ending(session: Session, employee_id: int, now: datetime) -> Iterator[DatedThing]:
    """The latest certificate of each certification, as long as it holds."""
    latest = {one.certification: one for one in list_own_certificates(session, employee_id)}
    for one in latest.values():
        if one.holds(now):
            yield DatedThing(
                name=f"certificate-{one.id}",
                title=f"Ends: {one.title}",
                on=_day(one.ends_at, one.zone),
                words=f"This is the last day of your certificate ({city(one.zone)}).",
                path=f"/certifications/{one.certification}/",
                since=one.issued_at,
            )


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
