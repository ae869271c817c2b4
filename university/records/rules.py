"""What a fact says before it is numbered, and how HR's rows are worded."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from university.base.actor import Actor


@dataclass(frozen=True, kw_only=True)
class RecordValues:
    """The values of a row in HR's table, frozen as the fact saw them.

    What happened on another day than its fact says so by ``happened_on``: an import, a score that rose.
    """

    kind: str
    employee_number: str
    name: str
    part: str
    department: str
    country: str
    zone: str
    about: str
    title: str
    version: int
    method: str
    score: int | None = None
    code: str | None = None
    warns_at: datetime | None = None
    ends_at: datetime | None = None
    happened_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RecordEnd:
    """Which row a fact ends, by its certificate code or by what its first fact was about, and what it became."""

    became: str
    code: str = ""
    subject: str = ""


@dataclass(frozen=True, kw_only=True)
class News:
    """A fact on its way: what happened, to what, to whom, by whom, with which values."""

    kind: str
    subject: str
    employee_id: int | None
    by: Actor
    now: datetime
    payload: Mapping[str, Any] = field(default_factory=dict)
    begins: RecordValues | None = None
    ends: RecordEnd | None = None


class RecordStatus(StrEnum):
    """How a row stands at the moment of asking."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"
    COMPLETED = "completed"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What HR asks for; an empty value asks for everything. `as_of` shows the table as it stood then."""

    q: str = ""
    kind: str = ""
    about: str = ""
    part: str = ""
    status: str = ""
    since: date | None = None
    until: date | None = None
    as_of: datetime | None = None
    sort: str = "-happened_on"

    def asked(self) -> dict[str, str]:
        """The filters that are set, as plain text: for addresses and for the ledger."""
        return {name: str(value) for name, value in asdict(self).items() if value}


def end_of_day(day: date) -> datetime:
    """The moment at which a day is over in UTC: a table "as of" a day is meant to its end."""
    return datetime.combine(day, time(), UTC) + timedelta(days=1)


class Shape(StrEnum):
    """What a column holds, and so how it is shown, sorted and written."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True)
class Column:
    """One column of HR's table; its name is the record's own, but for the status, which follows from the row."""

    name: str
    heading: str
    shape: Shape = Shape.TEXT


COLUMNS = (
    Column("employee_number", "Number"),
    Column("name", "Name"),
    Column("part", "Part"),
    Column("department", "Department"),
    Column("country", "Country"),
    Column("kind", "Record"),
    Column("title", "For"),
    Column("status", "Status"),
    Column("happened_on", "On", Shape.DATE),
    Column("ends_on", "Until", Shape.DATE),
    Column("score", "Score", Shape.NUMBER),
    Column("version", "Version", Shape.NUMBER),
    Column("method", "How"),
    Column("code", "Code"),
)
"""The columns of HR's table, in this order: the page, CSV and XLSX are all made from this one list."""
