"""Write facts: collected during a transaction, reacted to, then numbered and chained at its end."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.engines.ledger import chain
from university.records.models import Fact, FactPayload, LedgerHead, Record, RecordKind
from university.records.rules import News, RecordEnd, RecordValues
from university.storage import work

NEWS = "news"
Reaction = Callable[[Session, News], None]

log = structlog.get_logger()
_reactions: dict[str, Sequence[Reaction]] = {}


def react_with(reactions: Mapping[str, Sequence[Reaction]]) -> None:
    """Take the table that says which service answers which kind of fact; ``app.py`` hands it in."""
    _reactions.clear()
    _reactions.update(reactions)


def append(  # noqa: PLR0913 -- each of these is part of what a fact is
    session: Session,
    kind: str,
    subject: str,
    *,
    by: Actor,
    now: datetime,
    employee_id: int | None = None,
    payload: Mapping[str, Any] | None = None,
    begins: RecordValues | None = None,
    ends: RecordEnd | None = None,
) -> News:
    """Add a fact about ``subject`` ("certificate:412") to the ledger, at the end of this transaction.

    ``begins`` opens a row of HR's table, ``ends`` closes one. The payload holds plain JSON values;
    only its keyed digest enters the chain.
    """
    news = News(
        kind=kind,
        subject=subject,
        employee_id=employee_id,
        by=by,
        now=now,
        payload=dict(payload or {}),
        begins=begins,
        ends=ends,
    )
    work.kept(session).setdefault(NEWS, []).append(news)
    work.before_commit(session, _close)
    return news


def _close(session: Session) -> None:
    # A reaction may append further facts, which the same loop then reaches.
    news: list[News] = work.kept(session)[NEWS]
    for one in news:
        for reaction in _reactions.get(one.kind, ()):
            reaction(session, one)
    session.flush()
    _seal(session, news)


def _seal(session: Session, news: Sequence[News]) -> None:
    head = session.scalars(select(LedgerHead).with_for_update()).one()
    beside: list[FactPayload | Record] = []
    for number, one in enumerate(news, start=head.number + 1):
        key = secrets.token_hex(16)
        link = _link(one, number, head.digest, key)
        session.add(Fact(**{**asdict(link), "at": one.now.astimezone(UTC)}))
        beside.append(FactPayload(fact_number=number, key=key, payload=dict(one.payload)))
        beside.extend(_begun(one, number))
        head.number, head.digest = number, link.digest
    # What points at facts follows them, so that a thousand facts take two round trips and not two thousand.
    session.flush()
    session.add_all(beside)
    session.flush()
    for number, one in enumerate(news, start=head.number - len(news) + 1):
        _end(session, one.ends, number)


def _link(news: News, number: int, previous: str, key: str) -> chain.Link:
    return chain.seal(
        previous,
        number=number,
        at=news.now.astimezone(UTC).isoformat(),
        kind=news.kind,
        actor=str(news.by),
        subject=news.subject,
        employee_id=news.employee_id,
        payload_digest=chain.payload_digest(bytes.fromhex(key), news.payload),
    )


def _begun(news: News, number: int) -> Iterator[Record]:
    if news.begins and news.employee_id is not None:
        values = asdict(news.begins) | {"kind": RecordKind(news.begins.kind)}
        zone, ends_at = ZoneInfo(values.pop("zone")), news.begins.ends_at
        happened_on = values.pop("happened_on") or news.now.astimezone(zone).date()
        yield Record(
            employee_id=news.employee_id,
            happened_at=news.now.astimezone(UTC),
            happened_on=happened_on,
            ends_on=ends_at.astimezone(zone).date() if ends_at else None,
            begun_by=number,
            **values,
        )


def _end(session: Session, end: RecordEnd | None, number: int) -> None:
    if end is None:
        return
    named = Record.code == end.code if end.code else Fact.subject == end.subject
    row = session.scalars(
        select(Record)
        .join(Fact, Fact.number == Record.begun_by)
        # One fact may end a row and begin the one that follows it.
        .where(named, Record.ended_by.is_(None), Record.begun_by < number)
    ).one_or_none()
    if row:
        row.ended_by, row.ended_as = number, end.became
