"""A note that saves itself, two tabs of it, a bookmark, and practice to remember a course by."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from tests.factories import certification
from tests.screens.learning import LessonPage, MemoryPage
from university.base import clock
from university.learning.models import LessonNote, MemoryPractice

PLACE = {"course": "smu-101", "lesson": "listening-first"}


def write(lesson, words):
    lesson.page.locator(".own__note summary").click()
    lesson.page.get_by_label("Your note on this lesson").fill(words)


def saved(site, person):
    site.session.rollback()
    return site.session.scalars(
        select(LessonNote.text).where(LessonNote.employee_id == person.id)
    ).one_or_none()


def test_a_note_saves_itself_and_goes_on_saving(site, page_for):
    person = site.person()
    lesson = LessonPage(page_for(person)).open(**PLACE)

    write(lesson, "Ask Amara.")
    expect(lesson.page.locator("[data-saved]")).to_contain_text("Saved")
    first = saved(site, person)
    lesson.page.get_by_label("Your note on this lesson").fill("Ask Amara and Bo.")
    expect(lesson.page.locator("input[name=revision]")).to_have_value("2")

    assert (first, saved(site, person)) == ("Ask Amara.", "Ask Amara and Bo.")


def test_a_second_tab_keeps_its_text_and_sees_both(site, page_for):
    person = site.person()
    first, second = (LessonPage(page_for(person)).open(**PLACE) for _ in range(2))
    write(first, "From the first tab.")
    expect(first.page.locator("[data-saved]")).to_contain_text("Saved")

    write(second, "From the second tab.")
    expect(second.page.locator("[data-saved]")).to_contain_text("You changed this note in another tab")
    second.press("Save note")

    second.expect_words("You wrote in two tabs")
    expect(second.page.get_by_label("Saved in the other tab")).to_have_value("From the first tab.")
    expect(second.page.get_by_label("Your note", exact=True)).to_have_value("From the second tab.")
    assert saved(site, person) == "From the first tab."


def test_a_bookmark_is_pressed_in_its_place(site, page_for):
    lesson = LessonPage(page_for(site.person())).open(**PLACE)

    lesson.press("Bookmark")

    expect(lesson.button("Bookmarked")).to_have_attribute("aria-pressed", "true")
    expect(lesson.button("Bookmarked")).to_be_focused()


def test_practice_to_remember_is_done_once_every_question_was_tried(site, page_for):
    person = site.person()
    certification.complete(site.session, person, "smu-101", now=clock.now() - timedelta(days=8))
    memory = MemoryPage(page_for(person)).open(course="smu-101")
    questions = memory.page.locator(".practice")

    for number in range(questions.count()):
        asked = questions.nth(number)
        asked.get_by_role("radio").or_(asked.get_by_role("checkbox")).first.check()
        asked.get_by_role("button").click()
        expect(asked.locator("[data-swap-focus]")).to_be_focused()

    memory.expect_words("You practiced this on")
    site.session.rollback()
    done = select(MemoryPractice.days).where(
        MemoryPractice.employee_id == person.id, MemoryPractice.done_at.is_not(None)
    )
    assert site.session.scalars(done).all() == [7]
