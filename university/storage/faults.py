"""The database's faults as refusals a person can read."""

import sqlite3

from sqlalchemy.exc import OperationalError

from university.base.errors import Busy, Refusal, StorageFull

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
PRIMARY = 0xFF
BUSY_WORDS = (
    "The records are being written by others just now. Nothing is lost: please try again in a moment."
)
FULL_WORDS = (
    "The disk that keeps the records is full. Nothing of yours was changed; the operator has to make room."
)


def refusal(error: OperationalError) -> Refusal | None:
    """What to tell the person, or None where the fault is ours."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    state = getattr(error.orig, "sqlstate", None)
    if (
        (code is not None and code & PRIMARY in BUSY)
        or state in {"55P03", "57014"}
        or error.connection_invalidated
    ):
        return Busy(BUSY_WORDS)
    if (code is not None and code & PRIMARY in FULL) or state in {"53100", "25006"}:
        return StorageFull(FULL_WORDS)
    return None
