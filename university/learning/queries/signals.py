"""Read the board of signs: those to look at among the attempts handed in last, and what was found before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from university.base.errors import NotFound
from university.courses.queries import get_catalog
from university.learning.models import Attempt, Enrollment, SignalReview
from university.learning.queries.signs import Signal, find_signs
from university.people.models import Employee

MOST = 500
KEPT = 50


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """A sign that was looked at: what was found, by whom, and whose attempts it was about."""

    review: SignalReview
    by: str
    names: Sequence[str]

    @property
    def is_fast(self) -> bool:
        """Whether it was about speed."""
        return self.review.about.startswith("fast")


@dataclass(frozen=True, kw_only=True)
class SignalPage:
    """One sign, the title of its course, and what was found on looking at it."""

    signal: Signal
    title: str
    review: SignalReview | None


@dataclass(frozen=True, kw_only=True)
class SignalBoard:
    """The signs to look at, the newest first, and those looked at; ``since`` is how far back was looked."""

    course: str
    titles: Mapping[str, str]
    signals: Sequence[Signal]
    reviewed: Sequence[Reviewed]
    looked_at: int
    since: datetime | None


def get_board(session: Session, course: str = "") -> SignalBoard:
    """What the latest 500 attempts handed in show, of one course or of all; constant in statements."""
    attempts = _latest(session, course)
    found = find_signs(session, attempts)
    done = _keys_of_reviews(session, [one.key for one in found])
    return SignalBoard(
        course=course,
        titles={slug: one.title for slug, one in get_catalog(session).courses.items()},
        signals=[one for one in found if one.key not in done],
        reviewed=_list_reviewed(session, course),
        looked_at=len(attempts),
        since=attempts[-1].submitted_at if attempts else None,
    )


def get_signal(session: Session, key: str, course: str = "") -> Signal:
    """One sign of the board, looked at or not; raises ``NotFound``."""
    found = next((one for one in find_signs(session, _latest(session, course)) if one.key == key), None)
    if found is None:
        raise NotFound("This sign is gone: newer attempts came, or a question of it was voided.")
    return found


def get_signal_page(session: Session, key: str, course: str = "") -> SignalPage:
    """One sign to look at; raises ``NotFound``."""
    signal = get_signal(session, key, course)
    title = get_catalog(session).title_of(signal.course)
    return SignalPage(signal=signal, title=title, review=find_review(session, key))


def find_review(session: Session, key: str) -> SignalReview | None:
    """What was found on looking at a sign."""
    return session.scalars(select(SignalReview).where(SignalReview.about == key)).one_or_none()


def _latest(session: Session, course: str) -> Sequence[Attempt]:
    query = (
        select(Attempt)
        .join(Attempt.enrollment)
        .options(contains_eager(Attempt.enrollment), selectinload(Attempt.answers))
        .where(Attempt.submitted_at.is_not(None))
        .order_by(Attempt.submitted_at.desc(), Attempt.id.desc())
        .limit(MOST)
    )
    return session.scalars(query.where(Enrollment.course == course) if course else query).all()


def _keys_of_reviews(session: Session, keys: Collection[str]) -> frozenset[str]:
    return frozenset(session.scalars(select(SignalReview.about).where(SignalReview.about.in_(keys))))


def _list_reviewed(session: Session, course: str) -> Sequence[Reviewed]:
    query = select(SignalReview, Employee.name).join(Employee, Employee.id == SignalReview.reviewed_by_id)
    query = query.where(SignalReview.course == course) if course else query
    rows = session.execute(
        query.order_by(SignalReview.reviewed_at.desc(), SignalReview.id.desc()).limit(KEPT)
    ).all()
    names = _names(session, {id_ for row in rows for id_ in row.SignalReview.attempts})
    return [
        Reviewed(
            review=row.SignalReview,
            by=row.name,
            names=list(dict.fromkeys(names[id_] for id_ in row.SignalReview.attempts)),
        )
        for row in rows
    ]


def _names(session: Session, attempt_ids: Collection[int]) -> Mapping[int, str]:
    rows = session.execute(
        select(Attempt.id, Employee.name)
        .join(Employee, Employee.id == Attempt.employee_id)
        .where(Attempt.id.in_(attempt_ids))
    )
    return {row.id: row.name for row in rows}
