"""What changed in a course since the version that its reader knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.courses.models import ContentKind
from university.courses.queries import Version, get_catalog, get_difference, list_versions
from university.engines.catalog.difference import Difference, for_readers
from university.engines.catalog.model import Course
from university.learning.models import Completion
from university.learning.queries.standings import Standing, get_standing
from university.records.models import Fact, FactPayload


@dataclass(frozen=True, kw_only=True)
class ChangesPage:
    """What differs from ``since`` to the live version, without the quiz; ``versions`` come newest first.

    ``since`` is nothing for a course that was never changed.
    """

    course: Course
    version: Version
    versions: Sequence[Version]
    standing: Standing
    known: Version | None
    since: Version | None
    difference: Difference

    @property
    def earlier(self) -> Sequence[Version]:
        """The versions that the live one can be compared with."""
        return [one for one in self.versions if one.id != self.version.id]

    @property
    def notes(self) -> Sequence[Version]:
        """What authors wrote of each version after ``since``, up to the live one."""
        if self.since is None:
            return ()
        low, high = sorted((self.since.id, self.version.id))
        return [one for one in self.versions if low < one.id <= high]


def get_changes(session: Session, employee_id: int, slug: str, *, since_id: int | None = None) -> ChangesPage:
    """What changed in a live course since a version; without one, since that which the reader began with.

    A reader who knows no other version than the live one is shown the latest change. Raises ``NotFound``
    for a course that is not live, and for a version that is none of its own.
    """
    catalog = get_catalog(session)
    course, live = catalog.course(slug), catalog.version_of_course(slug)
    versions = list_versions(session, ContentKind.COURSE, slug)
    standing = get_standing(session, employee_id, slug)
    by_id = {one.id: one for one in versions}
    if since_id is not None and since_id not in by_id:
        raise NotFound("This course has no such version.")
    known = by_id.get(_known_version(session, employee_id, standing) or 0)
    earlier = [one for one in versions if one.id != live.id]
    own = known if known and known.id != live.id else None
    since = by_id[since_id] if since_id else own or (earlier[0] if earlier else None)
    difference = for_readers(get_difference(session, since.id, live.id)) if since else Difference()
    return ChangesPage(
        course=course,
        version=live,
        versions=versions,
        standing=standing,
        known=known,
        since=since,
        difference=difference,
    )


def _known_version(session: Session, employee_id: int, standing: Standing) -> int | None:
    """The version that the latest enrollment began with, or that was completed last.

    An open enrollment is pinned to the live version as soon as that is loaded; the first fact of its
    moves tells where it came from.
    """
    if standing.completed_at is not None or standing.enrollment_id is None:
        return standing.version_id
    if standing.completions:
        return _last_completed(session, employee_id, standing.course)
    moved = session.scalars(
        select(FactPayload.payload)
        .join(Fact, Fact.number == FactPayload.fact_number)
        .where(Fact.subject == f"enrollment:{standing.enrollment_id}", Fact.kind == "enrollment.moved")
        .order_by(Fact.number)
        .limit(1)
    ).one_or_none()
    return moved["from"] if moved and "from" in moved else standing.version_id


def _last_completed(session: Session, employee_id: int, course: str) -> int | None:
    """The version that was completed last by somebody who takes the course again."""
    return session.scalars(
        select(Completion.version_id)
        .where(Completion.employee_id == employee_id, Completion.course == course)
        .order_by(Completion.completed_at.desc(), Completion.id.desc())
        .limit(1)
    ).one_or_none()
