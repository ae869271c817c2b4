"""The desks: HR's table and exports, the employee file, the authors' studio."""

import csv
import io

import openpyxl
from sqlalchemy import select

from tests.factories import records
from tests.screens.people import ImportEmployees
from tests.screens.records import RecordsTable, Studio
from university.base import clock
from university.people.models import Employee, Role


def test_both_exports_equal_the_filtered_screen(site, page_for, hand):
    part = f"Larkenfield Part {site.person().id}"
    people = [
        site.person(part=part, name=name) for name in ("Ada Żółć", "=cmd|' /C calc'!A0", "Grace Hopper")
    ]
    for person in [*people, site.person(part="Elsewhere")]:
        records.certificate_record(site.session, person, now=clock.now())
    table = RecordsTable(page_for(site.person(Role.HR)), hand)
    table.open()
    table.filter_by("Part", part)
    table.expect_count("3 records")

    table.page.wait_for_url("**/records/?**part=**")
    shown = table.rows()
    with table.page.expect_download() as download:
        table.follow("CSV")
    as_csv = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))[1:]
    with table.page.expect_download() as download:
        table.follow("XLSX")
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    as_xlsx = [[_text(cell) for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]

    assert len(shown) == 3
    assert [[cell.removeprefix("'") for cell in row] for row in as_csv] == shown
    assert as_xlsx == shown


def test_the_employee_file_is_shown_first_and_applied_after(site, page_for, hand):
    number = f"X{site.person().id:05}"
    row = f"{number},Noor Ito,{number}@larkenfield.example,Home,Care,Advisor,DE,Europe/Berlin,no,,2024-02-01,"
    roster = ImportEmployees(page_for(site.person(Role.HR)), hand)

    roster.open()
    roster.show_rows(row)
    roster.expect_counts(added=1, changed=0, refused=0)
    assert _find(site, number) is None
    roster.press("Apply to 1 person")

    roster.expect_words("The employee file is applied")
    assert _find(site, number).name == "Noor Ito"


def test_a_faulty_employee_file_is_refused_as_a_whole_with_line_and_mend(site, page_for):
    roster = ImportEmployees(page_for(site.person(Role.HR)))
    roster.open()

    roster.show_rows("Y1,Noor Ito,not an address,Home,Care,Advisor,DE,Europe/Nowhere,no,,2024-02-01,")

    roster.expect_counts(added=0, changed=0, refused=1)
    roster.expect_words("Europe/Nowhere")
    assert _find(site, "Y1") is None


def test_authors_see_how_their_courses_stand(site, page_for):
    amara = site.session.scalars(select(Employee).where(Employee.employee_number == "LG-0011")).one()
    studio = Studio(page_for(amara))

    studio.open()

    studio.expect_heading("Studio")
    studio.expect_words("Five principles and three hats")
    studio.expect_words("(you)")


def _find(site, number):
    return site.session.scalars(select(Employee).where(Employee.employee_number == number)).one_or_none()


def _text(value) -> str:
    if value is None:
        return ""
    return value.date().isoformat() if hasattr(value, "date") else str(value)
