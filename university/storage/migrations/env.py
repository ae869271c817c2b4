"""Run migrations on the engine that is handed in, inside one transaction, in batch mode for SQLite."""

from alembic import context
from sqlalchemy import text

from university.storage.tables import Base
from university.storage.work import WRITES

engine = context.config.attributes["engine"]

with engine.connect() as plain:
    connection = plain.execution_options(**{WRITES: True})
    if connection.dialect.name == "sqlite":
        # Batch mode rebuilds tables; foreign keys would fire on the way. Only settable outside a transaction.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if connection.dialect.name == "sqlite":
        connection.rollback()
        connection.execute(text("PRAGMA foreign_keys=ON"))
