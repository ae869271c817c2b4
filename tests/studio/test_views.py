"""The authors' desk: health of the courses, findings of the last load, how to write."""

import pytest

from tests.factories import content, people
from tests.page import text
from tests.statements import count_statements
from university.base.actor import COMMAND
from university.courses import services as courses
from university.engines.catalog.model import Finding
from university.learning import services as learning
from university.storage import work


@pytest.fixture
def desk(session, page_of):
    return page_of(people.employee(session, "author", employee_number="LG-0011", name="Amara Okafor"))


def test_the_studio_is_for_authors_alone(session, page_of):
    page_of(people.employee(session)).get("/studio/", status=403)
    page_of(people.employee(session, "hr")).get("/studio/", status=403)


def test_an_empty_studio_says_how_to_begin(desk):
    shown = text(desk.get("/studio/"))

    assert "No course is live yet" in shown
    assert "Nothing to mend" in shown
    assert "university content check content" in shown


def test_each_course_stands_with_owner_version_review_and_counts(session, desk, now):
    content.live(session, content.course("smu-1", title="Hats & hoods"))
    for _ in range(2):
        reader = people.employee(session)
        with work.transaction(session):
            learning.enroll(session, reader.id, "smu-1", by=COMMAND, now=now)

    shown = text(desk.get("/studio/"))

    assert "Hats & hoods smu-1 Amara Okafor (you) 31 May 2027 Current 1 10 2 0" in shown


def test_a_review_that_is_overdue_is_said_in_words(session, desk, now):
    content.live(session, content.course("smu-1", review_by=now.date().replace(day=1)))

    assert "Overdue" in text(desk.get("/studio/"))


def test_findings_of_the_last_load_name_file_line_and_mend(session, desk, now):
    finding = Finding(
        path="courses/smu-1/<b>.md", line=7, column=1, code="x", message="It is <i>.", mend="Do & do."
    )
    with work.transaction(session):
        found = content.reading(content.course("smu-1"))
        object.__setattr__(found, "findings", (finding,))
        courses.load(session, found, by=COMMAND, now=now)

    shown = text(desk.get("/studio/"))

    assert "courses/smu-1/<b>.md:7 It is <i>. Do & do." in shown


def test_one_course_and_three_take_the_same_statements(session, desk):
    content.live(session, content.course("smu-1"))
    desk.get("/studio/")
    with count_statements(session) as one:
        desk.get("/studio/")
    content.live(session, *(content.course(f"smu-{number}", owners=(f"X{number}",)) for number in (1, 2, 3)))
    desk.get("/studio/")

    with count_statements(session) as three:
        desk.get("/studio/")

    assert one.count == three.count <= 8
