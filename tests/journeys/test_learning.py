"""From the catalog to a lesson that is done."""

import re

import pytest
from playwright.sync_api import expect

from tests.screens.learning import Catalog, CoursePage, LessonPage, MyLearning
from university.courses.queries import get_catalog
from university.learning.queries import get_standing

PRACTICED = "three-hats"


@pytest.mark.parametrize("typed", ["safe acounts", "SAFE ACCOUNTS"])
def test_the_catalog_forgives_a_typing_error(site, page_for, hand, typed):
    catalog = Catalog(page_for(site.person()), hand)

    catalog.open()
    catalog.search(typed)

    expect(catalog.page.locator(".course-row__title").first).to_have_text("Safe accounts")


def test_from_my_learning_to_the_first_lesson_done_and_the_next(site, page_for, hand):
    person = site.person()
    page = page_for(person)
    first, second = get_catalog(site.session).course("smu-101").lessons[:2]

    home = MyLearning(page, hand)
    home.open()
    home.follow("All courses")
    Catalog(page, hand).follow("Five principles and three hats")
    course = CoursePage(page, hand)
    course.expect_heading("Five principles and three hats")
    course.expect_words("5 of 6 questions right")
    course.press("Start the course")
    lesson = LessonPage(page, hand)
    lesson.expect_heading(first.title)
    lesson.press("Done")
    lesson.expect_heading(second.title)

    assert set(get_standing(site.session, person.id, "smu-101").done) == {first.slug}


def test_practice_answers_with_feedback_in_its_place(site, page_for, hand):
    lesson = LessonPage(page_for(site.person()), hand)
    lesson.open(course="smu-101", lesson=PRACTICED)

    lesson.try_practice(0)

    expect(lesson.practice.locator(".option__feedback").first).to_be_visible()
    expect(lesson.practice.locator(".option__verdict span").first).to_have_text(
        re.compile("Right|Not this one")
    )
    expect(lesson.practice.locator("[data-swap-focus]")).to_be_focused()


def test_practice_with_script_is_sent_once(site, page_for):
    lesson = LessonPage(page_for(site.person()))
    sent = []
    lesson.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    lesson.open(course="smu-101", lesson=PRACTICED)

    for option in (0, 1):
        lesson.try_practice(option)
        expect(lesson.practice.locator("[data-swap-focus]")).to_be_focused()

    assert len(sent) == 2


def test_every_lesson_leads_to_the_next_and_the_last_to_the_quiz(site, page_for):
    lesson = LessonPage(page_for(site.person()))
    course = get_catalog(site.session).course("smu-101")

    lesson.open(course="smu-101", lesson=course.lessons[0].slug)
    for one in course.lessons:
        lesson.expect_heading(one.title)
        lesson.next()

    lesson.expect_heading("Quiz")


def test_a_double_click_on_done_marks_one_lesson_once(site, page_for):
    person = site.person()
    lesson = LessonPage(page_for(person))
    first, second = get_catalog(site.session).course("smu-101").lessons[:2]

    lesson.open(course="smu-101", lesson=first.slug)
    lesson.button("Done").dblclick()
    lesson.expect_heading(second.title)

    assert set(get_standing(site.session, person.id, "smu-101").done) == {first.slug}
