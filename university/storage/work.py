"""One transaction per use case: the only file that begins and commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from university.storage.tables import Base
from university.storage.turns import Turn

#: Tells a connection that it begins in order to write, and how many seconds it may wait for that.
WRITES = "university_writes"
PATIENCE = 5.0
_KEPT = "university_kept"
_LAST_ACTS = "last acts"

LastAct = Callable[[Session], None]


@contextmanager
def transaction(session: Session, *, patience: float = PATIENCE) -> Iterator[Session]:
    """Decide and write on fresh rows, then commit; on any error nothing is written.

    What was only read before is dropped first. On SQLite the writing lock is taken at the start
    (`BEGIN IMMEDIATE`), behind a queue across processes, because its own waiting is a lottery.
    Raises ``Busy`` when the turn does not come within ``patience`` seconds; the lock is then waited for
    as long once more, in case that somebody outside of the queue has it.
    """
    session.rollback()
    with _queue(session, patience):
        session.info[_KEPT] = {_LAST_ACTS: []}
        try:
            session.connection(execution_options={WRITES: patience})
            yield session
            _run_last_acts(session)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop(_KEPT, None)


def kept(session: Session) -> dict[str, Any]:
    """A place for what lives as long as this transaction and is forgotten with it, however it ends."""
    place: dict[str, Any] = session.info[_KEPT]
    return place


def before_commit(session: Session, act: LastAct) -> None:
    """Run an act once, last in this transaction, however often it is asked for."""
    acts: list[LastAct] = kept(session)[_LAST_ACTS]
    if act not in acts:
        acts.append(act)


def insert_once(session: Session, row: Base) -> bool:
    """Insert what may exist only once; False if its like is there already, also if it came this very moment.

    A constraint decides, not a look beforehand. Only this row is taken back, not the transaction.
    """
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


def _run_last_acts(session: Session) -> None:
    for act in kept(session)[_LAST_ACTS]:
        act(session)


def _queue(session: Session, patience: float) -> "nullcontext[None] | Turn":
    url = session.get_bind().engine.url
    is_file = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
    return Turn(Path(f"{url.database}-writers"), seconds=patience) if is_file else nullcontext()
