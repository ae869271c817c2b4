"""The session of a request, and the one way a door opens a transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from university.base.errors import Busy
from university.storage import faults, work
from university.storage.tables import Base

A_MOMENT = 0.25

log = structlog.get_logger()
db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"expire_on_commit": False})


def session() -> Session:
    """The session of this request, for reading."""
    return db.session()


@contextmanager
def transaction() -> Iterator[Session]:
    """One use case: everything inside is written together, or nothing is."""
    with work.transaction(db.session()) as current:
        yield current


def write_if_free(write: Callable[[Session], None]) -> None:
    """Write what no page should wait or fail for: a database that is busy or full goes without it."""
    try:
        with work.transaction(db.session(), patience=A_MOMENT) as current:
            write(current)
    except (OperationalError, Busy) as error:
        if isinstance(error, OperationalError) and faults.refusal(error) is None:
            raise
        log.warning("not written, since the database was busy or full", write=write.__qualname__)
