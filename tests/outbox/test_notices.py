"""The notices of one person."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.factories.people import HOSTILE, employee
from tests.page import text
from tests.statements import count_statements
from university.outbox import services
from university.storage import work

pytestmark = pytest.mark.usefixtures("now")


def tell(session, person, number, **special):
    fields = {"subject": f"Subject {number}", "words": f"Words {number}", "path": "/me/"} | special
    with work.transaction(session):
        services.queue(
            session,
            "course changed",
            to=person.id,
            about=f"thing:{number}",
            now=NOW + timedelta(minutes=number),
            **fields,
        )


def test_nothing_yet_says_what_will_come(page_of, session):
    assert "No notices yet" in text(page_of(employee(session)).get("/notices/"))


def test_the_newest_stands_first_and_new_ones_say_so(page_of, session):
    person = employee(session)
    for number in (1, 2):
        tell(session, person, number)

    words = text(page_of(person).get("/notices/"))

    assert words.index("Subject 2") < words.index("Subject 1")
    assert words.count("New Subject") == 2
    assert "Mark 2 as read" in words


def test_read_is_read_however_often_it_is_said(page_of, session):
    person = employee(session)
    tell(session, person, 1)
    browser = page_of(person)

    pages = [text(browser.follow("/notices/read")).partition("Request ")[0] for _ in range(2)]

    assert pages[0] == pages[1]
    assert "Nothing new." in pages[0]


def test_the_bar_of_every_page_says_how_many_are_new(page_of, session):
    person, other = employee(session, "hr", "admin"), employee(session)
    for number in range(3):
        tell(session, person, number)
    browser = page_of(person)

    before = [text(browser.get(path)) for path in ("/me/", "/courses/", "/admin/")]
    for number in range(3, 12):
        tell(session, person, number)
    with_many = text(browser.get("/me/"))
    browser.post("/notices/read")

    assert ["Notices , 3 new" in words for words in before] == [True] * 3
    assert "Notices , 9+ new" in with_many
    assert "new" not in text(browser.get("/me/")).partition("Notices")[2][:10]
    assert " new" not in text(page_of(other).get("/me/")).partition("Notices")[2][:10]


def test_nobody_reads_or_marks_what_others_were_told(page_of, session):
    person, other = employee(session), employee(session)
    tell(session, person, 1)

    assert "Subject 1" not in text(page_of(other).follow("/notices/read"))
    assert "New Subject 1" in text(page_of(person).get("/notices/"))


def test_one_cause_is_told_once(page_of, session):
    person = employee(session)
    for _ in range(2):
        tell(session, person, 1)

    assert text(page_of(person).get("/notices/")).count("Subject 1") == 1


def test_hostile_text_is_text(page_of, session):
    person = employee(session)
    tell(session, person, 1, subject=HOSTILE, words=HOSTILE)

    assert "<img src=x" not in page_of(person).get("/notices/").text


def test_the_list_takes_the_same_statements_for_one_notice_and_for_three(page_of, session):
    person = employee(session)
    browser = page_of(person)
    tell(session, person, 1)
    with count_statements(session) as with_one:
        browser.get("/notices/")
    for number in (2, 3):
        tell(session, person, number)

    with count_statements(session) as with_three:
        browser.get("/notices/")

    assert with_one.count == with_three.count <= 6
