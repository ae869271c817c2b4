"""The curriculum that comes along: seventeen courses as its outline promises them, and quizzes that can be passed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from university.base import resources
from university.demo.rules.answers import right_answer, wrong_answer
from university.engines.catalog import check, read_catalog
from university.engines.catalog.model import Course, Lesson, Option, Question, QuestionKind
from university.engines.catalog.own_quizzes import courses_of
from university.engines.catalog.quality.words import words_of
from university.engines.markup.tags import without_tags
from university.engines.quiz.mark import Mark, mark_one

WRITTEN_ON = date(2026, 11, 22)
ROOT = resources.folder("content")
CATALOG = read_catalog(ROOT).catalog
COURSES = [*CATALOG.courses.values()]
LESSONS = [(course, lesson) for course in COURSES for lesson in course.lessons]
COUNTED = [(course, question) for course in COURSES for question in course.quiz]
#: Minutes that the whole course takes.
OUTLINE = {
    "smu-101": 40,
    "smu-110": 25,
    "smu-120": 35,
    "smu-130": 30,
    "smu-140": 35,
    "net-210": 30,
    "net-220": 35,
    "net-230": 35,
    "net-240": 35,
    "com-250": 45,
    "esn-260": 30,
    "care-310": 45,
    "care-320": 45,
    "meas-330": 45,
    "lead-410": 40,
    "lead-420": 35,
    "reg-510": 50,
}
CERTIFICATIONS = {
    "cert-enthusiast": "share",
    "cert-professional": "speak",
    "cert-ambassador": "brand-account",
    "cert-care": "care-reply",
    "cert-community": "host",
    "cert-executive": "executive-voice",
    "cert-regulated": "regulated-speech",
}
NETWORKS = {
    "Bluesky",
    "Facebook",
    "Hearth",
    "Instagram",
    "LinkedIn",
    "Mastodon",
    "Reddit",
    "Threads",
    "TikTok",
    "X",
    "YouTube",
}
MUCH_DEPENDS_ON = {"care-310", "care-320", "reg-510"}
WITH_LAWYER = ("reg-510", "smu-110", "smu-120")


def of_course(pair: tuple[Course, Lesson | Question]) -> str:
    """Name a lesson or a question as a test."""
    course, thing = pair
    return f"{course.slug}/{thing.slug if isinstance(thing, Lesson) else thing.id}"


def prose_of(lesson: Lesson) -> int:
    """How many words a lesson has, questions apart."""
    texts = (str(block) for block in lesson.blocks if not isinstance(block, Question))
    return sum(len(words_of(without_tags(text, between=" "))) for text in texts)


def options_of(question: Question) -> Iterator[Option]:
    """Every option, those of a drill's steps too."""
    yield from question.options
    for step in question.steps:
        yield from step.options


def test_nothing_is_left_for_an_author_to_mend_or_to_answer():
    assert [str(finding) for finding in check(ROOT, today=WRITTEN_ON)] == []


def test_the_courses_are_those_of_the_outline_with_their_time():
    assert {course.slug: course.minutes for course in COURSES} == OUTLINE


def test_each_course_has_three_modules_of_two_lessons():
    shapes = {course.slug: [len(module.lessons) for module in course.modules] for course in COURSES}

    assert shapes == {slug: [2, 2, 2] for slug in OUTLINE}


@pytest.mark.parametrize("pair", LESSONS, ids=of_course)
def test_a_lesson_is_read_in_a_few_minutes_and_says_where_its_facts_come_from(pair):
    _, lesson = pair

    assert 400 <= prose_of(lesson) <= 800
    assert 3 <= lesson.minutes <= 7
    assert 1 <= len(lesson.practice) <= 2
    assert lesson.sources
    assert lesson.invented
    assert lesson.review_by > WRITTEN_ON


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.slug)
def test_each_lesson_is_tested_and_each_third_one_brings_an_earlier_one_back(course):
    tested = Counter(question.lesson for question in course.quiz)

    assert tested.keys() == course.lesson_by_slug.keys()
    assert [len(course.lessons[place].practice) for place in (2, 5)] == [2, 2]


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.slug)
def test_each_course_has_a_drawing_that_says_its_point_and_follows_a_dark_screen(course):
    shown = " ".join(str(block) for lesson in course.lessons for block in lesson.blocks)
    drawings = sorted((ROOT / "courses" / course.slug).glob("*.svg"))

    assert drawings
    assert shown.count("drawing--adapts") == len(drawings)


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.slug)
def test_a_quiz_asks_six_questions_or_more_and_twelve_where_much_depends_on_it(course):
    assert course.drawn_count >= (12 if course.slug in MUCH_DEPENDS_ON else 6)


@pytest.mark.parametrize("pair", COUNTED, ids=of_course)
def test_a_counted_question_can_be_got_right_and_wrong_and_says_why(pair):
    _, question = pair

    assert mark_one(question, right_answer(question)) is Mark.RIGHT
    assert mark_one(question, wrong_answer(question)) is Mark.WRONG
    assert all(option.feedback for option in options_of(question))


@pytest.mark.parametrize("slug", ["care-320", "reg-510"])
def test_what_is_hard_to_take_back_is_drilled_and_counts(slug):
    course = CATALOG.courses[slug]
    practiced = [one for lesson in course.lessons for one in lesson.practice.values()]

    assert QuestionKind.DRILL in {question.kind for question in course.quiz}
    assert QuestionKind.DRILL in {question.kind for question in practiced}


@pytest.mark.parametrize("slug", WITH_LAWYER)
def test_a_course_on_law_says_that_a_lawyer_must_read_it(slug):
    course = CATALOG.courses[slug]

    opening = without_tags(f"{course.outcome} {course.lessons[0].blocks[0]}", between=" ").lower()

    assert "lawyer" in opening
    assert "legal advice" in opening


def test_the_certifications_give_one_permission_each():
    assert {slug: one.permission for slug, one in CATALOG.certifications.items()} == CERTIFICATIONS


def test_whoever_renews_is_asked_fifteen_questions_on_what_changed():
    for program in CATALOG.certifications.values():
        courses = courses_of(program, CATALOG.certifications)
        pool = [one for slug in courses for one in CATALOG.courses[slug].quiz if "changed" in one.tags]

        assert program.renewal.draw == (("changed", 15),)
        assert program.renewal.pass_mark >= program.pass_mark
        assert len(pool) >= 30


def test_the_mixed_quiz_asks_twenty_of_forty_or_more():
    program = CATALOG.certifications["cert-professional"]
    courses = courses_of(program, CATALOG.certifications)
    tags = dict(program.quiz.draw)
    pool = [one for slug in courses for one in CATALOG.courses[slug].quiz if tags.keys() & set(one.tags)]

    assert program.quiz.drawn_count == 20
    assert len(pool) >= 40


def test_practical_work_has_a_rubric_and_errors_that_fail_it():
    practicals = {slug: len(one.practicals) for slug, one in CATALOG.certifications.items()}

    assert practicals == {
        "cert-enthusiast": 0,
        "cert-professional": 0,
        "cert-ambassador": 1,
        "cert-care": 1,
        "cert-community": 1,
        "cert-executive": 2,
        "cert-regulated": 2,
    }


def test_each_network_has_a_tip_sheet_with_its_author_and_evidence():
    assert {tip.network for tip in CATALOG.tips.values()} == NETWORKS
    assert all(tip.author and tip.evidence for tip in CATALOG.tips.values())


def test_the_policy_of_the_demo_company_has_a_version_before_and_a_material_change():
    earlier = read_catalog(ROOT / "demo" / "earlier").catalog.policies["five-principles"]
    today = CATALOG.policies["five-principles"]

    assert earlier.body != today.body
    assert today.change == "material"
    assert today.note != earlier.note
