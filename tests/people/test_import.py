"""The employee file: planned, shown, applied as a whole or not at all; by page and by command."""

import csv
import io
import json
import time
from datetime import date

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.factories.people import HOSTILE, employee, sign_in
from tests.page import CSRF, Page, check, forget_visitor, text
from university.base.actor import COMMAND
from university.base.errors import Clash, Invalid
from university.people import services
from university.people.cli import people
from university.people.models import Employee, Role
from university.people.rules import COLUMNS, read_roster
from university.records.models import Fact, FactPayload
from university.storage import work

pytestmark = pytest.mark.usefixtures("now")
HOME = "/records/employees/import"


def row(number, **special):
    return {
        "employee_number": number,
        "name": f"Name of {number}",
        "email": f"{number}@larkenfield.example",
        "part": "Larkenfield Home",
        "department": "Support",
        "job_title": "Advisor",
        "country": "DE",
        "zone": "Europe/Berlin",
        "joined_on": "2024-01-08",
    } | special


def sheet(*rows, columns=COLUMNS):
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def known(person):
    """The row that says what is known of a person already."""
    return row(person.employee_number, name=person.name, email=person.email)


@pytest.fixture
def desk(page_of, session):
    return page_of(employee(session, "hr"))


def plan(desk, content, *, status=200):
    answer = send(desk, content.encode() if isinstance(content, str) else content)
    assert answer.status_code == status
    check(answer.text)
    return answer


def send(desk, data):
    """Upload as a browser does; Werkzeug's own client leaves temporary files of large uploads open."""
    signer = URLSafeTimedSerializer(desk.app.secret_key, salt="wtf-csrf-token")
    head = f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{signer.dumps(CSRF)}\r\n'
    head += '--b\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\n'
    body = head.encode() + data + b"\r\n--b--\r\n"
    forget_visitor()
    return desk.client.post(f"{HOME}/plan", data=body, content_type="multipart/form-data; boundary=b")


def planned(answer):
    return answer.text.partition('name="planned"')[2].partition('value="')[2].partition('"')[0]


def apply(session, *rows):
    with work.transaction(session):
        services.apply_import(
            session, services.plan_roster(session, read_roster(sheet(*rows))), by=COMMAND, now=NOW
        )


def find(session, number):
    return session.scalars(select(Employee).where(Employee.employee_number == number)).one_or_none()


def facts(session):
    return session.scalars(select(Fact.kind).order_by(Fact.number)).all()


# ---- the page


@pytest.mark.parametrize("role", ["hr", "admin"])
def test_hr_and_administrators_may_import(page_of, session, role):
    assert "employee_number" in text(page_of(employee(session, role)).get(HOME))


@pytest.mark.parametrize("role", ["author", "organizer", None])
def test_nobody_else_may(page_of, session, role):
    browser = page_of(employee(session, *([role] if role else [])))

    browser.get(HOME, status=403)
    browser.post(f"{HOME}/apply", status=403, planned="x")


def test_the_plan_shows_each_change_and_writes_nothing(desk, session):
    same, other = employee(session), employee(session)
    content = sheet(
        known(same), known(other) | {"department": "Service"}, row("N-1", manager_number="N-2"), row("N-2")
    )

    words = text(plan(desk, content))

    assert "2 added 1 changed 1 as they are 0 refused 1 not in the file" in words
    assert "department : Support → Service" in words
    assert "Apply to 3 people" in words
    assert find(session, "N-1") is None
    assert facts(session) == []


def test_what_was_shown_is_applied_once(desk, session):
    other = employee(session, is_executive=True)
    content = sheet(row("N-1", manager_number="N-2", email="Mixed.Case@X.example"), row("N-2"), known(other))
    ticket = planned(plan(desk, content))

    pages = [text(desk.follow(f"{HOME}/apply", planned=ticket)).partition("Request ")[0] for _ in range(2)]

    assert "The employee file is applied." in pages[0]
    assert pages[0] == pages[1]
    new = find(session, "N-1")
    assert new.manager_id == find(session, "N-2").id
    assert (new.email, new.joined_on, new.password_hash) == ("mixed.case@x.example", date(2024, 1, 8), None)
    session.refresh(other)
    assert other.is_executive is False
    assert facts(session) == ["employee.added", "employee.added", "employee.changed"]
    assert session.scalars(select(FactPayload.payload).order_by(FactPayload.fact_number)).all()[-1] == {
        "is_executive": [True, False]
    }


def test_records_that_moved_meanwhile_are_shown_again(desk, session):
    other = employee(session)
    ticket = planned(plan(desk, sheet(known(other) | {"department": "Service"})))
    apply(session, known(other) | {"department": "Listening"})

    answer = desk.post(f"{HOME}/apply", status=200, planned=ticket)

    assert "Somebody changed records since you looked." in text(answer)
    assert "department : Listening → Service" in text(answer)
    desk.post(f"{HOME}/apply", planned=planned(answer))
    session.refresh(other)
    assert other.department == "Service"


def test_a_ticket_serves_only_whom_it_was_made_for(desk, page_of, session):
    ticket = planned(plan(desk, sheet(row("N-1"))))
    colleague = page_of(employee(session, "hr"))

    for bad in (ticket, ticket[:-2], "", "x"):
        colleague.post(f"{HOME}/apply", status=422, planned=bad)

    assert find(session, "N-1") is None


def test_one_refused_row_holds_back_the_file(desk, session):
    answer = plan(desk, sheet(row("N-1"), row("N-2", zone="Mars/Base", email="none")))

    words = text(answer)
    assert "1 refused" in words
    assert "There is no time zone Mars/Base." in words
    assert "Apply to" not in words
    desk.post(f"{HOME}/apply", status=422, planned=planned(answer))
    with pytest.raises(Invalid):
        apply(session, row("N-1"), row("N-2", zone="Mars/Base"))
    assert find(session, "N-1") is None


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("N-1"), row("N-1", email="b@x.example")], "Number N-1 stands on line 2 already."),
        ([row("N-1"), row("N-2", email="n-1@larkenfield.example")], "stands on line 2 already."),
        (
            [row("N-1", manager_number="N-2"), row("N-2", manager_number="N-1")],
            "manage each other in a circle",
        ),
        ([row("N-1", manager_number="N-9")], "Nobody has the number N-9."),
    ],
    ids=["number twice", "address twice", "manager cycle", "unknown manager"],
)
def test_what_cannot_be_is_refused_with_line_and_mend(desk, rows, words):
    assert words in text(plan(desk, sheet(*rows)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "The file is empty."),
        (sheet(row("N-1"), columns=COLUMNS[:3]), "The file has no column part, department"),
        (b"employee_number,name\n1,\xff\xfe", "not in UTF-8"),
        (b"\xff\xfeab", "UTF-16"),
        (b"x" * (8 * 1024 * 1024 + 1), "larger than 8 MB"),
    ],
    ids=["empty", "columns missing", "broken text", "UTF-16", "too large"],
)
def test_a_file_that_cannot_be_read_says_why(desk, content, words):
    assert words in text(plan(desk, content, status=422))


def test_more_than_the_house_takes_is_refused(desk):
    answer = send(desk, b"x" * (13 * 1024 * 1024))

    assert answer.status_code == 413
    assert "larger than we take here" in text(answer)


def test_no_file_is_said_at_the_field(desk):
    assert "Choose a file" in text(desk.post(f"{HOME}/plan", status=422))


def test_hostile_cells_are_text(desk, session):
    bad = row("N-2", zone="<img src=x>", department="<script>alert(1)</script>")
    content = sheet(row("N-1", name=HOSTILE, job_title="=cmd|' /C calc'!A0"), bad, row("<img src=x>"))

    answer = plan(desk, content)

    assert "<img src=x" not in answer.text
    assert "<script>alert" not in answer.text
    assert "&lt;img src=x" in answer.text


def test_a_large_list_is_planned_and_carried_in_seconds(desk, session):
    content = sheet(
        *(
            row(f"N-{number}", manager_number=f"N-{number // 10}" if number else "")
            for number in range(20_000)
        )
    )
    began = time.perf_counter()

    answer = plan(desk, content)

    took = time.perf_counter() - began
    print(f"20,000 rows planned in {took:.1f} s, {len(answer.data) // 1024} kB")
    assert "Apply to 20000 people" in text(answer)
    assert "Shown are the first 200 of 20000." in text(answer)
    assert took < 60  # seconds on a busy machine; a quiet one needs a tenth
    with pytest.raises(RuntimeError, match="stop"), pytest.MonkeyPatch.context() as patch:
        patch.setattr(services, "apply_import", stop)
        desk.post(f"{HOME}/apply", planned=planned(answer))


def stop(*_, **__):
    raise RuntimeError("stop")


# ---- leaving and coming back


def test_who_leaves_by_the_file_is_signed_out_and_loses_the_roles(app, session):
    employee(session, "admin")
    person = employee(session, "hr", "admin")
    browser = Page(app, sign_in(session, person, now=NOW))

    apply(session, known(person) | {"left_on": "2026-11-22"})

    browser.get("/me/", status=303)
    assert facts(session) == ["employee.changed", "role.taken", "role.taken", "employee.deactivated"]


def test_who_will_leave_works_until_then(page_of, session):
    person = employee(session, "hr")
    apply(session, known(person) | {"left_on": "2026-11-23"})

    words = text(page_of(person).get("/me/"))

    assert "HR" in words


def test_the_last_admin_does_not_leave_by_a_file(session):
    person = employee(session, "admin")

    with pytest.raises(Clash):
        apply(session, known(person) | {"left_on": "2026-01-01"}, row("N-1"))

    assert find(session, "N-1") is None


def test_who_comes_back_is_the_same_person(session):
    person = employee(session, left_on=date(2025, 5, 1))

    apply(session, known(person))

    assert find(session, person.employee_number).id == person.id
    assert find(session, person.employee_number).left_on is None


# ---- the commands


@pytest.fixture
def run(app):
    """Run `university people …` as the shell would."""
    return lambda *words, **more: app.test_cli_runner().invoke(people, words, **more)


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        path = tmp_path / "people.csv"
        path.write_text(sheet(*rows), encoding="utf-8")
        return str(path)

    return write


def test_a_dry_run_changes_nothing_and_the_import_does(run, file, session):
    path = file(row("N-1"), row("N-2"))

    dry, wet = run("import", path, "--dry-run"), run("import", path)

    assert (dry.exit_code, wet.exit_code) == (0, 0)
    assert dry.output == "2 add, 0 change, 0 unchanged, 0 refused; 0 not in the file. Nothing was changed.\n"
    assert wet.output.endswith("Applied.\n")
    assert find(session, "N-2").name == "Name of N-2"


def test_a_refused_row_is_named_by_file_and_line_with_exit_code_one(run, file):
    path = file(row("N-1"), row("N-2", joined_on="soon"))

    said, as_json = run("import", path), run("import", path, "--json")

    assert said.exit_code == as_json.exit_code == 1
    assert f"{path}:3: joined_on: The joined_on cannot be soon." in said.output
    assert json.loads(as_json.output)["applied"] is False
    assert json.loads(as_json.output)["faults"][0]["line"] == 3


def test_a_file_that_is_no_list_is_exit_code_one_and_a_missing_one_two(run, tmp_path):
    (tmp_path / "x.csv").write_text("hello\n", encoding="utf-8")

    assert run("import", str(tmp_path / "x.csv")).exit_code == 1
    assert run("import", str(tmp_path / "none.csv")).exit_code == 2


def test_the_export_is_what_the_import_reads(run, file, session):
    boss = employee(session, name="Zoë Ångström", left_on=date(2026, 1, 2))
    employee(session, manager_id=boss.id, is_executive=True)

    out = run("export").stdout

    found = services.plan_roster(session, read_roster(out))
    assert [planned_row.outcome.value for planned_row in found.rows] == ["unchanged", "unchanged"]


def test_the_export_hands_no_formula_to_a_spreadsheet(run, session):
    employee(session, name="=1+1", department="@x", job_title="＝cmd")

    cells = next(csv.DictReader(io.StringIO(run("export").stdout, newline="")))

    assert (cells["name"], cells["department"], cells["job_title"]) == ("'=1+1", "'@x", "'＝cmd")


ADD = (
    "add",
    "--number",
    "A-1",
    "--name",
    "Ines Roth",
    "--email",
    "Ines@x.example",
    "--role",
    "admin",
    "--role",
    "hr",
)


def test_the_first_administrator_is_made_on_the_command_line(run, page, session):
    done = run(*ADD, "--password-stdin", input="lantern gravel otter nine\n")

    assert (done.exit_code, done.output) == (
        0,
        "A-1 may sign in at https://university.larkenfield.example/sign-in.\n",
    )
    page.post("/sign-in", account="ines@x.example", password="lantern gravel otter nine", next="/admin/")
    assert "Ines Roth" in text(page.get("/admin/"))
    assert facts(session) == ["employee.added", "password.changed", "role.given", "role.given"]


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (ADD, "short", "Use at least 12 characters."),
        ((*ADD, "--zone", "Mars"), "lantern gravel otter nine", "There is no time zone Mars."),
        ((*ADD, "--role", "king"), "lantern gravel otter nine", "'king' is not one of"),
        (("add", "--number", "A-1"), "", "Missing option '--name'"),
    ],
    ids=["weak password", "wrong zone", "unknown role", "name missing"],
)
def test_wrong_use_is_exit_code_two_with_words(run, session, words, password, said):
    done = run(*words, "--password-stdin", input=password + "\n")

    assert done.exit_code == 2
    assert said in done.output
    assert session.scalar(select(func.count()).select_from(Employee)) == 0


def test_a_person_is_added_once(run, session):
    run(*ADD, "--password-stdin", input="lantern gravel otter nine\n")

    again = run(*ADD, "--password-stdin", input="lantern gravel otter nine\n")

    assert (again.exit_code, "There is an employee A-1 already." in again.output) == (2, True)


def test_a_password_link_is_printed(run, page, session):
    person = employee(session, Role.HR)

    link = run("password", person.employee_number).output.strip()

    assert link.startswith("https://university.larkenfield.example/set-password/")
    page.get(link.removeprefix("https://university.larkenfield.example"))
    assert run("password", "nobody").exit_code == 2


@pytest.mark.parametrize("command", ["import", "add", "export", "password"])
def test_each_command_shows_an_example(run, command):
    assert f"Example: university people {command}" in run(command, "--help").output
