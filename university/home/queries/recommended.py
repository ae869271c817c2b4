"""What may help next, when nobody asks for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, distinct, func, select
from sqlalchemy.orm import Session, aliased

from university.certification.queries import OwnStanding
from university.courses.queries import LiveCatalog
from university.home.queries.asked import completed_of
from university.home.rules import Program, recommend
from university.learning.models import Completion
from university.learning.queries import CourseRow
from university.learning.rules import CourseState, missing_first
from university.people.models import Employee
from university.people.queries import is_here

#: So many colleagues tell enough, and keep the page quick in a department of thousands.
MOST_COLLEAGUES = 200


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """A course that may help next, and why."""

    row: CourseRow
    why: str


def list_recommended(
    session: Session,
    catalog: LiveCatalog,
    employee_id: int,
    rows: Mapping[str, CourseRow],
    certifications: Sequence[OwnStanding],
    asked: Collection[str],
    *,
    now: datetime,
) -> Sequence[Recommended]:
    """A few courses not begun and not asked, each with the reason, in one statement."""
    completed = completed_of(rows)
    department, colleagues = _count_colleagues(session, employee_id, now=now)
    chosen = recommend(
        [
            slug
            for slug, row in rows.items()
            if row.standing.state is CourseState.NOT_STARTED
            and slug not in asked
            and not missing_first(row.course, catalog.courses, completed)
        ],
        programs=[
            Program(
                title=one.certification.title,
                required=one.certification.required,
                open_steps=one.total - one.met,
            )
            for one in certifications
            if not one.standing.is_certified
        ],
        colleagues=colleagues,
        department=department,
    )
    return [Recommended(row=rows[one.course], why=one.why) for one in chosen]


def _count_colleagues(session: Session, employee_id: int, *, now: datetime) -> tuple[str, Mapping[str, int]]:
    """The department of a person, and how many of its other people completed each course."""
    me = aliased(Employee)
    colleagues = (
        select(Employee.id, Employee.department)
        .join(me, and_(me.part == Employee.part, me.department == Employee.department))
        .where(me.id == employee_id, Employee.id != employee_id, is_here(now.date()))
        .order_by(Employee.id.desc())
        .limit(MOST_COLLEAGUES)
        .subquery()
    )
    rows = session.execute(
        select(
            colleagues.c.department,
            Completion.course,
            func.count(distinct(Completion.employee_id)).label("people"),
        )
        .join(Completion, Completion.employee_id == colleagues.c.id)
        .group_by(colleagues.c.department, Completion.course)
    ).all()
    return rows[0].department if rows else "", {row.course: row.people for row in rows}
