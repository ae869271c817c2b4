"""One row of the employee file: its cells in, a person or what is wrong with each cell out."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from email_validator import EmailNotValidError, validate_email

from university.people.rules.roster import COLUMNS, RosterRow

LONGEST = 200
_MAY_BE_EMPTY = {"manager_number", "executive", "left_on"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_YES_OR_NO = {"yes": True, "no": False, "": False}
#: Control characters, lone surrogates, and the separators that part lines or paragraphs.
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, kw_only=True)
class Person:
    """An employee as the file tells it; the manager by number, since ids are the database's own."""

    employee_number: str
    name: str
    email: str
    part: str
    department: str
    job_title: str
    country: str
    zone: str
    manager_number: str | None
    is_executive: bool
    joined_on: date
    left_on: date | None


@dataclass(frozen=True)
class RowFault:
    """What is wrong with one cell, and how to mend it; ``column`` is empty for the whole row."""

    column: str
    wrong: str
    mend: str


def read_person(row: RosterRow, zones: Collection[str]) -> tuple[Person | None, tuple[RowFault, ...]]:
    """Read one row on its own; the person is missing when anything is wrong.

    Markup, formulas, emoji and marks of writing direction are text like any other: whoever shows them
    takes care. Control characters are refused, since nobody can see them.
    """
    if row.is_misshapen:
        wrong = "The row has more or fewer cells than the first line."
        return None, (RowFault("", wrong, "Put cells that hold a delimiter in quotation marks."),)
    faults = tuple(_faults(row.cells, zones))
    return (None if faults else _person(row.cells)), faults


def _person(cells: Mapping[str, str]) -> Person:
    return Person(
        employee_number=cells["employee_number"],
        name=cells["name"],
        email=cells["email"],
        part=cells["part"],
        department=cells["department"],
        job_title=cells["job_title"],
        country=cells["country"],
        zone=cells["zone"],
        manager_number=cells["manager_number"] or None,
        is_executive=_YES_OR_NO[cells["executive"].lower()],
        joined_on=date.fromisoformat(cells["joined_on"]),
        left_on=date.fromisoformat(cells["left_on"]) if cells["left_on"] else None,
    )


def _faults(cells: Mapping[str, str], zones: Collection[str]) -> Iterator[RowFault]:
    wrong_columns = set()
    for column in COLUMNS:
        if fault := _cell_fault(column, cells[column], zones):
            wrong_columns.add(column)
            yield fault
    joined, left = cells["joined_on"], cells["left_on"]
    if left and not wrong_columns & {"joined_on", "left_on"} and left < joined:
        wrong = f"The person left on {left}, before joining on {joined}."
        yield RowFault("left_on", wrong, "Mend one of the two dates.")


def _cell_fault(column: str, cell: str, zones: Collection[str]) -> RowFault | None:
    """Give the first thing wrong with a cell, the plainest first."""
    if not cell:
        may_be = column in _MAY_BE_EMPTY
        return None if may_be else RowFault(column, f"There is no {column}.", "Fill it in.")
    if len(cell) > LONGEST:
        wrong = f"The {column} has {len(cell)} characters."
        return RowFault(column, wrong, f"Shorten it to {LONGEST} at most.")
    if any(unicodedata.category(character) in _UNPRINTABLE for character in cell):
        wrong = f"The {column} holds a control character that nobody can see."
        return RowFault(column, wrong, "Type it anew.")
    if column == "zone" and cell not in zones:
        return RowFault(column, f"There is no time zone {cell}.", "Write it like Europe/London.")
    is_right, mend = _SHAPES.get(column, (bool, ""))
    return None if is_right(cell) else RowFault(column, f"The {column} cannot be {cell}.", mend)


def _is_day(cell: str) -> bool:
    if not _DAY.fullmatch(cell):
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _is_email(cell: str) -> bool:
    try:
        validate_email(cell, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


_DAY_SHAPE = (_is_day, "Write a day of the calendar like 2026-11-22.")
_NUMBER_SHAPE = (_is_number, "Use letters, digits, dots and hyphens, 32 at most, as in LG-0011.")
_SHAPES: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "employee_number": _NUMBER_SHAPE,
    "manager_number": _NUMBER_SHAPE,
    "email": (_is_email, "Write an address like ana@example.com."),
    "executive": (lambda cell: cell.lower() in _YES_OR_NO, "Write yes or no."),
    "joined_on": _DAY_SHAPE,
    "left_on": _DAY_SHAPE,
}
