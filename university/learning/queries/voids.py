"""Read which counted questions of a course were voided, and why."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.learning.models import VoidedQuestion


def list_voided(session: Session, course: str, *, before: datetime | None = None) -> frozenset[str]:
    """The ids of the questions of a course that were voided; ``before`` leaves out what was voided from then on."""
    rows = select(VoidedQuestion.question).where(VoidedQuestion.course == course)
    return frozenset(
        session.scalars(rows if before is None else rows.where(VoidedQuestion.voided_at < before))
    )


def list_voids(session: Session, course: str) -> Sequence[VoidedQuestion]:
    """The voided questions of a course with their reasons, the latest first."""
    return session.scalars(
        select(VoidedQuestion)
        .where(VoidedQuestion.course == course)
        .order_by(VoidedQuestion.voided_at.desc(), VoidedQuestion.id.desc())
    ).all()


def map_voids(session: Session, course: str, questions: Collection[str]) -> Mapping[str, VoidedQuestion]:
    """What is known of those of these questions that were voided; no statement for no question."""
    if not questions:
        return {}
    found = select(VoidedQuestion).where(
        VoidedQuestion.course == course, VoidedQuestion.question.in_(questions)
    )
    return {one.question: one for one in session.scalars(found)}


def get_void(session: Session, course: str, question: str) -> VoidedQuestion:
    """How and why a question was voided; raises ``NotFound`` for one that counts."""
    found = map_voids(session, course, [question]).get(question)
    if found is None:
        raise NotFound("This question was not voided.")
    return found
