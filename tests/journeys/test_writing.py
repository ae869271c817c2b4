"""An author writes a course from nothing to live, alone and with a colleague, with script and without."""

from pathlib import Path

import pytest

from tests.journeys import audit
from tests.screens.learning import LessonPage
from tests.screens.records import Studio
from tests.screens.settled import settle
from tests.screens.studio import CourseDesk, Editor, NewCourse, PublishCourse
from university.people.models import Role

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "images" / "my-learning.png"
LESSON = """\
---
course: {slug}
title: Say it kindly
minutes: 3
objective: Answer a complaint in two kind sentences (apply).
---
Thank them *first*, then help.
"""


def begin(site, page, hand, author):
    slug = f"smu-9{author.id}"
    studio = Studio(page, hand)
    studio.open()
    studio.follow("New course")
    NewCourse(page, hand).begin("Answer in public", slug)
    return slug


def test_a_course_is_written_from_nothing_to_live(site, page_for, hand):
    author = site.person(Role.AUTHOR)
    page = page_for(author)
    slug = begin(site, page, hand, author)
    desk, editor = CourseDesk(page, hand), Editor(page, hand)
    desk.expect_heading("Answer in public")

    desk.follow("First steps")
    editor.write(LESSON.format(slug=slug))
    editor.expect_saved()
    editor.expect_look("Thank them first, then help.")
    desk.follow("Answer in public" if desk.link("Answer in public").count() else slug)
    desk.follow("Publish")
    PublishCourse(page, hand).publish("Material", "First version.")

    desk.expect_words("is live with your changes")
    lesson = LessonPage(page_for(site.person()))
    lesson.open(course=slug, lesson="first-steps").expect_heading("Say it kindly")
    assert (site.settings.content_folder / "courses" / slug / "first-steps.md").is_file()


def test_a_course_needs_no_script(site, page_for):
    author = site.person(Role.AUTHOR)
    page = page_for(author, java_script_enabled=False)
    slug = f"smu-9{author.id}"
    NewCourse(page).open().begin("Answer in public", slug)
    editor = Editor(page).open(course=slug, name="first-steps.md")

    editor.write(LESSON.format(slug=slug))
    editor.press("Preview")
    editor.expect_heading("Preview of first-steps.md")
    editor.expect_words("Thank them first, then help.")
    editor.press("Save draft")
    editor.expect_words("Draft saved. Readers see it once you publish.")
    PublishCourse(page).open(course=slug).publish("Material", "First version.", has_script=False)

    LessonPage(page_for(site.person())).open(course=slug, lesson="first-steps").expect_heading(
        "Say it kindly"
    )


def test_what_is_typed_before_the_script_arrives_is_saved_too(site, page_for):
    author = site.person(Role.AUTHOR)
    page = page_for(author)
    slug = f"smu-9{author.id}"
    NewCourse(page).open().begin("Answer in public", slug)
    page.route("**/autosave.js*", lambda route: (page.wait_for_timeout(1_500), route.continue_()))
    page.goto(f"/studio/{slug}/files/first-steps.md", wait_until="commit")
    editor = Editor(page)

    editor.write(LESSON.format(slug=slug))

    editor.expect_saved()


def test_findings_stand_at_their_line_and_pictures_come_with_words(site, page_for, hand):
    author = site.person(Role.AUTHOR)
    page = page_for(author)
    slug = f"smu-9{author.id}"
    NewCourse(page).open().begin("Answer in public", slug)
    editor = Editor(page, hand).open(course=slug, name="first-steps.md")

    editor.write(LESSON.format(slug=slug) + "\nThen [here](nowhere.md).")
    editor.expect_finding(9, "nowhere.md")
    assert editor.jump_to(9) == "Then [here](nowhere.md)."
    editor.add_picture(PICTURE, "My learning, with one course due")

    editor.expect_text("![My learning, with one course due](my-learning.png)")
    editor.expect_saved()
    picture = page.locator("#sheet img")
    picture.wait_for()
    assert picture.evaluate("async (image) => (await image.decode(), image.naturalWidth > 0)")


def test_the_second_of_two_authors_sees_both_texts(site, page_for):
    author, colleague = site.person(Role.AUTHOR), site.person(Role.AUTHOR, Role.ADMIN)
    first, second = page_for(author), page_for(colleague)
    slug = f"smu-9{author.id}"
    NewCourse(first).open().begin("Answer in public", slug)
    mine = Editor(first).open(course=slug, name="first-steps.md")
    theirs = Editor(second).open(course=slug, name="first-steps.md")

    mine.write(LESSON.format(slug=slug))
    mine.expect_saved()
    theirs.write(LESSON.format(slug=slug).replace("kindly", "softly"))
    theirs.expect_told(f"{author.name} saved this file since you opened it")
    theirs.press("Save draft")

    theirs.expect_heading("Two texts of first-steps.md")
    assert "kindly" in second.locator("#theirs").input_value()
    assert "softly" in second.locator("#body").input_value()
    theirs.press("Save mine as the draft")
    theirs.expect_words("Draft saved. Readers see it once you publish.")
    assert "softly" in theirs.text()


def test_what_is_typed_while_the_line_is_down_is_saved_later(site, page_for):
    author = site.person(Role.AUTHOR)
    page = page_for(author)
    slug = f"smu-9{author.id}"
    NewCourse(page).open().begin("Answer in public", slug)
    editor = Editor(page).open(course=slug, name="first-steps.md")

    page.context.set_offline(True)
    editor.write(LESSON.format(slug=slug))
    editor.expect_told("Not saved: no connection.")
    page.context.set_offline(False)

    editor.expect_saved()


PAGES = {
    "desk": "",
    "editor": "files/first-steps.md",
    "quiz in the editor": "files/quiz.md",
    "new lesson": "lessons/new",
    "new question": "questions/new",
    "new picture": "pictures/new",
    "compare": "compare/",
    "reviews": "reviews",
    "publish": "publish",
    "discard": "files/quiz.md/discard",
    "take out": "files/quiz.md/remove",
}


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_the_authors_pages(site, page_for, width, scheme):
    author = site.person(Role.AUTHOR)
    page = page_for(author, viewport={"width": width, "height": 900}, color_scheme=scheme)
    slug = f"smu-9{author.id}"
    NewCourse(page).open().begin("Answer in public", slug)

    found = {}
    for name, path in PAGES.items():
        page.goto(f"/studio/{slug}/{path}")
        settle(page)
        found[name] = [*audit.findings(page), *audit.overflow(page)]

    assert {name: troubles for name, troubles in found.items() if troubles} == {}
