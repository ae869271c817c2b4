"""What may help next, when nobody asks for it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, distinct, func, or_, select
from sqlalchemy.orm import Session, aliased

from university.certification.queries import OwnStanding
from university.courses.queries import LiveCatalog
from university.home.queries.asked import completed_of
from university.home.rules import Peers, Program, recommend
from university.learning.models import Completion
from university.learning.queries import CourseRow
from university.learning.rules import CourseState, missing_first
from university.people.models import Employee
from university.people.queries import is_here

#: So many others tell enough, and keep the page quick in a department of thousands.
MOST_PEERS = 400


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
                is_next=one.is_next,
            )
            for one in certifications
            if not one.standing.is_certified
        ],
        peers=_list_peers(session, employee_id, now=now),
    )
    return [Recommended(row=rows[one.course], why=one.why) for one in chosen]


def _list_peers(session: Session, employee_id: int, *, now: datetime) -> Sequence[Peers]:
    """Those who do the same job, then those of the same department, with how many completed each course."""
    me = aliased(Employee)
    is_near = and_(me.part == Employee.part, me.department == Employee.department)
    does_same = me.job_title == Employee.job_title
    others = (
        select(
            Employee.id, me.department, me.job_title, does_same.label("does_same"), is_near.label("is_near")
        )
        .join(me, or_(does_same, is_near))
        .where(me.id == employee_id, Employee.id != employee_id, is_here(now.date()))
        .order_by(does_same.desc(), Employee.id.desc())
        .limit(MOST_PEERS)
        .subquery()
    )
    people = Completion.employee_id
    rows = session.execute(
        select(
            others.c.department,
            others.c.job_title,
            Completion.course,
            func.count(distinct(case((others.c.does_same, people)))).label("in_role"),
            func.count(distinct(case((others.c.is_near, people)))).label("in_department"),
        )
        .join(Completion, people == others.c.id)
        .group_by(others.c.department, others.c.job_title, Completion.course)
    ).all()
    if not rows:
        return ()
    return (
        Peers(
            words=f"Others with your role ({rows[0].job_title})",
            completed={row.course: row.in_role for row in rows},
        ),
        Peers(
            words=f"Colleagues in {rows[0].department}",
            completed={row.course: row.in_department for row in rows},
        ),
    )
