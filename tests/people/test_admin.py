"""The desk of administrators: people found, roles given and taken, leaving and coming back."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tests.factories.people import HOSTILE, employee, employee_with_password
from tests.page import text
from tests.statements import count_statements
from university.base.actor import COMMAND, Actor
from university.base.errors import Clash, NotFound
from university.people import queries, services
from university.people.models import Employee, Role, RoleGrant
from university.people.queries import employees
from university.records.models import Fact
from university.storage import work

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def admin(session):
    return employee(session, "admin", name="Ada Admin")


@pytest.fixture
def desk(admin, page_of):
    return page_of(admin)


def facts(session):
    return session.scalars(select(Fact.kind).order_by(Fact.number)).all()


def roles(session, person):
    return session.scalars(select(RoleGrant.role).where(RoleGrant.employee_id == person.id)).all()


# ---- the list


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tomasz", True),
        ("WILK tom", True),
        ("lg-77", True),
        ("home marketing", True),
        ("t_masz", False),
        ("100%", False),
    ],
)
def test_people_are_found_by_any_words_of_theirs(desk, session, words, found):
    employee(session, name="Tomasz Wilk", employee_number="LG-7777", department="Home marketing")

    answer = desk.get("/admin/", query_string={"q": words})

    assert ("Tomasz Wilk" in text(answer)) is found


def test_those_who_left_are_a_list_of_their_own(desk, session):
    employee(session, name="Gone Long", left_on=NOW.date())

    shown = {
        state: "Gone Long" in text(desk.get(f"/admin/?state={state}")) for state in ("active", "left", "all")
    }

    assert shown == {"active": False, "left": True, "all": True}


@pytest.mark.parametrize(
    ("days", "words", "lists"),
    [
        (0, "Left 22 November 2026", {"left"}),
        (-1, "Left 21 November 2026", {"left"}),
        (1, "Leaves 23 November 2026", {"active"}),
        (None, "Active", {"active"}),
    ],
    ids=["leaves today", "left yesterday", "leaves tomorrow", "stays"],
)
def test_everybody_is_here_until_the_day_of_leaving(desk, session, days, words, lists):
    left_on = None if days is None else NOW.date() + timedelta(days=days)
    person = employee(session, name="Kim Leaving", left_on=left_on)

    pages = {state: text(desk.get(f"/admin/?q=kim&state={state}")) for state in ("active", "left")}

    assert {state for state, page in pages.items() if "Kim Leaving" in page} == lists
    assert all(words in pages[state] for state in lists)
    assert words in text(desk.get(f"/admin/employees/{person.id}/"))
    here = session.scalars(select(Employee.id).where(queries.is_here(NOW.date()))).all()
    assert (person.id in here) is not person.has_left(NOW.date())


def test_the_list_comes_in_pages(desk, session, monkeypatch):
    monkeypatch.setattr(employees, "PAGE", 2)
    for number in range(3):
        employee(session, name=f"Bo {number}")

    first, second = text(desk.get("/admin/?q=bo")), text(desk.get("/admin/?q=bo&page=2"))

    assert "3 people" in first
    assert "Bo 2" not in first
    assert "Bo 2" in second


@pytest.mark.parametrize(
    "query",
    ["page=-1", "page=0", "page=999999999999999999999", "page=x", "state=odd", "q=%00", "q=" + "x" * 3000],
)
def test_an_odd_query_is_answered(desk, query):
    desk.get(f"/admin/?{query}")


def test_the_list_takes_the_same_statements_for_one_row_and_for_three(desk, session):
    session.rollback()
    with count_statements(session) as with_one:
        desk.get("/admin/")
    for _ in range(2):
        employee(session, "hr", "author")
    session.rollback()

    with count_statements(session) as with_three:
        desk.get("/admin/")

    assert with_one.count == with_three.count <= 6


def test_hostile_text_is_text_on_every_page(desk, session):
    person = employee(session, name=HOSTILE, department=HOSTILE, job_title=HOSTILE, country=HOSTILE)
    home = f"/admin/employees/{person.id}/"

    pages = [
        desk.get("/admin/?state=all"),
        desk.get("/admin/", query_string={"q": '"><img src=x onerror=alert(1)>'}),
        desk.get(home),
        desk.get(home + "deactivate"),
        desk.post(home + "password-link", status=200),
    ]

    assert [page.request.path for page in pages if "<img src=x" in page.text] == []
    assert "49" not in text(pages[2]).split("=1+1")[0]


@pytest.mark.parametrize("bad", ["-1", "0", "x", "2147483648", "99999999999999999999", "1.0", "1'"])
def test_an_id_that_cannot_be_is_not_found(desk, bad):
    desk.get(f"/admin/employees/{bad}/", status=404)
    desk.post(f"/admin/employees/{bad}/reactivate", status=404)


def test_an_unknown_person_is_not_found_by_any_act(desk):
    for act in ("roles/give", "roles/take", "deactivate", "reactivate", "password-link"):
        desk.post(f"/admin/employees/2147483647/{act}", status=404, role="hr")


# ---- roles


def test_a_role_is_given_once_and_signs_the_person_out(desk, page_of, session):
    person = employee(session)
    browser, path = page_of(person), f"/admin/employees/{person.id}/roles/give"

    first, second = (text(desk.follow(path, role="hr")).partition("Request ")[0] for _ in range(2))

    assert "HR: sees records" in first
    assert first == second
    browser.get("/me/", status=303)
    assert facts(session) == ["role.given"]


def test_a_role_is_taken_once_and_signs_the_person_out(desk, page_of, session):
    person = employee(session, "hr")
    browser, path = page_of(person), f"/admin/employees/{person.id}/roles/take"

    for _ in range(2):
        desk.post(path, role="hr")

    browser.get("/me/", status=303)
    assert roles(session, person) == []
    assert facts(session) == ["role.taken"]


@pytest.mark.parametrize("role", ["", "manager", "ADMIN", "x" * 500])
def test_an_unknown_role_is_refused(desk, session, role):
    desk.post(f"/admin/employees/{employee(session).id}/roles/give", status=422, role=role)


def test_nobody_takes_their_own_admin_role(desk, session, admin):
    employee(session, "admin")

    answer = desk.post(f"/admin/employees/{admin.id}/roles/take", status=409, role="admin")

    assert "your own administrator role" in text(answer)
    assert roles(session, admin) == [Role.ADMIN]


def test_the_last_admin_stays(session, admin):
    for act in (
        lambda: services.take_role(session, admin.id, Role.ADMIN, by=COMMAND, now=NOW),
        lambda: services.deactivate(session, admin.id, on=NOW.date(), by=COMMAND, now=NOW),
    ):
        with pytest.raises(Clash, match="last administrator"), work.transaction(session):
            act()

    assert roles(session, admin) == [Role.ADMIN]


# ---- leaving and coming back


def test_the_question_says_who_is_hit(desk, session):
    person = employee(session, "hr", "author", name="Hana Sato")

    words = text(desk.get(f"/admin/employees/{person.id}/deactivate"))

    assert "1 person is hit: Hana Sato" in words
    assert "2 roles are taken away" in words


def test_who_is_deactivated_is_out_at_the_next_request(desk, page_of, page, session):
    person = employee_with_password(session, "hr")
    browser, path = page_of(person), f"/admin/employees/{person.id}/deactivate"

    for _ in range(2):
        desk.post(path)

    browser.get("/me/", status=303)
    page.post("/sign-in", status=422, account=person.email, password="lantern gravel otter nine")
    assert roles(session, person) == []
    assert facts(session) == ["role.taken", "employee.deactivated"]
    assert "Left 22 November 2026" in text(desk.get(f"/admin/employees/{person.id}/"))


def test_nobody_deactivates_themselves(desk, session, admin):
    employee(session, "admin")

    desk.post(f"/admin/employees/{admin.id}/deactivate", status=409)


def test_who_comes_back_has_everything_but_the_roles(desk, session):
    person = employee(session, left_on=NOW.date())

    for _ in range(2):
        desk.post(f"/admin/employees/{person.id}/reactivate")

    session.refresh(person)
    assert person.left_on is None
    assert facts(session) == ["employee.reactivated"]


def test_who_has_left_gets_no_role_and_no_link(session):
    person = employee(session, left_on=NOW.date())

    with pytest.raises(Clash), work.transaction(session):
        services.give_role(session, person.id, Role.HR, by=COMMAND, now=NOW)
    with pytest.raises(Clash), work.transaction(session):
        services.make_password_link(session, person.id, by=COMMAND, now=NOW)


def test_leaving_ends_the_password_link(session):
    person = employee(session)
    with work.transaction(session):
        token = services.make_password_link(session, person.id, by=COMMAND, now=NOW)
    with work.transaction(session):
        services.deactivate(session, person.id, on=NOW.date(), by=COMMAND, now=NOW)
    with work.transaction(session):
        services.reactivate(session, person.id, by=COMMAND, now=NOW)

    with pytest.raises(NotFound):
        queries.get_employee_by_link(session, token, now=NOW)


def test_the_link_carries_the_address_of_the_site_and_not_of_the_browser(desk, page, session):
    person = employee(session)

    answer = desk.post(f"/admin/employees/{person.id}/password-link", status=200)

    link = re.search(r'value="(https://university\.larkenfield\.example(/set-password/[^"]+))"', answer.text)
    assert person.name in text(page.get(link[2]))
    assert link[2] not in desk.get(f"/admin/employees/{person.id}/").text
    assert facts(session) == ["password.linked"]


def test_the_acts_stand_in_the_ledger_with_their_actor(desk, session, admin):
    desk.post(f"/admin/employees/{employee(session).id}/roles/give", role="author")

    assert session.scalars(select(Fact.actor)).one() == str(Actor.employee(admin.id))


@pytest.mark.parametrize("role", ["hr", "author", "organizer", None])
def test_nobody_else_gets_in(page_of, session, role):
    person = employee(session, *([role] if role else []))
    browser = page_of(person)

    browser.get("/admin/", status=403)
    browser.post(f"/admin/employees/{person.id}/roles/give", status=403, role="admin")

    assert session.get(Employee, person.id).left_on is None
    assert Role.ADMIN not in roles(session, person)
