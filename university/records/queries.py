"""Read HR's table: one selection serves the screen, CSV and XLSX, so that they cannot differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from university.engines.ledger.chain import Head, Link
from university.records.models import Fact, LedgerHead, Record, RecordKind
from university.records.rules import COLUMNS, Filters, RecordStatus, Shape

PAGE = 25
Row = sa.Row[Any]
Selection = sa.Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Choices:
    """What the filters can be set to."""

    parts: Sequence[str]
    abouts: Sequence[tuple[str, str]]


def selection(filters: Filters, now: datetime, *, as_text: bool = False) -> Selection:
    """The rows asked for, in the order asked for, with their status at ``now`` or at ``filters.as_of``.

    ``as_text`` lets the database write days and kinds, so that a long export need not read and write each again.
    """
    at = filters.as_of or now
    end = aliased(Fact)
    status = _status(at, end)
    shown = {
        column.name: status if column.name == "status" else getattr(Record, column.name) for column in COLUMNS
    }
    texts = {"kind", *(column.name for column in COLUMNS if column.shape is Shape.DATE)} if as_text else set()
    labeled: list[Any] = [
        (sa.cast(expression, sa.Text) if name in texts else expression).label(name)
        for name, expression in shown.items()
    ]
    chosen = sa.select(*labeled).outerjoin(end, end.number == Record.ended_by)
    return chosen.where(*_conditions(filters, status, at)).order_by(*_order(filters.sort, shown))


def _status(at: datetime, end: Any) -> sa.ColumnElement[str]:  # noqa: ANN401 -- an aliased model
    return sa.case(
        (sa.and_(end.at.is_not(None), end.at <= at), Record.ended_as),
        (Record.kind == RecordKind.COMPLETION, RecordStatus.COMPLETED.value),
        (Record.ends_at <= at, RecordStatus.EXPIRED.value),
        (Record.warns_at <= at, RecordStatus.EXPIRING.value),
        else_=RecordStatus.VALID.value,
    )


def _conditions(filters: Filters, status: Any, at: datetime) -> Iterator[sa.ColumnElement[bool]]:  # noqa: ANN401 -- SQL
    if filters.as_of:
        yield Record.happened_at <= at
    for word in filters.q.split():
        pattern = f"%{_literal(word)}%"
        yield sa.or_(
            Record.name.ilike(pattern, escape="\\"),
            Record.employee_number.ilike(pattern, escape="\\"),
            Record.code.ilike(pattern, escape="\\"),
        )
    exact = {
        Record.kind: filters.kind,
        Record.about: filters.about,
        Record.part: filters.part,
        status: filters.status,
    }
    yield from (column == value for column, value in exact.items() if value)
    if filters.since:
        yield Record.happened_on >= filters.since
    if filters.until:
        yield Record.happened_on <= filters.until


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _order(sort: str, columns: dict[str, Any]) -> list[Any]:
    column = columns.get(sort.removeprefix("-"), Record.happened_on)
    return [column.desc() if sort.startswith("-") else column.asc(), Record.id.desc()]


def list_page(session: Session, filters: Filters, *, now: datetime, page: int) -> Sequence[Row]:
    """One page of the rows asked for."""
    return session.execute(selection(filters, now).limit(PAGE).offset((page - 1) * PAGE)).all()


def count_rows(session: Session, filters: Filters, *, now: datetime) -> int:
    """How many rows there are in all."""
    rows = selection(filters, now).order_by(None).subquery()
    return session.scalar(sa.select(sa.func.count()).select_from(rows)) or 0


def stream_rows(
    session: Session, filters: Filters, *, now: datetime, as_text: bool = False, batch: int = 2000
) -> Iterator[Sequence[Row]]:
    """All rows asked for, in batches, never all at once in memory; days and kinds typed, or ``as_text``."""
    # By the connection: plain rows need nothing of what the session does for objects.
    chosen = selection(filters, now, as_text=as_text)
    rows = session.connection().execute(chosen.execution_options(yield_per=batch))
    yield from rows.partitions(batch)


def list_choices(session: Session) -> Choices:
    """The parts and the courses and certifications that occur."""
    parts = session.scalars(sa.select(Record.part).distinct().order_by(Record.part)).all()
    abouts = session.execute(
        sa.select(Record.about, sa.func.max(Record.title)).group_by(Record.about).order_by(Record.about)
    )
    return Choices(parts=parts, abouts=[(about, title) for about, title in abouts])


def map_open(session: Session, subjects: Sequence[str]) -> Mapping[str, Record]:
    """The rows that hold, by what the fact that began each was about ("completion:7"); one statement."""
    rows = session.execute(
        sa.select(Fact.subject, Record)
        .join(Fact, Fact.number == Record.begun_by)
        .where(Fact.subject.in_(subjects), Record.ended_by.is_(None))
    )
    return {row.subject: row.Record for row in rows}


def stream_links(session: Session) -> Iterator[Link]:
    """The chain of facts in order."""
    facts = session.scalars(sa.select(Fact).order_by(Fact.number).execution_options(yield_per=2000))
    for fact in facts:
        yield Link(
            number=fact.number,
            at=fact.at.astimezone(UTC).isoformat(),
            kind=fact.kind,
            actor=fact.actor,
            subject=fact.subject,
            employee_id=fact.employee_id,
            payload_digest=fact.payload_digest,
            previous=fact.previous,
            digest=fact.digest,
        )


def get_head(session: Session) -> Head:
    """The end of the chain as it is remembered outside it."""
    head = session.scalars(sa.select(LedgerHead)).one()
    return Head(head.number, head.digest)
