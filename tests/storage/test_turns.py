"""Writers wait in a queue: in order while all is well, and never many times as long as one may wait."""

import sqlite3
import subprocess
import sys
import threading
import time

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests import databases
from university.base.errors import Busy
from university.storage import engine as storage_engine
from university.storage import faults, work
from university.storage.turns import Turn

HOLD = """
import fcntl, sys
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "university.db-writers"


@pytest.fixture
def holder(path):
    """Another process that has its turn, until it is let go."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "held\n"
        yield child
        child.kill()


def test_turns_come_in_the_order_of_asking(path):
    came = []

    def ask(number):
        with Turn(path, seconds=5):
            came.append(number)

    with Turn(path, seconds=5):
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
            time.sleep(0.05)
    for thread in threads:
        thread.join()

    assert came == list(range(6))


def test_a_turn_that_does_not_come_is_given_up_and_passed_on(path, holder):
    with pytest.raises(Busy, match="try again in a moment"), Turn(path, seconds=0.05):
        pass

    holder.kill()
    with Turn(path, seconds=5):
        pass


def test_a_dead_process_keeps_nobody_waiting(path, holder):
    threading.Timer(0.1, holder.kill).start()

    with Turn(path, seconds=5):
        pass


def test_many_writers_behind_a_held_database_wait_twice_the_time_at_most(tmp_path, template):
    engine = databases.open_engine(databases.fresh_sqlite(template, tmp_path))
    other = sqlite3.connect(tmp_path / "university.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waited = []

    def write():
        began = time.monotonic()
        with (
            pytest.raises((Busy, OperationalError)),
            Session(engine) as session,
            work.transaction(session, patience=0.3),
        ):
            pass
        waited.append(time.monotonic() - began)

    threads = [threading.Thread(target=write) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(waited) == 12
    assert max(waited) < 2  # one after the other they would have waited for 3.6 seconds
    other.close()
    with Session(engine) as session, work.transaction(session):
        pass
    engine.dispose()


def test_postgresql_waits_for_a_lock_no_longer_either(postgres, monkeypatch):
    other = databases.prepared_postgres(postgres)
    monkeypatch.setattr(storage_engine, "PATIENCE", 0.1)
    engine = databases.open_engine(postgres)
    lock = sa.text("SELECT number FROM ledger_head FOR UPDATE")

    with (
        other.begin() as holder,
        Session(engine) as session,
        pytest.raises(OperationalError) as caught,
        work.transaction(session),
    ):
        holder.execute(lock)
        session.execute(lock)

    assert isinstance(faults.refusal(caught.value), Busy)
    with Session(engine) as session, work.transaction(session):
        session.execute(lock)
    engine.dispose()
