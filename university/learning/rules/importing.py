"""Completions from elsewhere: rows of a file in, a plan for each row out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from university.people.rules import Outcome, RosterRow, RowFault

#: The columns of such a file; a score may be left out, evidence may not.
IMPORT_COLUMNS = ("employee_number", "course", "completed_on", "score", "evidence")
SHORTEST_EVIDENCE, LONGEST_EVIDENCE = 10, 500
BEST = 100


@dataclass(frozen=True, kw_only=True)
class EarlierCompletion:
    """A course that somebody completed elsewhere, or in an older system, on a day of their own calendar."""

    employee_number: str
    course: str
    completed_on: date
    score: int | None
    evidence: str

    @property
    def key(self) -> tuple[str, str, date]:
        """What makes two rows the same completion."""
        return self.employee_number, self.course, self.completed_on


@dataclass(frozen=True, kw_only=True)
class PlannedCompletion:
    """One row and what would become of it: the completion, or what is wrong with it."""

    line: int
    outcome: Outcome
    completion: EarlierCompletion | None = None
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the rows are held against.

    ``completed`` are the completions there are, ``running`` the people in the middle of a course.
    """

    courses: Collection[str]
    employees: Collection[str]
    completed: Collection[tuple[str, str, date]]
    running: Collection[tuple[str, str]]
    today: date


def plan_completions(rows: Sequence[RosterRow], known: Known) -> tuple[PlannedCompletion, ...]:
    """Plan the import of completions, and apply nothing; the second of two equal rows changes nothing."""
    seen = set(known.completed)
    planned = []
    for row in rows:
        faults = tuple(_faults(row, known))
        if faults:
            planned.append(PlannedCompletion(line=row.line, outcome=Outcome.REFUSED, faults=faults))
            continue
        completion = _completion(row.cells)
        outcome = Outcome.UNCHANGED if completion.key in seen else Outcome.ADD
        seen.add(completion.key)
        planned.append(PlannedCompletion(line=row.line, outcome=outcome, completion=completion))
    return tuple(planned)


def _completion(cells: Mapping[str, str]) -> EarlierCompletion:
    return EarlierCompletion(
        employee_number=cells["employee_number"],
        course=cells["course"],
        completed_on=date.fromisoformat(cells["completed_on"]),
        score=int(cells["score"]) if cells["score"] else None,
        evidence=cells["evidence"],
    )


def _faults(row: RosterRow, known: Known) -> Iterator[RowFault]:
    if row.is_misshapen:
        wrong = "The row has more or fewer cells than the first line."
        yield RowFault("", wrong, "Put cells that hold a delimiter in quotation marks.")
        return
    cells = row.cells
    number, course = cells["employee_number"], cells["course"]
    if number not in known.employees:
        yield RowFault("employee_number", f"There is no employee {number}.", "Import the person first.")
    if course not in known.courses:
        yield RowFault("course", f"There is no live course {course}.", "Write it like smu-101.")
    elif (number, course) in known.running:
        wrong = f"{number} is in the middle of {course}."
        yield RowFault("course", wrong, "Take the row out, or waive the lessons for prior learning.")
    yield from _value_faults(cells, known.today)


def _value_faults(cells: Mapping[str, str], today: date) -> Iterator[RowFault]:
    day, score, evidence = _day(cells["completed_on"]), cells["score"], cells["evidence"]
    if day is None:
        wrong = f"The completed_on cannot be {cells['completed_on'] or 'empty'}."
        yield RowFault("completed_on", wrong, "Write a day of the calendar like 2026-11-22.")
    elif day > today:
        yield RowFault("completed_on", f"{day} is still to come.", "Only what was completed can be imported.")
    if score and not (score.isascii() and score.isdecimal() and int(score) <= BEST):
        yield RowFault("score", f"The score cannot be {score}.", "Write whole percents from 0 to 100.")
    if not SHORTEST_EVIDENCE <= len(evidence) <= LONGEST_EVIDENCE:
        wrong = f"The evidence has {len(evidence)} characters."
        mend = f"Say in {SHORTEST_EVIDENCE} to {LONGEST_EVIDENCE} what proves it, and where that is kept."
        yield RowFault("evidence", wrong, mend)


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None
