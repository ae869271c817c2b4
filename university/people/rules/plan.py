"""What an import would do: rows and the people already known in, a plan for every row out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from zoneinfo import available_timezones

from university.people.rules.crosscheck import faults_across
from university.people.rules.person import Person, RowFault, read_person
from university.people.rules.roster import RosterRow


class Outcome(StrEnum):
    """What would become of a row."""

    ADD = "add"
    CHANGE = "change"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Change:
    """One field that would change."""

    field: str
    before: str | bool | date | None
    after: str | bool | date | None


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """One row and what would become of it: the person, or what is wrong with it."""

    line: int
    employee_number: str
    outcome: Outcome
    person: Person | None = None
    changes: tuple[Change, ...] = ()
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """The whole import, row by row; ``absent`` are the known people it leaves as they are."""

    rows: tuple[PlannedRow, ...]
    absent: tuple[str, ...]

    @property
    def is_applicable(self) -> bool:
        """Whether it may be applied: all or nothing, so one refused row holds back the file."""
        return not any(row.outcome is Outcome.REFUSED for row in self.rows)

    def count(self, outcome: Outcome) -> int:
        """Count the rows with one outcome."""
        return sum(row.outcome is outcome for row in self.rows)


def plan_import(
    rows: Sequence[RosterRow], existing: Mapping[str, Person], *, zones: Collection[str] | None = None
) -> ImportPlan:
    """Plan an import, and apply nothing.

    ``existing`` are all people known, by employee number. Whoever is not in the file stays as is: leaving
    is said by ``left_on``, never by absence. Managers may stand anywhere in the file.
    """
    known_zones = available_timezones() if zones is None else zones
    across = faults_across(rows, existing)
    planned = []
    for row in rows:
        person, faults = read_person(row, known_zones)
        planned.append(_plan_row(row, person, (*faults, *across.get(row.line, ())), existing))
    absent = sorted(existing.keys() - {row.employee_number for row in planned})
    return ImportPlan(rows=tuple(planned), absent=tuple(absent))


def _plan_row(
    row: RosterRow, person: Person | None, faults: tuple[RowFault, ...], existing: Mapping[str, Person]
) -> PlannedRow:
    number = row.cells.get("employee_number", "")
    if faults or person is None:
        return PlannedRow(line=row.line, employee_number=number, outcome=Outcome.REFUSED, faults=faults)
    before = existing.get(number)
    if before is None:
        return PlannedRow(line=row.line, employee_number=number, outcome=Outcome.ADD, person=person)
    changes = _diff(before, person)
    outcome = Outcome.CHANGE if changes else Outcome.UNCHANGED
    return PlannedRow(line=row.line, employee_number=number, outcome=outcome, person=person, changes=changes)


def _diff(before: Person, after: Person) -> tuple[Change, ...]:
    pairs = ((one.name, getattr(before, one.name), getattr(after, one.name)) for one in fields(Person))
    return tuple(Change(name, old, new) for name, old, new in pairs if old != new)
