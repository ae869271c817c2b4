"""Read whose calendar an address belongs to."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.people.models import Employee, FeedToken
from university.people.queries.employees import is_here
from university.people.queries.sign_ins import token_digest

#: Calendars ask often; when one last asked is told to the hour.
SELDOM = timedelta(hours=1)
NO_FEED = (
    "There is no calendar at this address, or it was ended. Its owner can make a new one under My learning."
)


def find_feed(session: Session, employee_id: int) -> FeedToken | None:
    """The address of a person's calendar that is in use; only its digest is known."""
    return session.scalars(
        select(FeedToken)
        .where(FeedToken.employee_id == employee_id, FeedToken.ended_at.is_(None))
        .order_by(FeedToken.made_at.desc())
        .limit(1)
    ).one_or_none()


def get_feed(session: Session, token: str, *, now: datetime) -> tuple[FeedToken, Employee]:
    """The calendar at an address, and whose it is; ``NotFound`` once it is ended or the person has left."""
    found = session.execute(
        select(FeedToken, Employee)
        .join(Employee, Employee.id == FeedToken.employee_id)
        .where(
            FeedToken.token_digest == token_digest(token),
            FeedToken.ended_at.is_(None),
            is_here(now.date()),
        )
    ).one_or_none()
    if found is None:
        raise NotFound(NO_FEED)
    return found.FeedToken, found.Employee


def is_read_anew(feed: FeedToken, now: datetime) -> bool:
    """Whether it is worth a note that a calendar asked just now."""
    return feed.used_at is None or now - feed.used_at >= SELDOM
