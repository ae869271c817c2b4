"""How a database is opened: the safe settings of SQLite, and the few of PostgreSQL."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url

from university.storage.work import PATIENCE, WRITES

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # An acknowledged training record has to survive a power cut.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={round(PATIENCE * 1000)}",
    "PRAGMA cache_size=-20000",
    "PRAGMA mmap_size=134217728",
)


def options(url: str | URL) -> dict[str, Any]:
    """Keyword arguments for ``create_engine`` that fit this database."""
    if make_url(url).get_backend_name() == "sqlite":
        return {"connect_args": {"check_same_thread": False, "timeout": PATIENCE}}
    return {"pool_size": 4, "max_overflow": 2, "pool_recycle": 1800}


def set_up(engine: Engine) -> None:
    """Give a SQLite engine its settings and explicit beginnings, and a PostgreSQL one its patience."""
    if engine.dialect.name != "sqlite":
        event.listen(engine, "connect", _wait_for_locks)
        return
    event.listen(engine, "connect", _connect)
    event.listen(engine, "begin", _begin)


def _wait_for_locks(connection: Any, _record: Any) -> None:  # noqa: ANN401 -- the driver's own connection
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}s'")
    connection.commit()


def _connect(connection: Any, _record: Any) -> None:  # noqa: ANN401 -- the driver's own connection
    # The driver would begin late and deferred; we begin ourselves.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    patience = connection.get_execution_options().get(WRITES)
    if patience is not None:
        _begin_to_write(connection, patience)
        return
    # Said to the driver itself: it waits for nobody, so it cannot fail, and every page says it.
    connection.connection.cursor().execute("BEGIN")


def _begin_to_write(connection: Connection, patience: float) -> None:
    driver = connection.connection.cursor()
    if patience != PATIENCE:
        driver.execute(f"PRAGMA busy_timeout={round(patience * 1000)}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        if patience != PATIENCE:
            driver.execute(f"PRAGMA busy_timeout={round(PATIENCE * 1000)}")
