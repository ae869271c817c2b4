"""HR's desk: the table, its filters, and exports that equal the screen."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
import tinyhtml5
from sqlalchemy import select

from tests.factories import people, records
from tests.statements import count_statements
from university.records.models import Fact
from university.records.rules import COLUMNS

NAMES = [column.name for column in COLUMNS]
STATUS, ON, UNTIL = NAMES.index("status"), NAMES.index("happened_on"), NAMES.index("ends_on")


@pytest.fixture
def desk(session, page_of):
    return page_of(people.employee(session, "hr", zone="UTC"))


def rows_of(response):
    tree = tinyhtml5.parse(response.get_data(as_text=True), namespace_html_elements=False)
    table = tree.find(".//table")
    body = [] if table is None else table.findall(".//tbody/tr")
    return [[" ".join(" ".join(cell.itertext()).split()) for cell in row] for row in body]


def csv_of(response):
    return list(csv.reader(io.StringIO(response.get_data(as_text=True))))


def names(response):
    return [row[1] for row in rows_of(response)]


def test_the_table_is_for_hr_alone(session, page_of):
    page_of(people.employee(session)).get("/records/", status=403)
    page_of(people.employee(session, "author")).get("/records/records.csv", status=403)


def test_an_empty_table_says_so(desk):
    assert rows_of(desk.get("/records/")) == []


def test_the_exports_equal_the_screen(session, desk, now):
    records.certificate_record(
        session, people.employee(session, name="Ada Lovelace"), now=now - timedelta(days=400)
    )
    records.certificate_record(session, people.employee(session, name="Grace Hopper"), now=now)

    screen = rows_of(desk.get("/records/?sort=name"))
    exported = csv_of(desk.get("/records/records.csv?sort=name"))
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/records/records.xlsx?sort=name").data))
    sheet = [["" if cell is None else cell for cell in row] for row in book.active.values]

    assert [row[1] for row in screen] == ["Ada Lovelace", "Grace Hopper"]
    assert exported[1:] == screen
    assert [[f"{c:%Y-%m-%d}" if hasattr(c, "year") else str(c) for c in row] for row in sheet[1:]] == screen
    assert exported[0] == sheet[0]


@pytest.mark.parametrize(
    ("days_ago", "status"),
    [(0, "valid"), (310, "expiring"), (365, "expired")],
    ids=["fresh", "within its last 60 days", "at its end"],
)
def test_a_row_says_how_it_stands_now(session, desk, now, days_ago, status):
    records.certificate_record(session, people.employee(session), now=now - timedelta(days=days_ago))

    assert [row[STATUS] for row in rows_of(desk.get("/records/"))] == [status]
    assert len(rows_of(desk.get(f"/records/?status={status}"))) == 1


def test_the_days_are_those_of_the_persons_own_calendar_whoever_reads(session, desk, now):
    night_in_berlin = now.replace(hour=2)
    records.certificate_record(
        session, people.employee(session, zone="America/Los_Angeles"), now=night_in_berlin
    )

    row = rows_of(desk.get("/records/"))[0]
    assert [row[ON], row[UNTIL]] == ["2026-11-21", "2027-11-21"]


def test_the_table_can_be_seen_as_it_stood_on_a_past_day(session, desk, now):
    person = people.employee(session)
    records.certificate_record(session, person, now=now - timedelta(days=30))
    records.revocation(session, person, now=now - timedelta(days=10))

    assert [row[STATUS] for row in rows_of(desk.get("/records/"))] == ["revoked"]
    assert [row[STATUS] for row in rows_of(desk.get("/records/?as_of=2026-11-01"))] == ["valid"]
    assert rows_of(desk.get("/records/?as_of=2026-10-01")) == []


@pytest.mark.parametrize("query", ["q=lovel", "q=ADA+love", "part=Larkenfield+Bank", "q=%25&q=x"])
def test_filters_find_what_was_meant(session, desk, now, query):
    records.certificate_record(
        session, people.employee(session, name="Ada Lovelace", part="Larkenfield Bank"), now=now
    )
    records.certificate_record(session, people.employee(session, name="Grace Hopper"), now=now)

    assert names(desk.get(f"/records/?{query}")) == ([] if "%25" in query else ["Ada Lovelace"])


def test_an_unknown_filter_value_is_named_and_nothing_breaks(desk):
    desk.get("/records/?part=Nowhere", status=422)
    desk.get("/records/?since=yesterday", status=422)
    desk.get("/records/records.csv?status=odd", status=422)


@pytest.mark.parametrize(
    "name", ["=1+1", "+49", "-2", "@sum", "＝1", "<script>alert(1)</script>", "a,b\"c'd"]
)
def test_a_hostile_name_is_text_everywhere(session, desk, now, name):
    records.certificate_record(session, people.employee(session, name=name), now=now)

    page = desk.get("/records/")
    assert names(page) == [name]
    assert b"<script>alert" not in page.data
    cell = csv_of(desk.get("/records/records.csv"))[1][1]
    assert cell == (name if name[0] in "<a" else f"'{name}")
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/records/records.xlsx").data))
    assert (book.active["B2"].value, book.active["B2"].data_type) == (name, "s")


def test_the_table_takes_the_same_statements_for_one_row_and_three(session, desk, now):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            records.certificate_record(session, people.employee(session), now=now)
        with count_statements(session) as counter:
            desk.get("/records/")
        counts.append(counter.count)

    assert counts[0] == counts[1] <= 6


def test_taking_records_out_of_the_house_is_a_fact(session, desk, now):
    desk.get("/records/records.csv?status=valid")

    assert session.scalars(select(Fact.kind)).all() == ["records.exported"]
