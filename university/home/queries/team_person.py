"""Read one person of a manager's line: what is asked, how far it is, what was completed, what is held and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from university.certification.models import Certificate
from university.certification.queries import AskedAgain, OwnStanding, list_own_standing, map_asked_again
from university.certification.rules import CertificateStatus, Trace
from university.courses.queries import LiveCatalog, get_catalog
from university.home.queries.asked import list_on_the_way
from university.home.queries.team import Member, list_members
from university.home.rules import Held
from university.learning.queries import Due, map_due
from university.learning.queries.teams import Completed, list_completed, map_under_way
from university.learning.rules import Progress, progress
from university.people.models import Employee
from university.people.queries import get_report


@dataclass(frozen=True, kw_only=True)
class Certified:
    """Where the person stands with one certification, by the trace that they see too, save the scores."""

    title: str
    permission_words: str
    trace: Trace
    is_paused: bool
    held: Held | None


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """One person as their manager sees them; ``progress`` by course, ``titles`` for every course named.

    ``certified`` are the certifications held or on the way, ``not_begun`` the titles of the others.
    """

    employee: Employee
    member: Member
    due: Sequence[Due]
    again: Sequence[AskedAgain]
    progress: Mapping[str, Progress]
    completed: Sequence[Completed]
    certified: Sequence[Certified]
    not_begun: Sequence[str]
    titles: Mapping[str, str]

    @property
    def alone(self) -> Sequence[str]:
        """The courses under way that nobody asked for."""
        asked = {one.course for one in self.due} | {one.course for one in self.again}
        return [course for course in self.progress if course not in asked]


def get_person(session: Session, manager_id: int, employee_id: int, *, now: datetime) -> PersonPage:
    """One person in a manager's line, direct or not; raises ``NotFound`` for anybody else."""
    employee = get_report(session, manager_id, employee_id, today=now.date())
    catalog = get_catalog(session)
    alone = select(Employee.id).where(Employee.id == employee.id)
    due = map_due(session, alone).get(employee.id, ())
    again = map_asked_again(session, alone, now).get(employee.id, ())
    completed = list_completed(session, employee.id)
    under_way = _progress(session, catalog, alone, employee.id)
    standings = list_own_standing(session, employee.id, now)
    on_the_way = list_on_the_way(standings, [*under_way, *(one.course for one in completed)])
    named = {one.course for one in due} | {one.course for one in again}
    named |= {one.course for one in completed} | under_way.keys()
    return PersonPage(
        employee=employee,
        member=list_members(session, alone, now=now)[0],
        due=due,
        again=again,
        progress=under_way,
        completed=completed,
        certified=[_certified(one, now) for one in on_the_way],
        not_begun=[one.certification.title for one in standings if one not in on_the_way],
        titles={course: catalog.title_of(course) for course in named},
    )


def _progress(
    session: Session, catalog: LiveCatalog, alone: Select[int], employee_id: int
) -> Mapping[str, Progress]:
    return {
        one.course: progress([lesson.slug for lesson in catalog.courses[one.course].lessons], one.done)
        for one in map_under_way(session, alone).get(employee_id, ())
        if one.course in catalog.courses
    }


def _certified(one: OwnStanding, now: datetime) -> Certified:
    return Certified(
        title=one.certification.title,
        permission_words=one.certification.permission_words,
        trace=one.trace.without_scores(),
        is_paused=one.is_paused,
        held=_held(one.certificate, now) if one.certificate else None,
    )


def _held(certificate: Certificate, now: datetime) -> Held:
    status = certificate.status(now)
    revoked_at = certificate.revoked_at if status is CertificateStatus.REVOKED else None
    at = revoked_at or certificate.ends_at
    return Held(title=certificate.title, status=status, at=at, zone=certificate.zone)
