"""Read how somebody in the middle of a course came to the version they are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.courses.queries import Version
from university.learning.queries.standings import Standing
from university.records.models import Fact, FactPayload


@dataclass(frozen=True, kw_only=True)
class Move:
    """The move of an enrollment to another version: when, how great the change was, and what its author said."""

    at: datetime
    level: str
    note: str


def find_move(session: Session, standing: Standing, versions: Sequence[Version]) -> Move | None:
    """The last move of a running enrollment that was more than a typo, as its fact tells.

    One statement, and none where no version came after the beginning.
    """
    began = standing.enrolled_at
    if began is None or standing.completed_at or all(one.loaded_at <= began for one in versions):
        return None
    rows = session.execute(
        select(Fact.at, FactPayload.payload)
        .join(FactPayload, FactPayload.fact_number == Fact.number)
        .where(Fact.subject == f"enrollment:{standing.enrollment_id}", Fact.kind == "enrollment.moved")
        .order_by(Fact.number.desc())
    )
    moves = (
        Move(at=at, level=said["level"], note=said.get("note", "")) for at, said in rows if "level" in said
    )
    return next((move for move in moves if move.level != "typo"), None)
