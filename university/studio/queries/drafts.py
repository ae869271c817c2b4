"""Read what authors are writing."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.studio.models import Draft


def list_drafts(session: Session, course: str) -> Sequence[Draft]:
    """Every file of a course that differs from the live folder, by its path."""
    return session.scalars(select(Draft).where(Draft.course == course).order_by(Draft.path)).all()
