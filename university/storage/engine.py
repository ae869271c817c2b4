"""How a database is opened: the safe settings of SQLite, and the few of PostgreSQL."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url

from university.storage.work import WRITES

BUSY_SECONDS = 5
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # An acknowledged training record has to survive a power cut.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA cache_size=-20000",
    "PRAGMA mmap_size=134217728",
)


def options(url: str | URL) -> dict[str, Any]:
    """Keyword arguments for ``create_engine`` that fit this database."""
    if make_url(url).get_backend_name() == "sqlite":
        return {"connect_args": {"check_same_thread": False, "timeout": BUSY_SECONDS}}
    return {"pool_size": 4, "max_overflow": 2, "pool_recycle": 1800}


def set_up(engine: Engine) -> None:
    """Give a SQLite engine its settings and explicit beginnings; others need nothing."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _connect)
    event.listen(engine, "begin", _begin)


def _connect(connection: Any, _record: Any) -> None:  # noqa: ANN401 -- the driver's own connection
    # The driver would begin late and deferred; we begin ourselves.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
