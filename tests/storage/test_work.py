"""A use case is one transaction: all or nothing, on fresh rows, in turn."""

import sqlite3
import threading
import time
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import databases
from tests.factories import people
from university.base.errors import Busy, StorageFull
from university.people.models import Employee
from university.storage import engine as storage_engine
from university.storage import faults, work
from university.storage.tables import UTCDateTime


@pytest.fixture
def engine(database_url):
    engine = databases.open_engine(database_url)
    yield engine
    engine.dispose()


def count(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(Employee)) or 0


def test_what_fails_writes_nothing(engine):
    with Session(engine) as session:
        person = people.employee(session)
        with pytest.raises(RuntimeError), work.transaction(session):
            session.execute(sa.update(Employee).values(name="Half"))
            raise RuntimeError

        assert session.get_one(Employee, person.id).name == person.name != "Half"


def test_a_transaction_decides_on_fresh_rows(engine):
    with Session(engine) as one, Session(engine) as other:
        people.employee(one, name="Before")
        assert other.scalars(sa.select(Employee.name)).all() == ["Before"]
        with work.transaction(one):
            one.execute(sa.update(Employee).values(name="After"))

        with work.transaction(other):
            assert other.scalars(sa.select(Employee.name)).all() == ["After"]


def test_what_was_asked_for_last_runs_last_and_once(engine):
    said: list[str] = []

    def last(_: Session) -> None:
        said.append("last")

    with Session(engine) as session, work.transaction(session):
        work.before_commit(session, last)
        work.before_commit(session, last)
        said.append("first")

    assert said == ["first", "last"]


def test_many_writers_wait_their_turn_and_none_is_lost(engine):
    with Session(engine) as session:
        people.employee(session, name="0")

    def add_one() -> None:
        for _ in range(10):
            with Session(engine) as session, work.transaction(session):
                row = session.scalars(sa.select(Employee).with_for_update()).one()
                row.name = str(int(row.name) + 1)

    threads = [threading.Thread(target=add_one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with Session(engine) as session:
        assert session.scalars(sa.select(Employee.name)).one() == "60"


def test_a_moment_keeps_its_instant_and_comes_back_in_utc(engine):
    berlin = datetime(2026, 10, 25, 2, 30, tzinfo=UTC)
    with engine.connect() as connection:
        back = connection.scalar(sa.select(sa.literal(berlin, UTCDateTime())))

    assert (back, back.tzinfo) == (berlin, UTC)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        UTCDateTime().process_bind_param(datetime(2026, 1, 1), sa.create_engine("sqlite://").dialect)  # noqa: DTZ001 -- the point


def test_a_database_locked_by_others_is_said_so(tmp_path, template, monkeypatch):
    monkeypatch.setattr(storage_engine, "PRAGMAS", (*storage_engine.PRAGMAS, "PRAGMA busy_timeout=50"))
    url = databases.fresh_sqlite(template, tmp_path)
    engine = databases.open_engine(url)
    other = sqlite3.connect(tmp_path / "university.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    began = time.monotonic()
    with Session(engine) as session, pytest.raises(OperationalError) as caught, work.transaction(session):
        pass

    assert isinstance(faults.refusal(caught.value), Busy)
    assert time.monotonic() - began < 5
    other.close()
    engine.dispose()


def test_a_full_disk_is_said_so_and_reading_goes_on(tmp_path, template):
    engine = databases.open_engine(databases.fresh_sqlite(template, tmp_path))
    with Session(engine) as session:
        pages = session.scalar(sa.text("PRAGMA page_count"))
        session.execute(sa.text(f"PRAGMA max_page_count={pages}"))
        with pytest.raises(OperationalError) as caught:
            for _ in range(500):
                people.employee(session, name="long " * 200)

        assert isinstance(faults.refusal(caught.value), StorageFull)
        session.rollback()
        assert count(session) >= 0
    engine.dispose()
