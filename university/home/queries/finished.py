"""What somebody has completed: when, in which version, how long it took, and what changed since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from university.courses.models import ContentKind, ContentVersion
from university.courses.queries import LiveCatalog, Version
from university.home.rules import Learned
from university.learning.models import Completion, CompletionMethod
from university.learning.queries import CourseRow
from university.learning.rules import CourseState


@dataclass(frozen=True, kw_only=True)
class PastCompletion:
    """One completion; ``changed_in`` is the id of the first version after it that is no typo."""

    enrollment_id: int
    course: str
    version_id: int
    method: CompletionMethod
    score: int | None
    completed_at: datetime
    minutes: int
    changed_in: int | None

    @property
    def learned(self) -> Learned:
        """What it adds to the hours."""
        is_read = self.method is CompletionMethod.COMPLETED
        return Learned(completed_at=self.completed_at, minutes=self.minutes, is_read=is_read)


@dataclass(frozen=True, kw_only=True)
class Finished:
    """A live course that is completed, with its latest completion."""

    row: CourseRow
    completion: PastCompletion


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A course that changed since it was completed; ``version`` is the live one."""

    row: CourseRow
    version: Version


def list_completions(session: Session, catalog: LiveCatalog, employee_id: int) -> Sequence[PastCompletion]:
    """Every completion of a person, the latest first, in one statement."""
    done_in, later = aliased(ContentVersion), aliased(ContentVersion)
    changed_in = (
        select(func.min(later.id))
        .where(
            later.kind == ContentKind.COURSE,
            later.slug == Completion.course,
            later.id > Completion.version_id,
            later.level != "typo",
        )
        .scalar_subquery()
    )
    # The live versions are at hand: of the others one number is read, not the whole course.
    minutes = case((done_in.is_live.is_(False), done_in.body["minutes"].as_integer()))
    rows = session.execute(
        select(Completion, minutes.label("minutes"), changed_in.label("changed_in"))
        .join(done_in, done_in.id == Completion.version_id)
        .where(Completion.employee_id == employee_id)
        .order_by(Completion.completed_at.desc(), Completion.id.desc())
    )
    return [_past(catalog, row.Completion, row.minutes, row.changed_in) for row in rows]


def _past(
    catalog: LiveCatalog, done: Completion, minutes: int | None, changed_in: int | None
) -> PastCompletion:
    live = catalog.courses.get(done.course)
    return PastCompletion(
        enrollment_id=done.enrollment_id,
        course=done.course,
        version_id=done.version_id,
        method=done.method,
        score=done.score,
        completed_at=done.completed_at,
        minutes=minutes if minutes is not None else live.minutes if live else 0,
        changed_in=changed_in,
    )


def list_finished(rows: Mapping[str, CourseRow], completions: Iterable[PastCompletion]) -> Sequence[Finished]:
    """The live courses that are completed and not taken again just now, the latest first."""
    completed = {
        row.standing.enrollment_id: row
        for row in rows.values()
        if row.standing.state is CourseState.COMPLETED
    }
    return [
        Finished(row=completed[one.enrollment_id], completion=one)
        for one in completions
        if one.enrollment_id in completed
    ]


def list_changed(catalog: LiveCatalog, finished: Iterable[Finished]) -> Sequence[Changed]:
    """Those of them of which more than typing errors changed since."""
    found = []
    for one in finished:
        live = catalog.version_of_course(one.completion.course)
        if one.completion.changed_in is not None and one.completion.changed_in <= live.id:
            found.append(Changed(row=one.row, version=live))
    return found
