"""What is packed for the database comes back equal."""

import json
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.engines.catalog import pack, unpack_certification, unpack_course, unpack_policy
from university.engines.catalog.model import (
    Certification,
    Course,
    Lesson,
    Module,
    Option,
    Policy,
    Question,
    Step,
)
from university.engines.markup import SafeHTML

html = st.text(max_size=20).map(SafeHTML)
words = st.text(max_size=20)
tuples = partial(st.lists, max_size=3)
numbers = st.none() | st.decimals(-(10**9), 10**9, places=4)
options = st.builds(
    Option,
    id=words,
    text=html,
    feedback=html,
    partner=html,
    low=numbers,
    high=numbers,
    is_other=st.booleans(),
    leads_to=words,
    points=tuples(st.tuples(words, st.integers(-99, 99))).map(tuple),
    is_critical=st.booleans(),
)
steps = st.builds(Step, id=words, title=words, text=html, options=tuples(options).map(tuple))
questions = st.builds(
    Question,
    id=words,
    stem=html,
    options=tuples(options).map(tuple),
    lesson=words,
    tags=tuples(words).map(tuple),
    keeps_order=st.booleans(),
    steps=tuples(steps).map(tuple),
    pass_points=st.integers(0, 999),
)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
lessons = st.builds(
    Lesson,
    slug=words,
    title=words,
    objective=words,
    digest=words,
    blocks=tuples(html | questions).map(tuple),
    headings=st.just(()),
    sources=st.just(()),
    review_by=st.none() | days,
    invented=words,
)
modules = st.builds(Module, title=words, lessons=tuples(lessons).map(tuple))
courses = st.builds(
    Course,
    outcome=html,
    objectives=tuples(words).map(tuple),
    owners=tuples(words).map(tuple),
    prerequisites=tuples(words).map(tuple),
    review_by=days,
    draw=st.none() | st.integers(1, 9),
    draw_by_tag=tuples(st.tuples(words, st.integers(1, 9))).map(tuple),
    modules=tuples(modules).map(tuple),
    quiz=tuples(questions).map(tuple),
)
certifications = st.builds(
    Certification,
    required=tuples(words).map(tuple),
    policies=tuples(words).map(tuple),
    owners=tuples(words).map(tuple),
    review_by=days,
    body=html,
)
policies = st.builds(Policy, owners=tuples(words).map(tuple), review_by=days, body=html)


def through_the_database(value):
    return json.loads(json.dumps(pack(value)))


@given(courses)
def test_a_course_comes_back_equal(course):
    assert unpack_course(through_the_database(course)) == course


@given(certifications)
def test_a_certification_comes_back_equal(certification):
    assert unpack_certification(through_the_database(certification)) == certification


@given(policies)
def test_a_policy_comes_back_equal(policy):
    assert unpack_policy(through_the_database(policy)) == policy


@pytest.fixture
def course(tree):
    return tree.read().catalog.courses["smu-110"]


def test_what_was_looked_up_before_is_not_packed(course):
    packed = pack(course)

    assert course.lesson_by_slug["first-line"].practice.keys() == {"where-to"}
    assert pack(course) == packed


def test_html_comes_back_as_html_that_templates_trust(course):
    read_back = unpack_course(through_the_database(course))

    assert type(read_back.outcome) is SafeHTML
    assert type(read_back.lessons[0].blocks[0]) is SafeHTML


def test_a_version_stored_before_there_were_kinds_reads_as_it_did(course):
    packed = through_the_database(course)
    for question in packed["quiz"]:
        for later in ("tags", "keeps_order", "steps", "pass_points"):
            del question[later]
        for option in question["options"]:
            for later in ("partner", "low", "high", "is_other", "leads_to", "points", "is_critical"):
                del option[later]
    del packed["draw_by_tag"]

    assert unpack_course(packed) == course
