"""Let a completion's score follow the best pass of its enrollment, so that HR's row stays provable."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.learning.models import Completion
from university.learning.queries.voiding import list_behind
from university.records import queries as ledger
from university.records import services as records
from university.records.models import Record
from university.records.rules import RecordEnd, RecordValues
from university.storage.parts import in_parts


def raise_completions(
    session: Session, enrollment_ids: Sequence[int], *, because: str, by: Actor, now: datetime
) -> None:
    """Raise the score of the completions of these enrollments to their best pass; none falls.

    Each leaves ``completion.rescored``, which ends the row of HR's table and begins the one that follows
    it: as of a moment before, the table stays as it was.
    """
    behind = list_behind(session, enrollment_ids)
    for some in in_parts(behind):
        rows = ledger.map_open(session, [_subject(completion) for completion, _ in some])
        for completion, score in some:
            row = rows.get(_subject(completion))
            _raise(session, completion, score, row, because=because, by=by, now=now)
    session.flush()


def _raise(
    session: Session,
    completion: Completion,
    score: int,
    row: Record | None,
    *,
    because: str,
    by: Actor,
    now: datetime,
) -> None:
    before, completion.score = completion.score, score
    records.append(
        session,
        "completion.rescored",
        _subject(completion),
        by=by,
        now=now,
        employee_id=completion.employee_id,
        payload={"course": completion.course, "score_before": before, "score": score, "because": because},
        begins=_following(row, score) if row else None,
        ends=RecordEnd(subject=_subject(completion), became="replaced") if row else None,
    )


def _subject(completion: Completion) -> str:
    return f"completion:{completion.id}"


def _following(row: Record, score: int) -> RecordValues:
    """The same row with another score: who it was and where they worked stays as it was then."""
    return RecordValues(
        kind=row.kind,
        employee_number=row.employee_number,
        name=row.name,
        part=row.part,
        department=row.department,
        country=row.country,
        zone="UTC",
        about=row.about,
        title=row.title,
        version=row.version,
        method=row.method,
        score=score,
        happened_on=row.happened_on,
    )
