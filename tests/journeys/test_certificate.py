"""From the last requirement to a certificate that strangers can verify."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from sqlalchemy import func, select

from tests.factories import certification
from tests.journeys.answers import right_keys
from tests.screens.certification import CertificatePage, PolicyPage, ProgramPage, VerifyPage
from tests.screens.learning import AttemptPage, LessonPage, QuizStart, ResultPage, ReviewPage
from university.base import clock
from university.certification.models import Certificate
from university.courses.queries import get_catalog

COURSES = ("smu-101", "smu-130", "smu-110")
POLICY = "five-principles"
PROGRAM = "cert-enthusiast"
PRESS_MS = 60_000


@pytest.fixture
def person(site):
    """Somebody who has completed all three courses and has not signed the policy."""
    person = site.person()
    for course in COURSES:
        certification.complete(site.session, person, course, now=clock.now())
    return person


def certificates(site, person) -> int:
    return site.session.scalar(select(func.count()).select_from(Certificate).filter_by(employee_id=person.id))


def test_signing_the_policy_completes_the_certification_and_strangers_can_verify_it(
    site, page_for, person, hand
):
    program = ProgramPage(page_for(person), hand)
    program.open(certification=PROGRAM)
    program.expect_words("3 of 4 done")
    program.follow("Sign the policy")
    PolicyPage(program.page, hand).press("I have read it and accept it")
    program.open(certification=PROGRAM)
    program.follow("See your certificate")

    certificate = CertificatePage(program.page, hand)
    certificate.expect_heading("You are certified!")
    certificate.expect_words(person.name)
    code = certificate.page.locator(".paper__code").inner_text()
    stranger = VerifyPage(page_for())
    stranger.open(code=code)
    stranger.expect_words("Yes, it holds today")
    stranger.expect_words(person.name)
    assert certificates(site, person) == 1


def test_passing_the_last_quiz_issues_the_certificate(site, page_for):
    person = site.person()
    for course in COURSES[:-1]:
        certification.complete(site.session, person, course, now=clock.now())
    certification.sign(site.session, person, POLICY, now=clock.now())
    page = page_for(person)
    lessons = get_catalog(site.session).course(COURSES[-1]).lessons

    LessonPage(page).open(course=COURSES[-1], lesson=lessons[0].slug)
    for lesson in lessons:
        LessonPage(page).expect_heading(lesson.title)
        LessonPage(page).press("Done")
    QuizStart(page).press("Start the quiz")
    attempt = AttemptPage(page)
    attempt.wait()
    for number, keys in enumerate(right_keys(site, attempt.number), start=1):
        attempt.expect_question(number)
        attempt.choose(keys)
        attempt.page.locator("[data-next]").click()
    ReviewPage(page).press("Hand in")
    ResultPage(page).expect_words("You have completed Say who you work for.")

    assert certificates(site, person) == 1


def test_the_paper_is_a_pdf_with_the_name_and_the_verify_address(site, page_for, person):
    certification.sign(site.session, person, POLICY, now=clock.now())
    page = page_for(person)
    program = ProgramPage(page)
    program.open(certification=PROGRAM)
    program.follow("See your certificate")

    path = page.get_by_role("link", name=re.compile("PDF")).get_attribute("href")
    answer = page.request.get(path, timeout=PRESS_MS)

    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    text = PdfReader(io.BytesIO(answer.body())).pages[0].extract_text()
    assert person.name in text
    assert page.locator(".paper__code").inner_text() in text


def test_a_double_click_signs_once_and_issues_one_certificate(site, page_for, person):
    policy = PolicyPage(page_for(person))
    policy.open(policy=POLICY)

    policy.button("I have read it and accept it").dblclick()

    expect(policy.page.get_by_text(re.compile("^You signed version 1|^Signed by you")).first).to_be_visible()
    assert certificates(site, person) == 1
