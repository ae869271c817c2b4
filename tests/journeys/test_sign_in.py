"""Coming in: deep links, wrong passwords, and what ends a sign-in."""

from sqlalchemy import delete

from tests.factories.people import PASSWORD
from tests.screens.people import EmployeeDesk, SignIn
from tests.screens.screen import Screen
from university.people.models import Role, SignInFailure
from university.storage import work

TRIES = 10
ALLOWED = 5


def test_a_deep_link_survives_signing_in(site, page_for, hand):
    person = site.person()
    page = page_for()

    page.goto("/courses/smu-101/three-hats/")
    SignIn(page, hand).enter(person.email, PASSWORD)

    page.wait_for_url("**/courses/smu-101/three-hats/")
    Screen(page).expect_heading("Three hats: me, me at work, the brand")


def test_ten_wrong_passwords_are_slowed_down_and_the_right_one_waits_too(site, page_for):
    person = site.person()
    door = SignIn(page_for()).open()

    answers = []
    for _ in range(TRIES):
        with door.page.expect_response("**/sign-in") as answer:
            door.enter(person.employee_number, "not my password")
        answers.append(answer.value.status)
        door.page.wait_for_load_state()

    assert answers == [422] * ALLOWED + [429] * (TRIES - ALLOWED)
    door.expect_words("Please wait 1 minute")
    door.enter(person.employee_number, PASSWORD)
    door.expect_words("Please wait 1 minute")
    _forget_failures(site)
    door.enter(person.employee_number, PASSWORD)
    Screen(door.page).expect_heading("My learning")


def test_a_role_given_or_taken_signs_the_person_out_at_once(site, page_for, hand):
    person = site.person()
    desk = EmployeeDesk(page_for(site.person(Role.ADMIN)), hand)
    theirs = Screen(page_for(person))
    theirs.open()
    theirs.expect_heading("My learning")

    desk.open(id=person.id)
    desk.give("HR")
    desk.expect_words("Take HR role")
    theirs.page.reload()
    theirs.expect_heading("Sign in")

    SignIn(theirs.page).enter(person.email, PASSWORD)
    theirs.expect_heading("My learning")
    theirs.page.goto("/records/")
    theirs.expect_heading("Records")
    desk.take("HR")
    desk.expect_words("No role")
    theirs.page.reload()
    theirs.expect_heading("Sign in")


def _forget_failures(site):
    with work.transaction(site.session) as session:
        session.execute(delete(SignInFailure))
