"""The archive: what is over, to be looked up."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import attempts, content, people
from tests.factories import certification as certified
from tests.page import text
from tests.statements import count_statements
from university.courses.models import ContentVersion
from university.engines.catalog.model import ChangeLevel
from university.storage import work

STATEMENTS = 4


@pytest.fixture
def robin(session, now):
    content.live(session, attempts.course())
    return people.employee(session)


@pytest.fixture
def browser(robin, page_of):
    return page_of(robin)


def take_again(session, person, now):
    """Complete the course, and begin it once more since it changed."""
    attempts.complete(session, person, now - timedelta(days=30))
    content.live(session, attempts.course(title="New", change=ChangeLevel.MATERIAL, note="New."))
    attempts.take_again(session, person, now)


def retire(session, slug="smu-1"):
    """Let a course be offered no longer."""
    with work.transaction(session):
        for version in session.scalars(select(ContentVersion).where(ContentVersion.slug == slug)):
            version.is_live = False
    content.live(session, content.course("smu-9"))


def test_an_empty_archive_says_what_will_come(browser):
    words = text(browser.get("/archive/"))

    assert "When you take a course again, its earlier round moves here." in words
    assert "Certificates that have ended, were revoked or replaced are kept here" in words


def test_an_earlier_round_is_kept_with_its_result(session, robin, browser, now):
    take_again(session, robin, now)

    answer = browser.get("/archive/")

    assert "Taken again later. Round 1, version 1, begun 23 October 2026." in text(answer)
    assert "Completed 23 October 2026, quiz 100%" in text(answer)
    path = answer.get_data(as_text=True).partition('<a href="/attempts/')[2].partition('"')[0]
    browser.get(f"/attempts/{path}")


def test_a_course_offered_no_longer_keeps_its_title(session, robin, browser, now):
    attempts.complete(session, robin, now)
    retire(session)

    words = text(browser.get("/archive/"))

    assert "Course smu-1 No longer offered. Round 1, version 1" in words
    assert "Course smu-1" not in text(browser.get("/")).partition(" Done ")[2]


def test_certificates_that_hold_no_longer_are_kept(session, robin, browser, now):
    certificate = certified.certificate(session, robin, now=now - timedelta(days=400))

    answer = browser.get("/archive/")

    assert "Expired 18 October 2026" in text(answer)
    assert f'href="/certificates/{certificate.code}/"' in answer.get_data(as_text=True)


def test_a_revoked_certificate_says_why(session, robin, browser, now):
    certificate = certified.certificate(session, robin, now=now)
    assert "No certificate is archived" in text(browser.get("/archive/"))

    certified.revoke(session, certificate.code, now=now)

    assert "Revoked: Shared a password." in text(browser.get("/archive/"))


def test_nothing_of_others_is_in_it(session, browser, now):
    other = people.employee(session)
    take_again(session, other, now)
    certified.certificate(session, people.employee(session), now=now - timedelta(days=400))

    words = text(browser.get("/archive/"))

    assert "No course is archived" in words
    assert "No certificate is archived" in words


def test_the_archive_takes_the_same_statements_for_one_round_and_for_three(session, robin, browser, now):
    take_again(session, robin, now)
    browser.get("/archive/")
    with count_statements(session) as one:
        browser.get("/archive/")
    for slug in ("smu-2", "smu-3"):
        content.live(session, content.course(slug))
        certified.complete(session, robin, slug)
        retire(session, slug)
    browser.get("/archive/")

    with count_statements(session) as three:
        browser.get("/archive/")

    assert (one.count, three.count) == (STATEMENTS, STATEMENTS)
