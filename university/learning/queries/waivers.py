"""Read prior learning: what somebody asked for, who may decide about it, and what waits for whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import Session, aliased

from university.base.errors import NotFound
from university.courses.queries import LiveCatalog, get_catalog
from university.engines.catalog.model import Course, Lesson
from university.learning.models import LessonDone, Waiver, WaiverReason, WaiverState
from university.learning.queries.prerequisites import list_missing
from university.learning.queries.standings import Standing, get_standing
from university.learning.queries.verdicts import get_verdict
from university.learning.rules import lessons_to_waive
from university.people.models import Employee
from university.people.queries import is_here, list_with_role

MOST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class WaiverRow:
    """One claim of prior learning: whose, for which course, why, and what became of it."""

    id: int
    employee_id: int
    name: str
    department: str
    course: str
    title: str
    reason: WaiverReason
    evidence: str
    state: WaiverState
    asked_at: datetime
    asked_by: str
    approver_id: int | None
    approver: str | None
    decided_at: datetime | None
    words: str

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to decide."""
        return self.state is WaiverState.ASKED


@dataclass(frozen=True, kw_only=True)
class PriorLearning:
    """What one person may ask for in one course: ``last`` is the latest claim, ``approvers`` whom to ask."""

    course: Course
    standing: Standing
    missing: Sequence[Course]
    last: WaiverRow | None
    approvers: Sequence[Employee]

    @property
    def may_ask(self) -> bool:
        """Whether a claim can be made now."""
        is_open = self.standing.completed_at is None and not self.missing
        is_unread = any(lesson.slug not in self.standing.done for lesson in self.course.lessons)
        return is_open and is_unread and not (self.last and self.last.is_open)


@dataclass(frozen=True, kw_only=True)
class WaiverPage:
    """A claim as whoever decides about it sees it.

    ``lessons`` would count by a yes or, once approved, do count by it; ``standing`` is the person's.
    """

    row: WaiverRow
    standing: Standing
    lessons: Sequence[Lesson]

    @property
    def may_take_back(self) -> bool:
        """Whether nothing was built on an approval yet."""
        is_open = self.standing.completed_at is None and not self.standing.has_passed
        return self.row.state is WaiverState.APPROVED and is_open


def find_last(session: Session, employee_id: int, course: str) -> Waiver | None:
    """The latest claim of a person in a course."""
    return session.scalars(
        select(Waiver)
        .where(Waiver.employee_id == employee_id, Waiver.course == course)
        .order_by(Waiver.id.desc())
        .limit(1)
    ).one_or_none()


def find_asked(session: Session, employee_id: int, course: str) -> Waiver | None:
    """The claim of a person in a course that waits for a decision."""
    last = find_last(session, employee_id, course)
    return last if last and last.state is WaiverState.ASKED else None


def list_approvers(session: Session, employee_id: int, *, today: date) -> Sequence[Employee]:
    """Who may decide about a person's prior learning: the own manager first, then HR by name; two statements."""
    boss = session.scalars(
        select(Employee).where(
            Employee.id == select(Employee.manager_id).where(Employee.id == employee_id).scalar_subquery(),
            is_here(today),
        )
    ).all()
    found = {one.id: one for one in (*boss, *list_with_role(session, "hr", today=today))}
    return [one for one in found.values() if one.id != employee_id]


def get_prior_learning(session: Session, employee_id: int, slug: str, *, today: date) -> PriorLearning:
    """What a person may ask for in a course; raises ``NotFound`` for one that is not live."""
    catalog = get_catalog(session)
    course = catalog.course(slug)
    standing = get_standing(session, employee_id, slug)
    own = _rows().where(Waiver.employee_id == employee_id, Waiver.course == slug)
    return PriorLearning(
        course=course,
        standing=standing,
        missing=() if standing.enrollment_id else list_missing(session, employee_id, course),
        last=next(iter(_read(session, own.limit(1), catalog)), None),
        approvers=list_approvers(session, employee_id, today=today),
    )


def get_waiver(session: Session, waiver_id: int, reader_id: int, *, is_hr: bool) -> WaiverRow:
    """A claim for whoever was named to decide, or for HR; nobody's own. Else raises ``NotFound``."""
    query = _rows().where(Waiver.id == waiver_id, _concerns(reader_id, is_hr=is_hr))
    found = _read(session, query, get_catalog(session))
    if not found:
        raise NotFound("There is no such request among those that you decide about.")
    return found[0]


def get_waiver_page(
    session: Session, waiver_id: int, reader_id: int, *, is_hr: bool, now: datetime
) -> WaiverPage:
    """The same with the lessons it is about; raises ``NotFound``."""
    row = get_waiver(session, waiver_id, reader_id, is_hr=is_hr)
    standing = get_standing(session, row.employee_id, row.course)
    course = get_catalog(session).courses.get(row.course)
    slugs: Collection[str] = ()
    if row.state is WaiverState.APPROVED:
        slugs = session.scalars(select(LessonDone.lesson).where(LessonDone.waiver_id == row.id)).all()
    elif row.is_open and course:
        verdict = get_verdict(session, standing, course, now=now)
        slugs = lessons_to_waive([lesson.slug for lesson in course.lessons], standing.done, verdict.lessons)
    lessons = [lesson for lesson in course.lessons if lesson.slug in slugs] if course else []
    return WaiverPage(row=row, standing=standing, lessons=lessons)


def list_waivers(
    session: Session, reader_id: int, *, is_hr: bool, state: WaiverState | None = None
) -> Sequence[WaiverRow]:
    """The claims that somebody decides about, the newest first, in one statement."""
    is_wanted = Waiver.state == state if state else true()
    query = _rows().where(_concerns(reader_id, is_hr=is_hr), is_wanted).limit(MOST_SHOWN)
    return _read(session, query, get_catalog(session))


def _concerns(reader_id: int, *, is_hr: bool) -> ColumnElement[bool]:
    named = true() if is_hr else Waiver.approver_id == reader_id
    return and_(Waiver.employee_id != reader_id, named)


def _rows() -> Select[*tuple[Any, ...]]:
    """Claims with the names in them, the newest first."""
    asker, approver = aliased(Employee), aliased(Employee)
    return (
        select(Waiver, Employee, asker.name, approver.name)
        .join(Employee, Employee.id == Waiver.employee_id)
        .join(asker, asker.id == Waiver.asked_by_id)
        .outerjoin(approver, approver.id == Waiver.approver_id)
        .order_by(Waiver.id.desc())
    )


def _read(session: Session, query: Select[*tuple[Any, ...]], catalog: LiveCatalog) -> Sequence[WaiverRow]:
    return [
        WaiverRow(
            id=waiver.id,
            employee_id=person.id,
            name=person.name,
            department=person.department,
            course=waiver.course,
            title=catalog.title_of(waiver.course),
            reason=waiver.reason,
            evidence=waiver.evidence,
            state=waiver.state,
            asked_at=waiver.asked_at,
            asked_by=asked_by,
            approver_id=waiver.approver_id,
            approver=approver,
            decided_at=waiver.decided_at,
            words=waiver.words,
        )
        for waiver, person, asked_by, approver in session.execute(query)
    ]
