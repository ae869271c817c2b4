"""A hostile name comes in by the employee file and goes out by every page, CSV, XLSX and PDF: always as text."""

import csv
import io

import openpyxl
import pytest
from flask import Flask, url_for
from pypdf import PdfReader

from tests.factories import certification
from tests.factories import unconference as events
from tests.page import Page, check, forget_visitor
from university.base.actor import COMMAND
from university.people import services
from university.people.models import Employee, Role
from university.people.rules import COLUMNS, read_roster
from university.storage import work

pytestmark = pytest.mark.usefixtures("now")
NAMES = {
    "a tag": "<img src=x onerror=alert(1)>",
    "a script": "</title></textarea><script>alert(1)</script>",
    "an attribute": "\" autofocus onfocus=alert(1) x='",
    "a template": "{{ 7*7 }}{% raise %}",
    "a formula": '=HYPERLINK("https://evil.example";1+1)',
    "a formula after a tab": "+cmd|' /C calc'!A0",
    "an address": "javascript:alert(1)",
}
RUNS = ("<img src=x", "<script>alert", '" autofocus onfocus', 'href="javascript:', ">49<", 'HYPERLINK("https')


@pytest.fixture
def bring(session):
    """Bring one person in by the file."""

    def bring(name: str) -> Employee:
        file = io.StringIO()
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        row = dict.fromkeys(COLUMNS, "") | {
            "employee_number": "N-1",
            "name": name,
            "email": "n1@larkenfield.example",
            "part": name,
            "department": name,
            "job_title": name,
            "country": "DE",
            "zone": "Europe/Berlin",
            "joined_on": "2024-01-08",
        }
        writer.writerow(row)
        plan = services.plan_roster(session, read_roster(file.getvalue()))
        with work.transaction(session):
            services.apply_import(session, plan, by=COMMAND, now=certification.NOW)
        return session.query(Employee).filter_by(employee_number="N-1").one()

    return bring


def addresses(app: Flask, **values):
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and rule.arguments <= set(values):
                yield url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_hostile_name_is_text_wherever_it_goes(app, session, page_of, bring, name):
    person = bring(name)
    for role in Role:
        with work.transaction(session):
            services.give_role(session, person.id, role, by=COMMAND, now=certification.NOW)
    code = certification.certificate(session, person).code
    event = events.event(session)
    here = events.breakout(session, event, person, host=person)
    page = page_of(person)

    texts = {}
    for path in addresses(
        app,
        employee_id=person.id,
        code=code,
        certification="cert-1",
        policy="principles",
        tip="linkedin",
        course="smu-1",
        lesson="hats",
        event=event.slug,
        breakout_id=here.id,
        topic_id=here.topic_id,
    ):
        forget_visitor()
        answer = page.client.get(path, buffered=True)
        assert answer.status_code < 500, path
        if answer.mimetype == "text/html" and answer.status_code == 200:
            check(answer.text)
            texts[path] = answer.text

    assert [(path, mark) for path, text in texts.items() for mark in RUNS if mark in text] == []
    assert len(texts) > 20
    assert_files(page, code, name)


def assert_files(page: Page, code: str, name: str) -> None:
    rows = list(csv.reader(io.StringIO(page.get("/records/records.csv").data.decode("utf-8-sig"))))
    cell = rows[1][1]
    assert cell.removeprefix("'") == name
    assert cell[0] not in "=+-@"
    sheet = openpyxl.load_workbook(io.BytesIO(page.get("/records/records.xlsx").data)).active
    assert (sheet["B2"].value, sheet["B2"].data_type) == (name, "s")
    paper = PdfReader(io.BytesIO(page.get(f"/certificates/{code}.pdf").data))
    assert len(paper.pages) == 1
    assert not paper.attachments
