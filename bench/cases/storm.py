"""Everybody wants the same seat: two processes of several threads each sign up for one session of 50 seats.

The floor does it with the database alone: a lock file, `BEGIN IMMEDIATE`, one conditional insert. Ours does
it through the service layer: rules, facts in the chain, a message to each person. Both write every sign-up
to the disk before it is acknowledged, and both keep a waiting list, so that everyone writes.
"""

import fcntl
import multiprocessing
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from bench import sample
from bench.compare import Bench
from bench.stage import Stage
from university.base.actor import Actor
from university.reactions import REACTIONS
from university.records import services as records
from university.storage import engine as storage_engine
from university.storage import work
from university.unconference import services
from university.unconference.models import Breakout, Signup
from university.unconference.rules import SignupState
from university.web.db import db, transaction

PROCESSES, THREADS, SEATS = 2, 8, 50
HEAD_START = 0.3
SignUp = Callable[[int], None]


@dataclass(frozen=True)
class Share:
    """What one process did: from when until when, the longest wait, and what went wrong."""

    began: float
    ended: float
    longest: float
    errors: list[str]


@dataclass(frozen=True)
class Storm:
    """What all of them did."""

    per_second: float
    longest: float
    sold: int
    errors: list[str]


def sign_up(bench: Bench, stage: Stage) -> None:
    """Sign-ups a second of the clock, since waiting in line is what is measured."""
    size = stage.pick(short=160, long=600)
    storms: list[Storm] = []
    with _crowd(stage) as crowd:
        people = sample.people(size)

        def ours() -> float:
            breakout_id = sample.breakout(stage.site, seats=SEATS)
            url = stage.site.settings.sqlalchemy_url
            shares = _all(crowd, _ours, (url, breakout_id), people)
            storms.append(_storm(shares, len(people), _seats_sold(breakout_id)))
            return storms[-1].per_second

        def floor() -> float:
            path = _seats(stage.folder / "seats.db")
            return _storm(_all(crowd, _floor, (path,), people), len(people), SEATS).per_second

        bench.compare(
            f"sign-up storm, {PROCESSES} x {THREADS} / raw database",
            floor=floor,
            ours=ours,
            unit="sign-ups/s",
            at_least=0.15,
            notes=lambda: {
                "seats sold": " ".join(sorted({str(storm.sold) for storm in storms})),
                "errors": sum(len(storm.errors) for storm in storms),
                "longest wait": f"{max(storm.longest for storm in storms):.2f} s",
            },
        )


@contextmanager
def _crowd(stage: Stage) -> Iterator[ProcessPoolExecutor]:
    # Branched off before any connection is open, so that nobody shares one and nobody imports all again.
    assert stage.site
    db.session.remove()
    db.engine.dispose()
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("fork")) as crowd:
        list(crowd.map(time.sleep, [HEAD_START] * PROCESSES))
        yield crowd


def _all(
    crowd: ProcessPoolExecutor, share: Callable[..., Share], where: tuple[object, ...], people: list[int]
) -> list[Share]:
    start = time.monotonic() + HEAD_START
    parts = [people[number::PROCESSES] for number in range(PROCESSES)]
    return [job.result() for job in [crowd.submit(share, *where, part, start) for part in parts]]


def _storm(shares: list[Share], count: int, sold: int) -> Storm:
    took = max(share.ended for share in shares) - min(share.began for share in shares)
    errors = [error for share in shares for error in share.errors]
    assert sold == SEATS, f"{sold} seats were sold of {SEATS}"
    return Storm(count / took, max(share.longest for share in shares), sold, errors)


def _seats_sold(breakout_id: int) -> int:
    with transaction() as session:
        mine = Signup.breakout_id == breakout_id, Signup.state == SignupState.CONFIRMED
        return session.scalar(select(func.count()).select_from(Signup).where(*mine)) or 0


def _share(enter: SignUp, people: list[int], start: float) -> Share:
    """Run one process's part of the storm in its threads."""
    waits: list[float] = []
    errors: list[str] = []

    def one(person: int) -> None:
        began = time.monotonic()
        try:
            enter(person)
        except Exception as error:  # noqa: BLE001 -- whatever goes wrong is counted
            errors.append(repr(error))
        waits.append(time.monotonic() - began)

    time.sleep(max(0.0, start - time.monotonic()))
    began = time.monotonic()
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(one, people))
    return Share(began, time.monotonic(), max(waits), errors)


def _ours(url: str, breakout_id: int, people: list[int], start: float) -> Share:
    records.react_with(REACTIONS)
    engine = create_engine(url, **storage_engine.options(url))
    storage_engine.set_up(engine)

    def enter(person: int) -> None:
        with Session(engine, expire_on_commit=False) as session, work.transaction(session):
            breakout = session.get_one(Breakout, breakout_id)
            services.sign_up(session, breakout, person, by=Actor.employee(person), now=datetime.now(UTC))

    try:
        return _share(enter, people, start)
    finally:
        engine.dispose()


def _seats(path: Path) -> Path:
    """An empty hall for the floor."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("DROP TABLE IF EXISTS seat")
        connection.execute("CREATE TABLE seat (person INTEGER PRIMARY KEY, state TEXT NOT NULL)")
    connection.close()
    return path


def _floor(path: Path, people: list[int], start: float) -> Share:
    insert = (
        "INSERT INTO seat SELECT ?, CASE WHEN (SELECT count(*) FROM seat WHERE state = 'confirmed') < ? "
        "THEN 'confirmed' ELSE 'waitlisted' END"
    )

    def enter(person: int) -> None:
        with path.with_suffix(".queue").open("w") as queue:
            fcntl.flock(queue, fcntl.LOCK_EX)
            connection = sqlite3.connect(path, isolation_level=None, timeout=30)
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(insert, (person, SEATS))
            connection.execute("COMMIT")
            connection.close()

    return _share(enter, people, start)
