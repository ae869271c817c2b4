"""Read what somebody must complete before a course may be begun."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.courses.queries import get_catalog
from university.engines.catalog.model import Course
from university.learning.models import Completion
from university.learning.rules import missing_first


def list_missing(session: Session, employee_id: int, course: Course) -> Sequence[Course]:
    """The prerequisites of a course that somebody has not completed, in whatever version and way.

    One statement, and none for a course without prerequisites.
    """
    if not course.prerequisites:
        return ()
    completed = session.scalars(
        select(Completion.course).where(
            Completion.employee_id == employee_id, Completion.course.in_(course.prerequisites)
        )
    )
    return missing_first(course, get_catalog(session).courses, set(completed))
