"""A good folder becomes values that are the same for every reader."""

import hashlib
import io
import zipfile
from datetime import date

import pytest
from PIL import Image

from university.engines.catalog import read_catalog
from university.engines.catalog.model import ChangeLevel, Display, Heading, QuestionKind, Source

LESSON = "courses/smu-110/first-line.md"
COURSE = "courses/smu-110/course.md"
QUIZ = "courses/smu-110/quiz.md"


@pytest.fixture
def course(tree):
    return tree.read().catalog.courses["smu-110"]


def test_a_course_has_its_promise_its_rules_and_its_lessons(course):
    assert (course.title, course.minutes, course.owners) == ("Say who you are", 30, ("LG-0012",))
    assert (course.pass_mark, course.attempts, course.wait_hours, course.draw) == (80, 3, 24, None)
    assert (course.quiz_minutes, course.display) == (None, Display.STANDARD)
    assert (course.change, course.note, course.review_by) == (
        ChangeLevel.MATERIAL,
        "First version",
        date(2099, 5, 31),
    )
    assert course.outcome == "<p>On Monday you will mend one post.</p>\n"
    assert [(module.title, [lesson.slug for lesson in module.lessons]) for module in course.modules] == [
        ("Words", ["first-line"])
    ]


def test_a_course_may_limit_the_time_of_an_attempt_and_choose_what_it_shows(tree):
    tree.edit("courses/smu-110/course.md", "wait_hours: 24", "wait_hours: 24, minutes: 240, display: open")

    course = tree.read().catalog.courses["smu-110"]

    assert (course.quiz_minutes, course.display) == (240, Display.OPEN)


def test_a_lesson_keeps_prose_and_practice_in_order(course):
    prose, question = course.lessons[0].blocks

    assert prose == "<p>Mira types.</p>\n"
    assert (question.id, question.kind, question.lesson) == ("where-to", QuestionKind.SINGLE, "first-line")
    assert [(option.id, option.text, option.feedback, option.is_right) for option in question.options] == [
        ("a", "In the first line", "Yes, since readers see it before anything else.", True),
        ("b", "In the profile of the author", "Few readers ever open a profile before they buy.", False),
    ]


def test_a_counted_question_names_its_lesson(course):
    assert [(question.id, question.lesson) for question in course.quiz] == [("what-first", "first-line")]


def test_several_right_options_mean_choose_all(tree):
    tree.edit(QUIZ, "[ ]", "[X]")

    (question,) = tree.read().catalog.courses["smu-110"].quiz

    assert (question.kind, question.right_options) == (QuestionKind.MULTIPLE, {"a", "b"})


def test_a_lesson_has_an_outline_and_sources(tree):
    sources = "sources:\n  - {name: FTC, date: 2023}\ninvented: people\nreview_by: 2027-01-31\n---\n"
    tree.edit(LESSON, "(apply).\n---\n", f"(apply).\n{sources}")
    tree.edit(LESSON, "Mira types.", "Mira types.\n\n## The rule\n\n### Why\n\n#### Deep")

    lesson = tree.read().catalog.courses["smu-110"].lessons[0]

    assert lesson.headings == (
        Heading(anchor="section-the-rule", text="The rule", level=2),
        Heading(anchor="section-why", text="Why", level=3),
    )
    assert (lesson.sources, lesson.invented, lesson.review_by) == (
        (Source(name="FTC", date="2023"),),
        "people",
        date(2027, 1, 31),
    )


def test_programs_and_policies_are_read(tree):
    catalog = tree.read().catalog

    certification, policy = catalog.certifications["cert-enthusiast"], catalog.policies["five-principles"]
    assert (certification.required, certification.policies) == (("smu-110",), ("five-principles",))
    assert (certification.permission, certification.months_valid, certification.warn_days) == (
        "share",
        12,
        60,
    )
    assert (policy.title, policy.body) == ("Five principles", "<p>Be kind.</p>\n")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("first-line.md", "/courses/smu-110/first-line/"),
        ("first-line.md#the-rule", "/courses/smu-110/first-line/#section-the-rule"),
        ("course.md", "/courses/smu-110/"),
        ("quiz.md", "/courses/smu-110/quiz/"),
        ("../smu-101/course.md", "/courses/smu-101/"),
        ("../smu-101/first-line.md", "/courses/smu-101/first-line/"),
        ("../../policies/five-principles.md", "/policies/five-principles/"),
        ("../../certifications/cert-enthusiast.md", "/certifications/cert-enthusiast/"),
        ("/tips/one/", "/tips/one/"),
    ],
)
def test_links_between_files_become_links_between_pages(tree, written, expected):
    tree.add_course("smu-101")
    tree.edit(LESSON, "Mira types.", f"[x]({written})\n\n## The rule")

    reading = tree.read()

    assert reading.findings == ()
    assert reading.catalog.courses["smu-110"].lessons[0].blocks[0] == (
        f'<p><a href="{expected}">x</a></p>\n<h2 id="section-the-rule">The rule</h2>\n'
    )


@pytest.mark.parametrize(
    ("kind", "end", "media_type"),
    [
        ("PNG", "-4.png", "image/png"),
        ("JPEG", "-4.jpg", "image/jpeg"),
        ("WEBP", "-4.webp", "image/webp"),
        ("GIF", ".gif", "image/gif"),
    ],
)
def test_a_picture_is_served_by_the_digest_of_its_bytes(tree, picture, kind, end, media_type):
    body = picture(kind)
    tree.write("courses/smu-110/img/photo.any", body)
    tree.edit(LESSON, "Mira types.", "![A post](img/photo.any)")

    reading = tree.read()

    digest = hashlib.sha256(body).hexdigest()
    media = reading.media[digest]
    block = reading.catalog.courses["smu-110"].lessons[0].blocks[0]
    assert block.startswith(f'<figure>\n<img src="/media/{digest}{end}" alt="A post"')
    assert 'width="4" height="3" loading="lazy"></figure>' in block
    assert (media.path, media.media_type, media.width, media.height) == ("img/photo.any", media_type, 4, 3)
    assert media.body == body


def test_a_picture_taken_sideways_has_its_sides_swapped(tree, picture):
    exif = Image.Exif()
    exif[274] = 6
    tree.write("courses/smu-110/photo.jpg", picture("JPEG", exif=exif))
    tree.edit(LESSON, "Mira types.", "![A post](photo.jpg)")

    (media,) = tree.read().media.values()

    assert (media.width, media.height) == (3, 4)


def test_two_readings_are_equal_to_the_byte(tree):
    assert tree.read() == tree.read()


def test_the_sources_are_the_exact_files(tree, picture):
    tree.write("courses/smu-110/photo.png", picture())
    tree.write("courses/smu-110/unused.txt", "x")
    tree.edit(LESSON, "Mira types.", "![A post](photo.png)")

    with zipfile.ZipFile(io.BytesIO(tree.read().sources["course", "smu-110"])) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}

    names = ["course.md", "first-line.md", "photo.png", "quiz.md"]
    assert files == {name: (tree.course / name).read_bytes() for name in names}


@pytest.mark.parametrize("name", [COURSE, LESSON, QUIZ])
def test_any_byte_of_a_course_changes_its_digest(tree, name):
    before = tree.read().catalog.courses["smu-110"]

    tree.write(name, (tree.root / name).read_bytes() + b"\n")

    after = tree.read().catalog.courses["smu-110"]
    assert after.digest != before.digest
    assert (after.lessons[0].digest != before.lessons[0].digest) == (name == LESSON)


def test_a_changed_picture_changes_its_lesson(tree, picture):
    tree.write("courses/smu-110/photo.png", picture())
    tree.edit(LESSON, "Mira types.", "![A post](photo.png)")
    before = tree.read().catalog.courses["smu-110"].lessons[0]

    tree.write("courses/smu-110/photo.png", picture(size=(5, 5)))

    assert tree.read().catalog.courses["smu-110"].lessons[0].digest != before.digest


@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["windows", "old mac"])
def test_line_ends_and_byte_order_marks_do_not_matter(tree, ending):
    plain = (tree.root / LESSON).read_text()
    before = tree.read().catalog.courses["smu-110"].lessons[0].blocks

    tree.write(LESSON, b"\xef\xbb\xbf" + plain.replace("\n", ending).encode())

    assert tree.read().catalog.courses["smu-110"].lessons[0].blocks == before


def test_a_lone_course_folder_is_read_as_it_is(tree, course, tmp_path):
    lone = tree.course.rename(tmp_path / "smu-110")

    assert read_catalog(lone).catalog.courses == {"smu-110": course}


def test_hidden_and_foreign_files_are_passed_over(tree):
    tree.write("courses/.git/config", "x")
    tree.write("courses/smu-110/.draft.md", "x")
    tree.write("courses/smu-110/notes.txt", "x")
    tree.write("README.md", "x")

    assert tree.codes() == set()
