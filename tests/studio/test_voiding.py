"""The page on which a question is voided: who may, what it says beforehand, and that it does it once."""

import pytest
from sqlalchemy import select

from tests.factories import attempts, certification, content, people
from tests.factories.attempts import RIGHT, WRONG
from tests.page import text
from tests.statements import count_statements
from university.base.actor import Actor
from university.learning import services
from university.learning.models import Attempt, VoidedQuestion
from university.storage import work
from university.studio.queries import get_voiding
from university.studio.rules import may_void

PAGE = "/studio/smu-1/questions/both/void"
FIELDS = {"reason": "Two of its options are right.", "is_sure": "y"}
OWNER = "LG-0011"


@pytest.fixture
def owner(session):
    content.live(session, attempts.course())
    return people.employee(session, "author", employee_number=OWNER)


@pytest.mark.parametrize(
    ("number", "roles", "expected"),
    [
        (OWNER, {"author"}, True),
        ("LG-0099", {"author"}, False),
        ("LG-0099", {"hr"}, True),
        ("LG-0099", {"admin"}, False),
    ],
    ids=["the owner", "another author", "hr", "an administrator"],
)
def test_owners_and_hr_void_questions(number, roles, expected):
    assert may_void(number, roles, {OWNER}) == expected


def test_the_page_says_beforehand_what_will_happen_to_whom(session, owner, page_of, now):
    content.live(session, attempts.course(), content.policy(), content.certification())
    robin = people.employee(session)
    certification.sign(session, robin)
    attempts.mark_done(session, robin, ["hats", "share"], now)
    attempts.sit(session, robin, RIGHT | {"both": "a"}, now)
    attempts.sit(session, people.employee(session), WRONG, now)
    attempts.start(session, people.employee(session), now)

    shown = text(page_of(owner).get(PAGE))

    assert "Attempts that asked it 3, in 1 version of the course" in shown
    assert "Scores that rise 2. No score falls." in shown
    assert "Pass the quiz by it 1 person" in shown
    assert "Complete the course by it 1 person" in shown
    assert "Earn a certificate by it 1 person" in shown
    assert "Attempts open now 1:" in shown
    assert "2 of 3 questions remain" in shown
    assert "This cannot be undone." in shown


def test_what_the_page_announces_is_what_happens(session, owner, page_of, now):
    content.live(session, attempts.course(), content.policy(), content.certification())
    robin = people.employee(session)
    certification.sign(session, robin)
    attempts.mark_done(session, robin, ["hats", "share"], now)
    attempts.sit(session, robin, RIGHT | {"both": "a"}, now)
    told = get_voiding(session, "smu-1", "both", _reader(owner), now=now)

    page_of(owner).post(PAGE, **FIELDS)

    session.expire_all()
    assert (told.plan.rising, told.plan.passing, told.plan.completing, told.certified) == (1, 1, 1, 1)
    assert session.scalars(select(Attempt.score)).all() == [100]
    assert len(certification.queries.list_own_certificates(session, robin.id)) == 1


def test_voiding_leads_to_a_page_that_says_so_and_has_no_button(session, owner, page_of, now):
    page = page_of(owner)

    answer = page.post(PAGE, **FIELDS)

    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    shown = text(page.get(PAGE))
    assert "This question is voided" in shown
    assert FIELDS["reason"] in shown
    assert "Void question" not in shown


@pytest.mark.parametrize(
    "fields",
    [{"reason": "Wrong.", "is_sure": "y"}, {"reason": FIELDS["reason"]}],
    ids=["too short", "not sure"],
)
def test_a_form_with_gaps_is_shown_again(session, owner, page_of, fields):
    page_of(owner).post(PAGE, **fields, status=422)
    assert session.scalars(select(VoidedQuestion)).all() == []


def test_another_author_is_refused(session, owner, page_of):
    other = page_of(people.employee(session, "author"))

    other.get(PAGE, status=403)
    other.post(PAGE, **FIELDS, status=403)


@pytest.mark.parametrize("question", ["practice-hats", "nothing"])
def test_only_counted_questions_can_be_voided(owner, page_of, question):
    page_of(owner).get(f"/studio/smu-1/questions/{question}/void", status=404)


def test_the_last_question_has_no_button_and_a_press_is_refused(session, owner, page_of, now):
    for question in ("who", "when"):
        with work.transaction(session):
            services.void_question(
                session, "smu-1", question, FIELDS["reason"], by=Actor.employee(owner.id), now=now
            )
    page = page_of(owner)

    assert "Publish another one first." in text(page.get(PAGE))
    page.post(PAGE, **FIELDS, status=409)


def test_a_draw_that_gets_too_small_is_said(session, owner, page_of):
    content.live(session, attempts.course(draw=3, note="Second."))

    shown = text(page_of(owner).get(PAGE))

    assert "An attempt should ask 3; it will ask all that remain, and the score divides by those." in shown


def test_the_statistics_lead_there_and_mark_what_was_voided(session, owner, page_of, now):
    attempts.sit(session, people.employee(session), WRONG, now)
    page = page_of(owner)
    page.post(PAGE, **FIELDS)

    shown = page.get("/studio/smu-1/statistics/")

    assert "Voided 22 November 2026" in text(shown)
    assert '/studio/smu-1/questions/who/void"' in shown.text
    assert FIELDS["reason"] in text(page.get("/studio/smu-1/"))


def test_the_statistics_of_others_have_no_button(session, owner, page_of, now):
    attempts.sit(session, people.employee(session), WRONG, now)

    assert "/void" not in page_of(people.employee(session, "author")).get("/studio/smu-1/statistics/").text


def test_more_attempts_need_no_more_statements_to_plan(session, owner, now):
    def statements():
        session.expunge_all()
        with count_statements(session) as counted:
            get_voiding(session, "smu-1", "both", _reader(owner), now=now)
        return counted.count

    attempts.sit(session, people.employee(session), RIGHT | {"both": "a"}, now)
    few = statements()
    for _ in range(3):
        attempts.sit(session, people.employee(session), RIGHT | {"both": "a"}, now)

    assert statements() == few


class _Reader:
    def __init__(self, number):
        self.employee_number, self.roles = number, frozenset({"author"})


def _reader(person):
    return _Reader(person.employee_number)
