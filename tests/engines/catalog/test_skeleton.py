"""A new course and a new lesson begin with files that the checker takes as they are."""

from datetime import date

import pytest

from university.engines.catalog import read_catalog
from university.engines.catalog.known import LONGEST_NAME
from university.engines.catalog.model import Severity
from university.engines.catalog.skeleton import FIRST_LESSON, FIRST_TITLE, new_lesson, skeleton


@pytest.mark.parametrize(
    ("title", "owner", "today"),
    [
        ("Answer in public", "LG-0011", date(2026, 11, 22)),
        ('"Quoted": a title # with signs — é', "0011", date(2028, 2, 29)),
        ("{braces} {0} %s \\", "1e5", date(2026, 1, 31)),
    ],
    ids=["plain", "signs and a leap day", "braces"],
)
def test_a_skeleton_passes_the_checker_and_keeps_title_and_owner(tmp_path, title, owner, today):
    folder = tmp_path / "courses" / "smu-900"
    folder.mkdir(parents=True)
    for name, text in skeleton("smu-900", title, owner, today).items():
        (folder / name).write_text(text, encoding="utf-8")

    reading = read_catalog(folder)

    assert [str(finding) for finding in reading.findings if finding.severity is Severity.ERROR] == []
    course = reading.catalog.courses["smu-900"]
    assert (course.title, course.owners) == (title, (owner,))
    assert course.review_by.year == today.year + 1


def test_a_lesson_that_comes_later_has_the_form_of_the_first(tmp_path):
    today, long = date(2026, 11, 22), "a-name-" * 10 + "of-80-long"
    files = skeleton("smu-900", "Answer in public", "LG-0011", today)
    first = files[f"{FIRST_LESSON}.md"]
    folder = tmp_path / "courses" / "smu-900"
    folder.mkdir(parents=True)
    for slug in ("say-hello", long):
        files[f"{slug}.md"] = new_lesson("smu-900", slug, 'Say "hello": #1', today)
    files["course.md"] = files["course.md"].replace(FIRST_LESSON, f"{FIRST_LESSON}, say-hello, {long}")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")

    reading = read_catalog(folder)

    assert [finding for finding in reading.findings if finding.severity is Severity.ERROR] == []
    lessons = reading.catalog.courses["smu-900"].lesson_by_slug
    assert lessons["say-hello"].title == 'Say "hello": #1'
    assert all(len(id_) <= LONGEST_NAME for lesson in lessons.values() for id_ in lesson.practice)
    assert new_lesson("smu-900", FIRST_LESSON, FIRST_TITLE, today) == first


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 11, 22), date(2027, 11, 22)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
    ],
    ids=["any day", "a leap day", "the year before one"],
)
def test_its_review_is_due_in_a_year(today, due):
    assert f"review_by: {due}\n" in new_lesson("smu-900", "say-hello", "Say hello", today)
    assert f"review_by: {due}\n" in skeleton("smu-900", "Hello", "LG-0011", today)["course.md"]
