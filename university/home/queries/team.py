"""Read a manager's team: how each person stands, in the same number of statements for any number of people.

A manager sees what is asked, due, under way, completed and held. Never read here: scores, answers and
attempts, notes, bookmarks, votes and ratings. A score stands in HR's record and on the person's own pages;
whoever leads somebody needs to know that a course is passed, not with how much.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from university.base.errors import NotFound
from university.certification.queries import map_asked_again, map_held
from university.courses.queries import LiveCatalog, get_catalog
from university.home.rules import Held, Owed, Running, Show, TeamFilters, TeamState, Verdict, judge
from university.learning.queries import map_due
from university.learning.queries.teams import UnderWay, map_under_way
from university.learning.rules import progress
from university.people.models import Employee
from university.people.queries import line_of

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person of a team, with what is owed (first due first, each course once) and how it stands."""

    employee_id: int
    employee_number: str
    name: str
    department: str
    manager_name: str
    zone: str
    owed: Sequence[Owed]
    verdict: Verdict

    @property
    def values(self) -> tuple[str | int | date | None, ...]:
        """One cell for each of ``TEAM_COLUMNS``: for the page and for the exports."""
        verdict = self.verdict
        return (
            self.name,
            verdict.words,
            verdict.state.value,
            verdict.overdue,
            verdict.asked,
            verdict.next_due_on,
            self.department,
            self.manager_name,
            self.employee_number,
        )


@dataclass(frozen=True, kw_only=True)
class Team:
    """The people that the filters leave, the most urgent first, and how many each filter would."""

    members: Sequence[Member]
    counts: Mapping[Show, int]
    total: int

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-len(self.members) // PAGE))

    def page(self, number: int) -> Sequence[Member]:
        """The people of one page."""
        return self.members[(number - 1) * PAGE : number * PAGE]


def get_team(session: Session, manager_id: int, filters: TeamFilters, *, now: datetime) -> Team:
    """The people who report to a manager, judged, sorted and filtered; seven statements at most."""
    line = line_of(manager_id, today=now.date(), is_whole=filters.is_whole)
    members = list_members(session, line, now=now)
    found = [one for one in members if _is_named(one, filters.q)]
    return Team(
        members=[one for one in found if one.verdict.fits(filters.show)],
        counts={show: sum(one.verdict.fits(show) for one in found) for show in Show},
        total=len(members),
    )


def list_chosen(
    session: Session, manager_id: int, employee_ids: Collection[int], *, now: datetime
) -> Sequence[Member]:
    """These people of a manager's line, the most urgent first; raises ``NotFound`` if one is not in it."""
    line = line_of(manager_id, today=now.date(), is_whole=True)
    chosen = select(Employee.id).where(Employee.id.in_(employee_ids), Employee.id.in_(line))
    members = list_members(session, chosen, now=now)
    if len(members) < len(set(employee_ids)):
        raise NotFound("Somebody among these is not in your team, or has left.")
    return members


def list_members(session: Session, people: Select[int], *, now: datetime) -> Sequence[Member]:
    """These people (a statement that gives ids), judged, the most urgent first; the same order every time."""
    catalog = get_catalog(session)
    owed = _map_owed(session, catalog, people, now)
    held = _map_held(session, catalog, people, now)
    running = map_under_way(session, people)
    members = [
        Member(
            employee_id=row.id,
            employee_number=row.employee_number,
            name=row.name,
            department=row.department,
            manager_name=row.manager_name or "",
            zone=row.zone,
            owed=owed.get(row.id, ()),
            verdict=judge(
                owed.get(row.id, ()),
                held.get(row.id, ()),
                _running(catalog, running.get(row.id, ())),
                now,
            ),
        )
        for row in _list_rows(session, people)
    ]
    order = list(TeamState)
    return sorted(
        members,
        key=lambda one: (
            order.index(one.verdict.state),
            one.verdict.first_at,
            one.name.casefold(),
            one.employee_id,
        ),
    )


def _list_rows(session: Session, people: Select[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    manager = aliased(Employee)
    return session.execute(
        select(
            Employee.id,
            Employee.employee_number,
            Employee.name,
            Employee.department,
            Employee.zone,
            manager.name.label("manager_name"),
        )
        .outerjoin(manager, manager.id == Employee.manager_id)
        .where(Employee.id.in_(people))
    ).all()


def _map_owed(
    session: Session, catalog: LiveCatalog, people: Select[int], now: datetime
) -> Mapping[int, Sequence[Owed]]:
    """What is asked of each, assigned or to be taken again: the first due of each course."""
    found: dict[int, list[Owed]] = {}
    for person, dues in map_due(session, people).items():
        for due in dues:
            cause = f"assignment:{due.assignment_id}"
            found.setdefault(person, []).append(_owed(catalog, cause, due.course, due.due_at, due.zone))
    for person, asked in map_asked_again(session, people, now).items():
        for one in asked:
            cause = f"retake:{one.retake_id}"
            found.setdefault(person, []).append(_owed(catalog, cause, one.course, one.due_at, one.zone))
    return {person: _first_of_each(owed) for person, owed in found.items()}


def _first_of_each(owed: Sequence[Owed]) -> Sequence[Owed]:
    first: dict[str, Owed] = {}
    for one in sorted(owed, key=attrgetter("due_at")):
        first.setdefault(one.course, one)
    return list(first.values())


def _owed(catalog: LiveCatalog, cause: str, course: str, due_at: datetime, zone: str) -> Owed:
    return Owed(cause=cause, course=course, title=catalog.title_of(course), due_at=due_at, zone=zone)


def _map_held(
    session: Session, catalog: LiveCatalog, people: Select[int], now: datetime
) -> Mapping[int, Sequence[Held]]:
    """The certificates of certifications that still exist; another one can no longer be renewed."""
    return {
        person: [
            Held(title=one.title, status=one.status, at=one.at, zone=one.zone)
            for one in held
            if one.certification in catalog.certifications
        ]
        for person, held in map_held(session, people, now).items()
    }


def _running(catalog: LiveCatalog, under_way: Sequence[UnderWay]) -> Sequence[Running]:
    return [
        Running(
            title=catalog.courses[one.course].title,
            progress=progress([lesson.slug for lesson in catalog.courses[one.course].lessons], one.done),
        )
        for one in under_way
        if one.course in catalog.courses
    ]


def _is_named(member: Member, words: str) -> bool:
    text = f"{member.name} {member.employee_number}".casefold()
    return all(word in text for word in words.casefold().split())
