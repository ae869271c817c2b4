"""One way through for each kind of person: employee, manager, HR, author, executive, administrator."""

import re

from playwright.sync_api import expect
from sqlalchemy import select

from tests.factories import certification
from tests.screens.desks import Health, NewAssignment, PriorLearning, Team, Waivers, expect_notice
from tests.screens.learning import LessonPage, MyLearning
from tests.screens.screen import Screen
from university.base import clock
from university.base.actor import Actor
from university.learning import services as learning
from university.learning.models import VoidedQuestion
from university.learning.queries import drawn_of, get_standing, list_due
from university.people.models import Employee, Role
from university.storage import work

COURSE = "Five principles and three hats"
FIRST_LESSON = "listening-first"
VOIDED_IN = "smu-130"  # no other journey counts the questions of this one


def test_a_manager_assigns_a_course_and_reminds_of_it(site, page_for, hand):
    manager = site.person(name="Mona Manager")
    employee = site.person(manager_id=manager.id, name="Emil Employee")
    site.person(manager_id=manager.id, name="Erin Else")
    desk, home = page_for(manager), MyLearning(page_for(employee))
    asking, team = NewAssignment(desk, hand), Team(desk, hand)

    asking.open()
    asking.preview(course=COURSE, whom="One person in my line", person="Emil", why="You join the shop team.")
    asking.expect_words("1 person is asked")
    asking.press("Assign to 1 person")
    asking.expect_words("It is assigned")
    home.open()
    home.expect_words("You join the shop team.")
    team.open()
    assert "due" in team.row("Emil Employee")
    assert "Nothing asked" in team.row("Erin Else")
    team.remind("Emil Employee")

    team.expect_words("1 person was reminded.")
    expect_notice(home, "Mona Manager")
    assert [one.course for one in list_due(site.session, employee.id)] == ["smu-101"]


def test_hr_lets_prior_learning_count_and_the_quiz_is_still_asked(site, page_for, hand):
    leo, employee = site.person(Role.HR, name="Leo of HR"), site.person()
    claim, desk = PriorLearning(page_for(employee), hand), Waivers(page_for(leo), hand)

    claim.open(course="smu-101")
    claim.ask(how="Learned elsewhere", evidence="Two years on the desk of another firm.", approver="Leo")
    claim.expect_words("Your request")
    desk.open()
    desk.agree(employee.name, "Welcome, and good luck with the quiz.")
    desk.expect_words(f"Approved. {employee.name} is told.")

    expect_notice(claim, "good luck with the quiz")
    standing = get_standing(site.session, employee.id, "smu-101")
    assert (len(standing.done), standing.completed_at) == (6, None)


def test_an_author_hears_of_a_mistake_answers_it_and_voids_a_question(site, page_for):
    reader = site.person(name="Rita Reader")
    hana = site.session.scalars(select(Employee).where(Employee.employee_number == "LG-0013")).one()
    lesson, desk = LessonPage(page_for(reader)), Screen(page_for(hana))
    certification.complete(site.session, reader, "smu-101", now=clock.now())
    asked = sit_in_vain(site, reader, VOIDED_IN)

    lesson.open(course=VOIDED_IN, lesson="spot-the-trick")
    lesson.follow("Report a mistake")
    lesson.fill("What is wrong, and where?", "The year in the second sentence is wrong.")
    lesson.press("Send the report")
    lesson.expect_words("The owner of the course was told")
    desk.page.goto(f"/studio/{VOIDED_IN}/voices")
    desk.expect_words("The year in the second sentence is wrong.")
    desk.page.get_by_label("Your answer").last.fill("Thank you. It is mended in the next version.")
    desk.page.get_by_role("button", name="Send the answer").last.click()
    desk.expect_words("Answered. The reader finds your words under Notices.")
    expect_notice(lesson, "It is mended in the next version.")
    desk.page.goto(f"/studio/{VOIDED_IN}/questions/{asked}/void")
    desk.fill("What is wrong with this question?", "Two of its options are right.")
    desk.page.get_by_label("Yes, void this question for good").check()
    desk.press("Void question")

    desk.expect_heading("This question is voided")
    expect_notice(lesson, "counts as right for you")
    assert asked in site.session.scalars(select(VoidedQuestion.question)).all()


def sit_in_vain(site, person, course) -> str:
    """Hand in an empty attempt at a course; gives one of the questions that it asked."""
    by, now = Actor.employee(person.id), clock.now()
    with work.transaction(site.session) as session:
        attempt = learning.start_attempt(session, person.id, course, by=by, now=now)
        learning.submit_attempt(session, attempt.id, person.id, by=by, now=now)
    return drawn_of(attempt)[0].id


def test_an_employee_keeps_a_note_a_bookmark_and_the_due_dates(site, page_for, hand):
    lesson = LessonPage(page_for(site.person()), hand)

    lesson.open(course="smu-101", lesson=FIRST_LESSON)
    lesson.press("Bookmark")
    expect(lesson.button("Bookmarked")).to_be_visible()
    lesson.page.locator(".own__note summary").click()
    lesson.fill("Your note on this lesson", "Ask Mira for the list of words.")
    # The note may have saved itself before; the button leads on once that is through.
    with lesson.page.expect_navigation():
        lesson.press("Save note")
    expect(lesson.page.locator("#own [data-saved]")).to_contain_text("Saved")
    lesson.page.goto("/notes/")
    lesson.expect_words("Ask Mira for the list of words.")
    lesson.page.goto("/me/calendar")
    lesson.page.get_by_role("button", name=re.compile("address")).first.click()
    link = lesson.page.get_by_label("Address for your calendar program").input_value()

    feed = lesson.page.request.get(link)
    assert feed.headers["content-type"].startswith("text/calendar")
    assert feed.text().startswith("BEGIN:VCALENDAR")


def test_rank_exempts_nobody(site, page_for):
    executive = site.person(is_executive=True, name="Vera Voice")
    asking, home = NewAssignment(page_for(site.person(Role.HR))), MyLearning(page_for(executive))

    asking.open()
    asking.preview(
        course="Safe accounts", whom="Everyone with a role", role="Executives", why="Leaders are imitated."
    )
    asking.page.get_by_role("button", name=re.compile("Assign to")).click()
    asking.expect_words("It is assigned")
    home.open()

    home.expect_words("Leaders are imitated.")
    assert [one.course for one in list_due(site.session, executive.id)] == ["smu-130"]


def test_an_administrator_is_told_that_no_mail_goes_out_and_how_the_jobs_do(site, page_for):
    health = Health(page_for(site.person(Role.ADMIN)))

    health.open()
    health.expect_heading("Mail and jobs")
    health.expect_words("Reminders")
    health.page.goto("/admin/outbox/")

    health.expect_heading("Outbox")
