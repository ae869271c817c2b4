"""An import is planned row by row, refused as a whole when any row is wrong, and says how to mend it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.people.rules import COLUMNS, Change, Outcome, Person, RosterRow, plan_import

ANA = Person(
    employee_number="E1",
    name="Ana Ruiz",
    email="ana@larkenfield.example",
    part="Home",
    department="Support",
    job_title="Advisor",
    country="ES",
    zone="Europe/Madrid",
    manager_number=None,
    is_executive=False,
    joined_on=date(2024, 1, 8),
    left_on=None,
)
CELLS = {
    "employee_number": "E1",
    "name": "Ana Ruiz",
    "email": "ana@larkenfield.example",
    "part": "Home",
    "department": "Support",
    "job_title": "Advisor",
    "country": "ES",
    "zone": "Europe/Madrid",
    "manager_number": "",
    "executive": "",
    "joined_on": "2024-01-08",
    "left_on": "",
}


A_DAY = "Write a day of the calendar like 2026-11-22."
LEFT_EARLY = "The person left on 2023-12-31, before joining on 2024-01-08."


def row(number: str = "E1", *, line: int = 2, **special: str) -> RosterRow:
    own = {"employee_number": number, "email": f"{number.lower()}@larkenfield.example"}
    return RosterRow(line, CELLS | own | special)


def team(**manager_of: str) -> list[RosterRow]:
    return [
        row(number, line=line, manager_number=manager)
        for line, (number, manager) in enumerate(manager_of.items(), start=2)
    ]


def faults(*rows: RosterRow, existing: dict[str, Person] | None = None) -> list[tuple[int, str, str]]:
    plan = plan_import(rows, existing or {})
    return [(one.line, fault.column, fault.wrong) for one in plan.rows for fault in one.faults]


def test_a_person_not_known_is_added():
    plan = plan_import([RosterRow(2, CELLS)], {})

    assert [(one.line, one.outcome, one.person) for one in plan.rows] == [(2, Outcome.ADD, ANA)]
    assert plan.is_applicable


def test_a_person_told_as_known_is_unchanged():
    plan = plan_import([RosterRow(2, CELLS)], {"E1": ANA})

    assert [(one.outcome, one.changes) for one in plan.rows] == [(Outcome.UNCHANGED, ())]


def test_a_change_names_each_field_before_and_after():
    changed = CELLS | {"name": "Ana Sol", "executive": "Yes", "left_on": "2026-11-30"}

    (planned,) = plan_import([RosterRow(2, changed)], {"E1": ANA}).rows

    assert planned.outcome == Outcome.CHANGE
    assert planned.changes == (
        Change("name", "Ana Ruiz", "Ana Sol"),
        Change("is_executive", before=False, after=True),
        Change("left_on", None, date(2026, 11, 30)),
    )


def test_whoever_is_not_in_the_file_stays_and_is_named():
    plan = plan_import([row("E2")], {"E1": ANA})

    assert plan.absent == ("E1",)
    assert plan.is_applicable


def test_one_refused_row_holds_back_the_whole_file():
    plan = plan_import([row("E1"), row("E2", line=3, zone="Mars/Olympus")], {})

    assert (plan.count(Outcome.ADD), plan.count(Outcome.REFUSED)) == (1, 1)
    assert not plan.is_applicable


@pytest.mark.parametrize(
    ("column", "cell", "wrong", "mend"),
    [
        ("name", "", "There is no name.", "Fill it in."),
        ("name", "x" * 201, "The name has 201 characters.", "Shorten it to 200 at most."),
        ("name", "A\0B", "The name holds a control character that nobody can see.", "Type it anew."),
        ("name", "A\nB", "The name holds a control character that nobody can see.", "Type it anew."),
        ("part", "A\u2028B", "The part holds a control character that nobody can see.", "Type it anew."),
        ("name", "A\ud800", "The name holds a control character that nobody can see.", "Type it anew."),
        ("zone", "Mars/Olympus", "There is no time zone Mars/Olympus.", "Write it like Europe/London."),
        ("email", "ana", "The email cannot be ana.", "Write an address like ana@example.com."),
        ("executive", "perhaps", "The executive cannot be perhaps.", "Write yes or no."),
        ("joined_on", "8.1.2024", "The joined_on cannot be 8.1.2024.", A_DAY),
        ("left_on", "2025-02-29", "The left_on cannot be 2025-02-29.", A_DAY),
        ("left_on", "2023-12-31", LEFT_EARLY, "Mend one of the two dates."),
        (
            "employee_number",
            "=1+1",
            "The employee_number cannot be =1+1.",
            "Use letters, digits, dots and hyphens, 32 at most, as in LG-0011.",
        ),
    ],
    ids=[
        "empty", "too long", "NUL", "line end", "line separator", "surrogate", "zone", "address", "executive",
        "date", "no such day", "left before joining", "number",
    ],
)  # fmt: skip
def test_a_cell_is_refused_with_what_is_wrong_and_how_to_mend_it(column, cell, wrong, mend):
    (planned,) = plan_import([RosterRow(2, CELLS | {column: cell})], {}).rows

    assert [(fault.column, fault.wrong, fault.mend) for fault in planned.faults] == [(column, wrong, mend)]
    assert planned.outcome == Outcome.REFUSED


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "=HYPERLINK(1)",
        "\u202egnp.exe",
        "\u05e2\u05de\u05d9\u200f",
        "🦊",
        "x" * 200,
        "O'Neil; DROP TABLE employee",
    ],
    ids=["markup", "formula", "turned direction", "right to left", "emoji", "200 characters", "SQL"],
)
def test_a_hostile_name_is_a_name(name):
    (planned,) = plan_import([row(name=name)], {}).rows

    assert planned.person is not None
    assert planned.person.name == name


@given(st.fixed_dictionaries({column: st.text(max_size=12) for column in COLUMNS}))
def test_no_text_breaks_the_plan(cells):
    (planned,) = plan_import([RosterRow(2, cells)], {"E1": ANA}, zones={"Europe/Madrid"}).rows

    assert (planned.person is None) == (planned.outcome is Outcome.REFUSED) == bool(planned.faults)


def test_a_misshapen_row_is_refused_as_a_whole():
    misshapen = RosterRow(2, {"employee_number": "E1"}, is_misshapen=True)

    assert faults(misshapen) == [(2, "", "The row has more or fewer cells than the first line.")]


def test_a_number_given_twice_is_refused_with_the_line_of_the_first():
    again = row("E1", line=3, email="other@larkenfield.example")

    assert faults(row("E1"), again) == [(3, "employee_number", "Number E1 stands on line 2 already.")]


@pytest.mark.parametrize(
    "address", ["e1@larkenfield.example", "E1@Larkenfield.example"], ids=["same", "other case"]
)
def test_an_address_given_twice_is_refused(address):
    wrong = "The address e1@larkenfield.example stands on line 2 already."

    assert faults(row("E1"), row("E2", line=3, email=address)) == [(3, "email", wrong)]


def test_an_address_of_somebody_known_is_refused():
    wrong = "The address ana@larkenfield.example belongs to E1."

    assert faults(row("E2", email=ANA.email), existing={"E1": ANA}) == [(2, "email", wrong)]


def test_a_manager_may_stand_further_down_or_be_known_already():
    assert faults(*team(E2="E3", E3="E1"), existing={"E1": ANA}) == []


def test_a_manager_nobody_knows_is_refused():
    assert faults(*team(E1="E9")) == [(2, "manager_number", "Nobody has the number E9.")]


def test_nobody_manages_themselves():
    assert faults(*team(E1="E1")) == [(2, "manager_number", "The person would be their own manager.")]


def test_a_circle_of_managers_is_named_on_each_of_its_lines():
    wrong = "These people would manage each other in a circle: E2 → E3 → E4 → E2."

    found = faults(*team(E1="E2", E2="E3", E3="E4", E4="E2"))

    assert found == [(3, "manager_number", wrong), (4, "manager_number", wrong), (5, "manager_number", wrong)]


def test_a_circle_through_people_not_in_the_file_is_found():
    known = {"E1": replace(ANA, manager_number="E2")}
    wrong = "These people would manage each other in a circle: E1 → E2 → E1."

    assert faults(*team(E2="E1"), existing=known) == [(2, "manager_number", wrong)]


def test_a_long_circle_names_ten_people():
    numbers = [f"E{number}" for number in range(12)]
    rows = team(**dict(zip(numbers, [*numbers[1:], "E0"], strict=True)))

    (_, _, wrong), *_ = faults(*rows)

    assert wrong.endswith("E8 → E9 → … → E0.")


def test_twenty_thousand_rows_in_one_long_line_of_managers_are_planned():
    rows = team(**{f"E{number}": f"E{number - 1}" if number else "" for number in range(20_000)})

    plan = plan_import(rows, {})

    assert plan.count(Outcome.ADD) == 20_000
