"""A double click on a button that writes has one effect; those of the other journeys are tested there."""

from playwright.sync_api import expect
from sqlalchemy import func, select

from tests.screens.learning import CoursePage
from tests.screens.people import EmployeeDesk, ImportEmployees
from tests.screens.unconference import BreakoutPage, EventPage, PlaceTopic, TopicWall
from university.learning.models import Enrollment
from university.people.models import Employee, Role, RoleGrant
from university.unconference.models import Breakout, Topic
from university.unconference.rules import Phase


def count(site, what, **kept) -> int:
    return site.session.scalar(select(func.count()).select_from(what).filter_by(**kept))


def test_a_course_is_started_once(site, page_for):
    person = site.person()
    course = CoursePage(page_for(person)).open(course="smu-101")

    course.button("Start the course").dblclick()
    expect(course.button("Start the course")).to_have_count(0)

    assert count(site, Enrollment, employee_id=person.id) == 1


def test_a_role_is_given_once_and_taken_once(site, page_for):
    person = site.person()
    desk = EmployeeDesk(page_for(site.person(Role.ADMIN))).open(id=person.id)

    desk.hand.pick(desk.page.get_by_label("Role", exact=True), "HR")
    desk.button("Give role").dblclick()
    expect(desk.button("Take HR role")).to_have_count(1)
    assert count(site, RoleGrant, employee_id=person.id) == 1
    desk.button("Take HR role").dblclick()

    desk.expect_words("No role")
    assert count(site, RoleGrant, employee_id=person.id) == 0


def test_an_event_moves_on_by_one_phase_and_a_topic_gets_one_place(site, page_for):
    event = site.event(phase=Phase.VOTING)
    slug, number = event.slug, event.id
    site.wish(event, site.person(), title="A wish that is clicked twice")
    about = EventPage(page_for(site.person(Role.ORGANIZER))).open(event=slug)

    about.button("On to “scheduling”").dblclick()
    about.expect_words("Phase: Scheduling")
    about.page.goto(TopicWall.path.format(event=slug))
    TopicWall(about.page).follow("Place it")
    PlaceTopic(about.page).button("Place it here").dblclick()
    about.page.wait_for_url("**/timetable/**")

    assert count(site, Breakout, topic_id=_topic(site, number).id) == 1


def test_a_seat_is_left_once(site, page_for):
    person = site.person()
    event = site.event()
    place = site.breakout(event, site.person()).id
    breakout = BreakoutPage(page_for(person)).open(event=event.slug, breakout=place)
    breakout.press("Sign up")
    breakout.expect_part("Your seat")

    breakout.button("Leave this session").dblclick()

    breakout.expect_part("Take a seat")


def test_an_employee_file_is_applied_once(site, page_for):
    number = f"D{site.person().id:05}"
    roster = ImportEmployees(page_for(site.person(Role.HR))).open()
    roster.show_rows(
        f"{number},Noor Ito,{number}@home.example,Home,Care,Advisor,DE,Europe/Berlin,no,,2024-02-01,"
    )

    roster.button("Apply to 1 person").dblclick()
    roster.expect_words("The employee file is applied")

    assert count(site, Employee, employee_number=number) == 1


def _topic(site, event_id: int) -> Topic:
    return site.session.scalars(select(Topic).where(Topic.unconference_id == event_id)).one()
