"""The ledger: facts are chained in order, woken services answer in the same transaction, nothing half stays."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import people, records
from university.base.actor import SYSTEM
from university.engines.ledger.verify import verify
from university.records import queries, services
from university.records.models import Fact, FactPayload, Record
from university.records.rules import News
from university.storage import work

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def append(session: Session, kind: str, subject: str = "thing:1") -> None:
    services.append(session, kind, subject, by=SYSTEM, now=NOW, payload={"name": "Zoë"})


def faults(session: Session) -> list[str]:
    return [str(fault) for fault in verify(queries.stream_links(session), queries.get_head(session))]


def test_facts_are_numbered_and_chained_in_the_order_they_were_appended(session):
    with work.transaction(session):
        append(session, "first")
        append(session, "second")
    with work.transaction(session):
        append(session, "third")

    kinds = session.execute(select(Fact.number, Fact.kind).order_by(Fact.number)).all()
    assert [tuple(row) for row in kinds] == [(1, "first"), (2, "second"), (3, "third")]
    assert faults(session) == []


def test_a_fact_changed_in_the_database_is_found(session):
    with work.transaction(session):
        append(session, "first")
        append(session, "second")
    with work.transaction(session):
        session.get_one(Fact, 1).kind = "forged"

    assert faults(session) == ["fact 1: altered"]


def test_the_chain_holds_no_value_in_clear(session):
    with work.transaction(session):
        append(session, "first")

    fact = session.get_one(Fact, 1)
    assert "Zoë" not in " ".join(str(getattr(fact, column.name)) for column in Fact.__table__.columns)
    assert session.get_one(FactPayload, 1).payload == {"name": "Zoë"}


def test_a_refused_act_leaves_no_fact_behind(session):
    with pytest.raises(RuntimeError), work.transaction(session):
        append(session, "first")
        raise RuntimeError
    with work.transaction(session):
        append(session, "second")

    assert [row.kind for row in session.scalars(select(Fact))] == ["second"]
    assert faults(session) == []


def test_a_woken_service_answers_before_the_same_commit(session, monkeypatch):
    def answer(current: Session, news: News) -> None:
        append(current, "answer", news.subject)

    monkeypatch.setitem(services._reactions, "question", [answer])

    with work.transaction(session):
        append(session, "question", "thing:7")

    assert [(f.kind, f.subject) for f in session.scalars(select(Fact).order_by(Fact.number))] == [
        ("question", "thing:7"),
        ("answer", "thing:7"),
    ]


def test_every_row_of_the_table_has_exactly_one_fact_that_began_it(session):
    for _ in range(3):
        records.certificate_record(session, people.employee(session), now=NOW)

    began = session.scalars(select(Record.begun_by)).all()
    assert sorted(began) == [1, 2, 3]
    assert session.scalar(select(func.count()).select_from(Fact)) == 3
