"""Completions from elsewhere: shown row by row first, taken in whole or not at all, proven and silent."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import func, select

from tests.factories import attempts, content, people
from university.base.actor import COMMAND
from university.base.errors import Invalid
from university.certification.models import Certificate
from university.learning.cli.completions import completions
from university.learning.models import Completion, CompletionMethod, Enrollment
from university.learning.queries import get_standing
from university.learning.rules.importing import IMPORT_COLUMNS
from university.learning.services import importing
from university.outbox.models import Message
from university.people.rules import Outcome, read_rows
from university.records.models import Record
from university.storage import work

EVIDENCE = "Attendance list of 3 May kept by People in folder 12"


@pytest.fixture
def robin(session, now):
    content.live(session, content.course(), content.certification(policies=()), content.policy())
    return people.employee(session, employee_number="LG-0500", zone="Pacific/Kiritimati")


def rows(*lines):
    return read_rows("\n".join([",".join(IMPORT_COLUMNS), *lines]) + "\n", IMPORT_COLUMNS)


def plan(session, now, *lines):
    return importing.plan_import(session, rows(*lines), now=now)


def apply(session, now, *lines):
    with work.transaction(session):
        planned = importing.plan_import(session, rows(*lines), now=now)
        importing.apply_import(session, planned, by=COMMAND, now=now)
    return [row.outcome for row in planned]


def test_a_completion_from_elsewhere_counts_on_its_own_day_with_its_evidence(session, robin, now):
    apply(session, now, f"LG-0500,smu-1,2025-05-03,85,{EVIDENCE}")

    completion = session.scalars(select(Completion)).one()
    record = session.scalars(select(Record)).one()
    assert (completion.method, completion.score) == (CompletionMethod.IMPORTED, 85)
    assert (record.method, record.happened_on, record.score) == ("imported", date(2025, 5, 3), 85)
    assert get_standing(session, robin.id, "smu-1").completed_at == completion.completed_at


def test_nobody_is_told_and_nothing_is_issued(session, robin, now):
    apply(session, now, f"LG-0500,smu-1,2025-05-03,,{EVIDENCE}")

    assert session.scalar(select(func.count()).select_from(Message)) == 0
    assert session.scalar(select(func.count()).select_from(Certificate)) == 0


def test_the_same_file_again_changes_nothing(session, robin, now):
    line = f"LG-0500,smu-1,2025-05-03,85,{EVIDENCE}"

    first, second = apply(session, now, line, line), apply(session, now, line)

    assert first == [Outcome.ADD, Outcome.UNCHANGED]
    assert second == [Outcome.UNCHANGED]
    assert session.scalar(select(func.count()).select_from(Enrollment)) == 1


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (f"LG-9999,smu-1,2025-05-03,85,{EVIDENCE}", "employee_number"),
        (f"LG-0500,smu-9,2025-05-03,85,{EVIDENCE}", "course"),
        (f"LG-0500,smu-1,3 May 2025,85,{EVIDENCE}", "completed_on"),
        (f"LG-0500,smu-1,2027-05-03,85,{EVIDENCE}", "completed_on"),
        (f"LG-0500,smu-1,2025-05-03,101,{EVIDENCE}", "score"),
        (f"LG-0500,smu-1,2025-05-03,85%,{EVIDENCE}", "score"),
        ("LG-0500,smu-1,2025-05-03,85,trust me", "evidence"),
        ("LG-0500,smu-1,2025-05-03", ""),
    ],
    ids=[
        "unknown person",
        "unknown course",
        "no day",
        "to come",
        "over 100",
        "no number",
        "no evidence",
        "cut",
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_holds_back_the_whole_file(session, robin, now, line, column):
    good = f"LG-0500,smu-1,2025-05-03,85,{EVIDENCE}"

    planned = plan(session, now, good, line)

    assert [fault.column for fault in planned[1].faults] == [column]
    with pytest.raises(Invalid):
        apply(session, now, good, line)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Completion)) == 0


def test_whoever_is_in_the_middle_of_the_course_is_left_alone(session, robin, now):
    attempts.mark_done(session, robin, ["hats"], now)

    (row,) = plan(session, now, f"LG-0500,smu-1,2025-05-03,85,{EVIDENCE}")

    assert row.outcome is Outcome.REFUSED
    assert "in the middle" in row.faults[0].wrong


def test_two_completions_of_one_person_are_two_rounds_in_the_order_of_their_days(session, robin, now):
    apply(
        session,
        now,
        f"LG-0500,smu-1,2025-05-03,85,{EVIDENCE}",
        f"LG-0500,smu-1,2024-02-29,70,{EVIDENCE}",
    )

    rows = session.execute(
        select(Enrollment.number, Enrollment.completed_at).order_by(Enrollment.number)
    ).all()
    assert [row.completed_at.date().year for row in rows] == [2024, 2025]


@pytest.fixture
def run(app, tmp_path):
    """Run the command on a file of these lines."""

    def call(lines, *options):
        file = tmp_path / "old-system.csv"
        file.write_text("\n".join([",".join(IMPORT_COLUMNS), *lines]) + "\n", encoding="utf-8")
        words = ["import", str(file), *options]
        return CliRunner().invoke(completions, words, obj=ScriptInfo(create_app=lambda: app))

    return call


def test_the_command_says_what_becomes_of_each_row_and_writes_only_without_dry_run(session, robin, run):
    lines = [f"LG-0500,smu-1,2025-05-03,85,{EVIDENCE}"]

    looked, done = run(lines, "--dry-run"), run(lines)

    assert (looked.exit_code, done.exit_code) == (0, 0)
    assert "old-system.csv:2: add: LG-0500, smu-1, 2025-05-03" in looked.output
    assert looked.output.endswith("1 add, 0 unchanged, 0 refused. Nothing was changed.\n")
    assert done.output.endswith("1 add, 0 unchanged, 0 refused. Applied.\n")
    assert session.scalar(select(func.count()).select_from(Completion)) == 1


def test_the_command_names_the_line_that_holds_the_file_back(session, robin, run):
    answer = run([f"LG-0500,smu-9,2025-05-03,85,{EVIDENCE}"], "--json")

    told = json.loads(answer.output)
    assert (answer.exit_code, told["refused"], told["applied"]) == (1, 1, False)
    assert [(fault["line"], fault["column"]) for fault in told["faults"]] == [(2, "course")]
