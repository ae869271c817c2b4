"""What only shows between rows: numbers and addresses given twice, managers nobody knows, circles."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from university.people.rules.person import Person, RowFault
from university.people.rules.roster import RosterRow

#: How many people of a circle are named before the rest is cut.
_NAMED = 10


def faults_across(
    rows: Sequence[RosterRow], existing: Mapping[str, Person]
) -> Mapping[int, tuple[RowFault, ...]]:
    """Hold all rows against each other and the people known, and give the faults of each line."""
    shapely = [row for row in rows if not row.is_misshapen]
    faults: defaultdict[int, tuple[RowFault, ...]] = defaultdict(tuple)
    for check in (_numbers_twice, _addresses_twice, _unknown_managers, _circles):
        for line, fault in check(shapely, existing):
            faults[line] += (fault,)
    return faults


def _numbers_twice(
    rows: Sequence[RosterRow], _existing: Mapping[str, Person]
) -> Iterator[tuple[int, RowFault]]:
    first_line: dict[str, int] = {}
    for row in rows:
        number = row.cells["employee_number"]
        if number and first_line.setdefault(number, row.line) != row.line:
            wrong = f"Number {number} stands on line {first_line[number]} already."
            yield row.line, RowFault("employee_number", wrong, "Keep one row for each person.")


def _addresses_twice(
    rows: Sequence[RosterRow], existing: Mapping[str, Person]
) -> Iterator[tuple[int, RowFault]]:
    """An address in use is refused even where the same file gives its owner another one.

    Two people cannot swap in one step, since every single row must be true when it is written.
    """
    owners = {person.email.casefold(): number for number, person in existing.items()}
    first_line: dict[str, int] = {}
    for row in rows:
        number, email = row.cells["employee_number"], row.cells["email"].casefold()
        if not email:
            continue
        if first_line.setdefault(email, row.line) != row.line:
            wrong = f"The address {email} stands on line {first_line[email]} already."
            yield row.line, RowFault("email", wrong, "Give each person an address of their own.")
        elif owners.get(email, number) != number:
            wrong = f"The address {email} belongs to {owners[email]}."
            yield row.line, RowFault("email", wrong, "Use another, or change that person's first.")


def _unknown_managers(
    rows: Sequence[RosterRow], existing: Mapping[str, Person]
) -> Iterator[tuple[int, RowFault]]:
    known = existing.keys() | {row.cells["employee_number"] for row in rows}
    for row in rows:
        manager = row.cells["manager_number"]
        if manager and manager not in known:
            wrong = f"Nobody has the number {manager}."
            yield (
                row.line,
                RowFault("manager_number", wrong, "Add the manager to the file or mend the number."),
            )


def _circles(rows: Sequence[RosterRow], existing: Mapping[str, Person]) -> Iterator[tuple[int, RowFault]]:
    manager_of = {number: person.manager_number or "" for number, person in existing.items()}
    manager_of |= {row.cells["employee_number"]: row.cells["manager_number"] for row in rows}
    circle_of = {number: circle for circle in _find_circles(manager_of) for number in circle}
    for row in rows:
        if circle := circle_of.get(row.cells["employee_number"]):
            yield row.line, _circle_fault(circle)


def _circle_fault(circle: list[str]) -> RowFault:
    if len(circle) == 1:
        wrong = "The person would be their own manager."
        return RowFault("manager_number", wrong, "Leave it empty for whoever has no manager.")
    named = circle[:_NAMED] + ["…"] * (len(circle) > _NAMED) + circle[:1]
    wrong = f"These people would manage each other in a circle: {' → '.join(named)}."
    return RowFault("manager_number", wrong, "Give one of them another manager, or none.")


def _find_circles(manager_of: Mapping[str, str]) -> Iterator[list[str]]:
    """Walk up from everybody once; a walk that meets itself has found a circle."""
    walked: set[str] = set()
    for start in manager_of:
        path: dict[str, None] = {}
        here = start
        while here in manager_of and here not in walked:
            walked.add(here)
            path[here] = None
            here = manager_of[here]
        if here in path:
            way = list(path)
            yield way[way.index(here) :]
