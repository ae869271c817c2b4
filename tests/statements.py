"""Count the statements a piece of work sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from university.courses.queries.catalog import HERE


@dataclass
class Counter:
    """How many statements were sent so far."""

    count: int = 0


@contextmanager
def count_statements(session: Session) -> Iterator[Counter]:
    """Count everything sent on the session's engine, by whatever session, while the block runs.

    As a request would, it begins without the catalog that this session's transaction has read.
    """
    counter = Counter()
    session.info.pop(HERE, None)

    def add(*_: Any) -> None:
        counter.count += 1

    engine = session.get_bind()
    event.listen(engine, "after_cursor_execute", add)
    try:
        yield counter
    finally:
        event.remove(engine, "after_cursor_execute", add)
