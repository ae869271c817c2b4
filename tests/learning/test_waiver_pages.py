"""The pages of prior learning: an employee asks, a manager or HR decides, HR records and takes back."""

import pytest

from tests.factories import attempts, content, people, waivers
from tests.page import text
from tests.statements import count_statements
from university.learning.queries.waivers import list_waivers

ASKED = {"reason": "learned elsewhere", "evidence": waivers.EVIDENCE}


@pytest.fixture
def hr(session):
    content.live(session, attempts.course())
    return people.employee(session, "hr", name="Helga of HR")


@pytest.fixture
def person(session, hr):
    return people.employee(session, name="Mira Example")


def test_the_course_page_leads_to_the_form_and_the_form_to_the_approver(session, person, hr, page_of):
    page = page_of(person)
    assert 'href="/courses/smu-1/prior-learning"' in page.get("/courses/smu-1/").get_data(as_text=True)

    form = text(page.get("/courses/smu-1/prior-learning"))
    sent = text(page.follow("/courses/smu-1/prior-learning", approver=hr.id, **ASKED))

    assert "Helga of HR, Advisor" in form
    assert "Administrative" not in form
    assert "Your request is on its way." in sent
    assert "Asked" in sent
    assert waivers.EVIDENCE in sent
    assert "What shows it?" not in sent


@pytest.mark.parametrize(
    ("special", "words"),
    [
        ({"evidence": "Trust me."}, "Write 20 to 2,000 letters"),
        ({"evidence": "x" * 2001}, "Write 20 to 2,000 letters"),
        ({"reason": "administrative"}, "Not a valid choice"),
        ({"approver": 999_999}, "Not a valid choice"),
    ],
)
def test_a_request_that_does_not_do_is_shown_again_with_what_was_typed(person, hr, page_of, special, words):
    fields = ASKED | {"approver": hr.id} | special

    answer = page_of(person).post("/courses/smu-1/prior-learning", status=422, **fields)

    assert words in text(answer)
    assert fields["evidence"] in text(answer)


def test_without_anybody_to_decide_the_page_says_so(session, page_of):
    content.live(session, attempts.course())

    shown = text(page_of(people.employee(session)).get("/courses/smu-1/prior-learning"))

    assert "There is nobody yet who could decide" in shown


def test_a_locked_course_shows_what_comes_first_and_no_form(session, hr, page_of):
    content.live(
        session, content.course("smu-0"), attempts.course(prerequisites=("smu-0",), note="It builds on.")
    )

    shown = text(page_of(people.employee(session)).get("/courses/smu-1/prior-learning"))

    assert "Finish that first" in shown
    assert "What shows it?" not in shown


def test_a_manager_decides_about_whoever_named_them(session, hr, page_of, now):
    boss = people.employee(session)
    person = people.employee(session, name="Mira Example", manager_id=boss.id)
    asked = waivers.ask(session, person, boss, now)
    page = page_of(boss)

    listed = text(page.get("/waivers/"))
    shown = text(page.get(f"/waivers/{asked.id}/"))
    decided = text(page.follow(f"/waivers/{asked.id}/", decision="approve", words="I was there."))

    assert "Mira Example" in listed
    assert "Waive for somebody" not in listed
    assert "A yes makes 2 lessons count for Mira Example" in shown
    assert "Approved. Mira Example is told." in decided
    assert "Take it back" not in decided
    assert "I was there." in text(page_of(person).get("/courses/smu-1/prior-learning"))


def test_a_manager_does_not_see_what_names_somebody_else(session, hr, person, page_of, now):
    boss = people.employee(session, "manager")
    asked = waivers.ask(session, person, hr, now)
    page = page_of(boss)

    assert "Nobody has asked" in text(page.get("/waivers/"))
    page.get(f"/waivers/{asked.id}/", status=404)
    page.post(f"/waivers/{asked.id}/", status=404, decision="approve")
    page.get("/waivers/new", status=403)


def test_hr_does_not_find_its_own_request(session, hr, page_of, now):
    asked = waivers.ask(session, hr, people.employee(session, "hr"), now)

    page_of(hr).get(f"/waivers/{asked.id}/", status=404)


@pytest.mark.parametrize(
    ("fields", "words"), [({}, "Choose one of the two"), ({"decision": "decline"}, "Say what is missing")]
)
def test_a_decision_is_one_of_two_and_a_no_has_words(session, hr, person, page_of, now, fields, words):
    asked = waivers.ask(session, person, hr, now)

    shown = text(page_of(hr).post(f"/waivers/{asked.id}/", status=422, **fields))

    assert words in shown


def test_hr_waives_for_somebody_and_takes_it_back_with_the_reason(session, hr, person, page_of):
    page = page_of(hr)
    fields = ASKED | {"number": person.employee_number, "course": "smu-1", "reason": "administrative"}

    recorded = text(page.follow("/waivers/new", **fields))
    kept = list_waivers(session, hr.id, is_hr=True)[0]
    page.post(f"/waivers/{kept.id}/withdraw", status=422)
    back = text(page.follow(f"/waivers/{kept.id}/withdraw", words="The paper was forged."))

    assert "The lessons count as done for Mira Example, who is told." in recorded
    assert "Then 2 lessons of Mira Example are open again" in recorded
    assert "Taken back: the lessons are open again" in back
    assert "The paper was forged." in text(page_of(person).get("/courses/smu-1/prior-learning"))
    assert "0 of 2 done" in text(page_of(person).get("/courses/smu-1/"))


@pytest.mark.parametrize(
    ("number", "words"), [("E-none", "Nobody has this number"), ("own", "Somebody else decides")]
)
def test_hr_is_told_whom_it_cannot_waive_for(hr, page_of, number, words):
    fields = ASKED | {"number": hr.employee_number if number == "own" else number, "course": "smu-1"}

    shown = text(page_of(hr).post("/waivers/new", status=422, **fields))

    assert words in shown


def test_the_list_is_filtered_by_state(session, hr, person, page_of, now):
    waivers.ask(session, person, hr, now)
    page = page_of(hr)

    assert "Mira Example" in text(page.get("/waivers/?state=asked"))
    assert "No request in this state" in text(page.get("/waivers/?state=approved"))
    assert "Mira Example" in text(page.get("/waivers/?state=odd"))


def test_the_list_costs_the_same_for_one_and_for_three(session, hr, page_of, now):
    page = page_of(hr)

    def asked():
        waivers.ask(session, people.employee(session), hr, now)
        page.get("/waivers/")
        with count_statements(session) as statements:
            page.get("/waivers/")
        return statements.count

    first = asked()
    asked()

    assert asked() == first


def test_the_list_of_allowances_costs_the_same_for_one_and_for_three(session, hr, page_of, now):
    page = page_of(hr)

    def asked():
        waivers.allow(session, people.employee(session), hr, now, minutes=5)
        page.get("/allowances/")
        with count_statements(session) as statements:
            page.get("/allowances/")
        return statements.count

    first = asked()
    asked()

    assert asked() == first


def test_what_an_employee_writes_is_shown_as_written(session, hr, person, page_of, now):
    asked = waivers.ask(session, person, hr, now, evidence=people.HOSTILE + " and twenty letters more")

    assert "<img src=x" not in page_of(hr).get(f"/waivers/{asked.id}/").get_data(as_text=True)
