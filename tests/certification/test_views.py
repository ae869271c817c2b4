"""What holders, strangers and HR see of certifications and certificates."""

from datetime import datetime, timedelta

import pytest

from tests.factories import certification as made
from tests.factories import content, people
from tests.page import text
from tests.statements import count_statements
from university.base import clock
from university.base.errors import Unavailable
from university.certification import documents, queries
from university.engines.catalog.model import Criterion, OwnQuiz, Practical

PDF = b"%PDF-1.7 a paper"


@pytest.fixture
def printer(monkeypatch):
    """A printer that counts instead of laying out."""
    printed = []

    def print_certificate(facts):
        printed.append(facts)
        return PDF

    monkeypatch.setattr(documents, "print_certificate", print_certificate)
    return printed


def test_the_overview_says_where_somebody_new_stands(session, page_of, now):
    person = people.employee(session)
    made.live(session)

    words = text(page_of(person).get("/certifications/"))

    assert "Certification cert-1" in words
    assert "0 of 2 done" in words


def test_the_overview_is_kind_when_there_is_nothing(session, page_of, now):
    assert "No certifications yet" in text(page_of(people.employee(session)).get("/certifications/"))


@pytest.mark.parametrize("programs", [1, 3])
def test_the_overview_takes_the_same_statements_however_long(session, page_of, now, programs):
    person = people.employee(session)
    made.certificate(session, person)
    content.live(session, *(content.certification(f"cert-{number + 1}") for number in range(programs)))
    page = page_of(person)
    page.get("/certifications/")

    with count_statements(session) as statements:
        page.get("/certifications/")

    assert statements.count == 5


def test_a_program_names_the_next_step_and_every_rule(session, page_of, now):
    person = people.employee(session)
    made.live(session)
    made.complete(session, person, score=70)

    answer = page_of(person).get("/certifications/cert-1/")

    words = text(answer)
    assert "Course smu-1 was completed with 70%; this certification asks for 80%" in words
    assert 'href="/courses/smu-1/"' in answer.text
    assert 'href="/policies/principles/"' in answer.text
    assert "Why am I not certified?" in words
    assert "Therefore: Not earned" in words


def test_an_unknown_program_is_not_found(session, page_of, now):
    page_of(people.employee(session)).get("/certifications/no-such/", status=404)


def test_what_was_earned_unnoticed_can_be_claimed_twice_with_one_effect(session, page_of, now):
    person = people.employee(session)
    content.live(session, content.course(), content.policy())
    made.complete(session, person)
    made.sign(session, person)
    made.live(session)
    page = page_of(person)
    assert "Get your certificate" in text(page.get("/certifications/cert-1/"))

    first = page.post("/certifications/cert-1/claim").headers["Location"]
    second = page.post("/certifications/cert-1/claim").headers["Location"]

    assert first == second
    assert "You are certified!" in text(page.get(first))


def test_a_claim_without_the_requirements_is_refused(session, page_of, now):
    made.live(session)

    words = text(page_of(people.employee(session)).post("/certifications/cert-1/claim", status=409))

    assert "Complete Course smu-1" in words


def test_the_certificate_shows_the_paper_and_what_it_allows(session, page_of, now):
    person = people.employee(session, name="Ada Brand")
    issued = made.certificate(session, person)

    words = text(page_of(person).get(f"/certificates/{issued.code}/"))

    assert "This certifies that Ada Brand has earned the certification Certification cert-1" in words
    assert "You may share approved posts." in words
    assert f"https://university.larkenfield.example/verify/{issued.code}" in words


def test_the_seal_assembles_once(session, page_of, now):
    person = people.employee(session)
    page, path = page_of(person), f"/certificates/{made.certificate(session, person).code}/"

    first, second = page.get(path).text, page.get(path).text

    assert ("seal--new" in first, "seal--new" in second) == (True, False)


def test_a_foreign_certificate_is_not_found_on_any_address(session, page_of, now, printer):
    issued = made.certificate(session, people.employee(session))
    other = page_of(people.employee(session))

    other.get(f"/certificates/{issued.code}/", status=404)
    other.get(f"/certificates/{issued.code}.pdf", status=404)
    other.get(f"/certificates/{issued.code}/revoke", status=403)
    other.post(f"/certificates/{issued.code}/revoke", status=403)
    assert printer == []


@pytest.mark.parametrize("code", ["1", "-1", "99999999999999999999", "a b", "%00", "é", "x" * 500, made.CODE])
def test_odd_and_unknown_codes_are_not_found(session, page, page_of, now, code):
    reader = page_of(people.employee(session))

    reader.get(f"/certificates/{code}/", status=404)
    reader.get(f"/certificates/{code}.pdf", status=404)
    assert "no certificate with this code" in text(page.get(f"/verify/{code}", status=404))


def test_the_paper_is_made_once_and_then_served_from_the_store(session, page_of, now, printer):
    person = people.employee(session)
    issued = made.certificate(session, person)
    page, path = page_of(person), f"/certificates/{issued.code}.pdf"

    first, second = page.get(path), page.get(path)
    third = page.get(path, status=304, headers={"If-None-Match": first.headers["ETag"]})

    assert len(printer) == 1
    assert (first.data, second.data, third.data) == (PDF, PDF, b"")
    assert first.mimetype == "application/pdf"
    assert first.headers["Content-Disposition"] == f'inline; filename="certificate-{issued.code}.pdf"'
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_hr_opens_the_paper_of_anybody(session, page_of, now, printer):
    issued = made.certificate(session, people.employee(session))

    assert page_of(people.employee(session, "hr")).get(f"/certificates/{issued.code}.pdf").data == PDF


def test_where_pdfs_cannot_be_made_the_certificate_page_stays_and_says_so(session, page_of, now, monkeypatch):
    person = people.employee(session)
    issued = made.certificate(session, person)
    monkeypatch.setattr(documents, "print_certificate", missing)

    words = text(page_of(person).get(f"/certificates/{issued.code}.pdf", status=503))

    assert "apt-get install libpango-1.0-0" in words
    assert "You are certified!" in words
    page_of(people.employee(session, "hr")).get(f"/certificates/{issued.code}.pdf", status=503)
    page_of(person).get(f"/certificates/{issued.code}/")


def missing(_facts):
    raise Unavailable(documents.MISSING)


def at(monkeypatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.mark.parametrize(
    ("before_end", "says"),
    [(100, "Yes, it holds today"), (60, "Yes, it holds today, and ends soon"), (0, "No, it has expired")],
)
def test_the_public_page_says_what_a_certificate_is_worth_now(session, page, monkeypatch, before_end, says):
    issued = made.certificate(
        session, people.employee(session, name="Ada Brand", email="ada@larkenfield.example")
    )
    at(monkeypatch, issued.ends_at - timedelta(days=before_end))

    answer = page.get(f"/verify/{issued.code.lower()}")

    words = text(answer)
    assert f"{says} Certification" in words
    assert "Ada Brand" in words
    assert "ada@" not in answer.text
    assert "Support" not in words
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.text


def test_the_public_page_shows_a_revocation_but_not_its_reason(session, page, now):
    issued = made.certificate(session, people.employee(session))
    made.revoke(session, issued.code, reason="A private matter.")

    words = text(page.get(f"/verify/{issued.code}"))

    assert "No, it was revoked" in words
    assert "private" not in words


def test_a_code_typed_in_the_form_leads_to_its_page(session, page, now):
    issued = made.certificate(session, people.employee(session))
    typed = issued.code.lower().replace("-", " ")

    answer = page.get("/verify/", status=303, query_string={"code": typed})

    assert answer.headers["Location"] == f"/verify/{issued.code}"
    page.get("/verify/")


@pytest.mark.parametrize("code", ["", "x" * 61], ids=["nothing", "too long"])
def test_a_form_that_is_not_filled_in_says_so(page, code):
    page.get("/verify/", status=422, query_string={"code": code})


def test_hr_revokes_with_a_reason_and_the_page_changes(session, page_of, now):
    person = people.employee(session)
    issued = made.certificate(session, person)
    hr = page_of(people.employee(session, "hr"))
    path = f"/certificates/{issued.code}/revoke"
    assert "Revoke this certificate?" in text(hr.get(path))

    shown = hr.follow(path, reason="Shared a password.", is_sure="y")
    again = hr.follow(path, reason="Another reason.", is_sure="y")

    words = text(page_of(person).get(f"/certificates/{issued.code}/"))
    assert "No, it was revoked" in text(shown)
    assert "No, it was revoked" in text(again)
    assert "The reason given: Shared a password." in words
    assert "You are certified!" not in words


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"reason": "Why not", "is_sure": ""},
        {"reason": " ", "is_sure": "y"},
        {"reason": "x" * 601, "is_sure": "y"},
    ],
    ids=["nothing", "not sure", "a blank reason", "a novel"],
)
def test_a_revocation_that_is_not_meant_changes_nothing(session, page_of, now, fields):
    issued = made.certificate(session, people.employee(session))
    fields = {name: value for name, value in fields.items() if value}

    answer = page_of(people.employee(session, "hr")).post(
        f"/certificates/{issued.code}/revoke", status=422, **fields
    )

    assert fields.get("reason", "").strip() in answer.text
    session.rollback()
    assert queries.get_certificate_by_code(session, issued.code).revoked_at is None


def test_a_stranger_is_asked_to_sign_in_and_comes_back(session, page, now):
    issued = made.certificate(session, people.employee(session))

    answer = page.get(f"/certificates/{issued.code}/", status=303)

    assert issued.code in answer.headers["Location"]


PORTFOLIO = Practical(
    title="Portfolio of three posts",
    task="Choose three posts of your own.",
    submission="Their links and a line on each.",
    reviewer="Two colleagues of Communications",
    rubric=(Criterion(criterion="The line", look_for="It stands first.", points=4),),
    pass_points=3,
    critical_errors=("Customer data is shown",),
)


def test_the_page_shows_task_rubric_and_critical_errors_of_practical_work(session, page_of, now):
    person = people.employee(session)
    made.live(session)
    quiz = OwnQuiz(pass_mark=80, draw=(("changed", 15),))
    content.live(session, content.certification("cert-2", practicals=(PORTFOLIO,), renewal=quiz))

    words = text(page_of(person).get("/certifications/cert-2/"))

    for told in (
        "Choose three posts of your own.",
        "You hand in Their links and a line on each.",
        "3 of 4 points, and no critical error",
        "The line It stands first. 4",
        "Customer data is shown",
        "15 questions on what changed",
    ):
        assert told in words


def test_what_is_not_open_yet_is_said_and_nobody_is_sent_there(session, page_of, now):
    person = people.employee(session)
    made.certificate(session, person)
    content.live(session, content.certification("cert-2", credits=2))
    page = page_of(person)

    program = text(page.get("/certifications/cert-2/"))

    assert "You have done all that can be done here so far." in program
    assert "2 unconference credits Not open yet" in program
    assert "Cannot be earned yet" in text(page.get("/certifications/"))


def test_the_overview_goes_from_the_first_certification_to_what_comes_after(session, page_of, now):
    first = content.certification("z-first")
    after = content.certification("a-second", after=("z-first",))
    made.live(session)
    content.live(session, first, after)

    words = text(page_of(people.employee(session)).get("/certifications/"))

    assert words.index("Certification z-first") < words.index("Certification a-second")
