"""Read who was asked to look at the drafts of a course, and what they said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from university.people.models import Employee, Role, RoleGrant
from university.people.queries import is_here
from university.studio.models import Draft, DraftReview, ReviewAnswer

SHOWN = 20


@dataclass(frozen=True)
class ReviewRow:
    """One review with the names of both; ``is_outdated`` once a draft was saved after its answer."""

    review: DraftReview
    asked_by: str
    reviewer: str
    is_outdated: bool


def list_reviews(session: Session, course: str, drafts: Sequence[Draft]) -> Sequence[ReviewRow]:
    """The latest reviews of a course, newest first."""
    return _rows(session, DraftReview.course == course, max((d.saved_at for d in drafts), default=None))


def list_asked_of(session: Session, reviewer_id: int) -> Sequence[ReviewRow]:
    """The reviews that wait for somebody's answer."""
    is_waiting = DraftReview.state == ReviewAnswer.ASKED
    return _rows(session, is_waiting & (DraftReview.reviewer_id == reviewer_id), None)


def list_reviewers(session: Session, *, but: int, today: date) -> Sequence[Employee]:
    """Everybody who may be asked: authors and administrators who are here, by name."""
    roles = (Role.AUTHOR, Role.ADMIN)
    may_review = select(RoleGrant.employee_id).where(RoleGrant.role.in_(roles))
    found = select(Employee).where(Employee.id.in_(may_review), Employee.id != but, is_here(today))
    return session.scalars(found.order_by(Employee.name)).all()


def _rows(session: Session, wanted: ColumnElement[bool], changed_at: datetime | None) -> Sequence[ReviewRow]:
    asker, reviewer = aliased(Employee), aliased(Employee)
    rows = session.execute(
        select(DraftReview, asker.name, reviewer.name)
        .join(asker, DraftReview.asked_by_id == asker.id)
        .join(reviewer, DraftReview.reviewer_id == reviewer.id)
        .where(wanted)
        .order_by(DraftReview.id.desc())
        .limit(SHOWN)
    )
    return [
        ReviewRow(review, asked_by, name, _is_outdated(review, changed_at)) for review, asked_by, name in rows
    ]


def _is_outdated(review: DraftReview, changed_at: datetime | None) -> bool:
    return bool(review.answered_at and changed_at and changed_at > review.answered_at)
