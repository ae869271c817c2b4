"""Read how the live courses stand: versions, owners, reviews, and how many people learn in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from university.courses import queries as courses
from university.courses.models import LoadFinding, ReloadRequest
from university.courses.queries import LiveCatalog, Version
from university.engines.catalog.model import Course
from university.learning.models import Enrollment
from university.people.queries import list_employees_by_number
from university.studio.queries.drafts import count_drafts
from university.studio.queries.reviews import ReviewRow, list_asked_of
from university.studio.queries.workbench import Reader
from university.studio.rules import ReviewState, review_state


@dataclass(frozen=True)
class HeadCount:
    """How many people are in a course: counts only, since authors need no names."""

    in_progress: int = 0
    completed: int = 0


@dataclass(frozen=True, kw_only=True)
class CourseHealth:
    """One live course as its authors look after it."""

    course: Course
    version: Version
    owners: tuple[str, ...]
    review: ReviewState
    people: HeadCount
    is_own: bool
    findings: int
    drafts: int


@dataclass(frozen=True, kw_only=True)
class Studio:
    """Everything on the authors' page; ``changed_at`` is when a load last changed the catalog.

    ``begun`` are courses that are drafts only, by how many files they have; ``asked`` are reviews that
    wait for the reader; ``reload`` is the last load that somebody asked the worker for.
    """

    courses: Sequence[CourseHealth]
    begun: Mapping[str, int]
    asked: Sequence[ReviewRow]
    findings: Sequence[LoadFinding]
    changed_at: datetime | None
    reload: ReloadRequest | None


def get_studio(session: Session, reader: Reader, *, today: date) -> Studio:
    """Gather the page of the authors, own courses first, in as many statements however many there are."""
    catalog = courses.get_catalog(session)
    names = _names_of_owners(session, catalog)
    counts, drafts, findings = count_people(session), count_drafts(session), courses.list_findings(session)
    rows = [
        CourseHealth(
            course=course,
            version=catalog.version_of_course(slug),
            owners=tuple(names.get(number, number) for number in course.owners),
            review=review_state(course.review_by, today),
            people=counts.get(slug, HeadCount()),
            is_own=reader.employee_number in course.owners,
            findings=sum(finding.path.startswith(f"courses/{slug}/") for finding in findings),
            drafts=drafts.get(slug, 0),
        )
        for slug, course in catalog.courses.items()
    ]
    return Studio(
        courses=sorted(rows, key=lambda row: not row.is_own),
        begun={slug: count for slug, count in drafts.items() if slug not in catalog.courses},
        asked=list_asked_of(session, reader.id),
        findings=findings,
        changed_at=catalog.revision[1],
        reload=courses.find_last_reload(session),
    )


def _names_of_owners(session: Session, catalog: LiveCatalog) -> Mapping[str, str]:
    numbers = {number for course in catalog.courses.values() for number in course.owners}
    owners = list_employees_by_number(session, sorted(numbers))
    return {owner.employee_number: owner.name for owner in owners}


def count_people(session: Session, course: str | None = None) -> Mapping[str, HeadCount]:
    """Count who is in each course, or in one of them; a course that nobody began is left out."""
    is_open = Enrollment.completed_at.is_(None)
    query = select(
        Enrollment.course,
        func.count(case((is_open, Enrollment.employee_id)).distinct()),
        func.count(case((~is_open, Enrollment.employee_id)).distinct()),
    ).group_by(Enrollment.course)
    rows = session.execute(query if course is None else query.where(Enrollment.course == course))
    return {course: HeadCount(in_progress, completed) for course, in_progress, completed in rows}
