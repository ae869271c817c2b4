"""The versions of a course as its authors see them: all of them, one as it was, its files, the difference."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import attempts, content, people
from tests.page import text
from tests.statements import count_statements
from university.base.errors import Invalid, NotFound
from university.courses import queries as courses
from university.courses.models import ContentKind
from university.engines.catalog.archive import zip_of
from university.engines.catalog.model import ChangeLevel
from university.engines.markup import SafeHTML
from university.studio import queries

DAY = timedelta(days=1)
FILES = {"course.md": b"---\n", "quiz.md": b"?"}


@pytest.fixture
def ids(session, now):
    """Two versions of a course, the older one first."""
    first = attempts.course()
    asked = replace(first.quiz[0], stem=SafeHTML("<p>who else?</p>"))
    content.live(session, first)
    content.live(
        session,
        attempts.course(
            pass_mark=90, quiz=(asked, *first.quiz[1:]), change=ChangeLevel.CLARIFY, note="Stricter."
        ),
        now=now,
    )
    return [one.id for one in reversed(courses.list_versions(session, ContentKind.COURSE, "smu-1"))]


@pytest.fixture
def author(session, page_of, now):
    return page_of(people.employee(session, "author"))


def test_every_version_is_listed_with_its_people(session, author, ids, now):
    done, begun = people.employee(session), people.employee(session)
    attempts.mark_done(session, done, ["hats", "share"], now)
    attempts.sit(session, done, attempts.RIGHT, now)
    attempts.mark_done(session, begun, ["hats"], now)

    page = queries.get_versions(session, "smu-1")

    assert [(row.version.number, row.is_live, row.in_progress, row.completed) for row in page.rows] == [
        (2, True, 1, 1),
        (1, False, 0, 0),
    ]
    assert {row.loaded_by for row in page.rows} == {"by command"}
    assert "Stricter." in text(author.get("/studio/smu-1/versions/"))


def test_one_version_and_three_take_the_same_statements(session, author, now):
    content.live(session, attempts.course())
    author.get("/studio/smu-1/versions/")
    with count_statements(session) as one:
        author.get("/studio/smu-1/versions/")
    for mark in (70, 60):
        content.live(session, attempts.course(pass_mark=mark, note=f"Now {mark}."), now=now)
    author.get("/studio/smu-1/versions/")
    with count_statements(session) as three:
        author.get("/studio/smu-1/versions/")

    assert one.count == three.count


def test_a_version_shows_what_it_was(author, ids):
    words = text(author.get(f"/studio/smu-1/versions/{ids[0]}/"))

    assert "Version 1, as it was" in words
    assert "80%, 3 attempts" in words


def test_a_lesson_of_an_old_version_is_read_as_it_was_and_cannot_be_pressed(session, author, now):
    content.live(session, content.course("smu-1", content.lesson("hats", "Old words.")))
    content.live(session, content.course("smu-1", content.lesson("hats", "New words."), note="New."), now=now)
    old = courses.list_versions(session, ContentKind.COURSE, "smu-1")[1]

    html = author.get(f"/studio/smu-1/versions/{old.id}/lessons/hats/").text

    assert "Old words." in html
    assert '<fieldset class="as-it-was" disabled>' in html


def test_the_files_of_a_version_come_back_as_they_were_loaded(session, author, now, monkeypatch):
    reading = replace(content.reading(content.course()), sources={("course", "smu-1"): zip_of(FILES)})
    monkeypatch.setattr(content, "reading", lambda *_things, **_special: reading)
    content.live(session, content.course())
    (version,) = courses.list_versions(session, ContentKind.COURSE, "smu-1")

    answer = author.get(f"/studio/smu-1/versions/{version.id}.zip")

    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
    assert f"smu-1-version-1-{version.digest[:10]}.zip" in answer.headers["Content-Disposition"]


def test_authors_see_what_changed_with_the_quiz(author, ids):
    html = author.get(f"/studio/smu-1/versions/{ids[0]}/{ids[1]}/").text

    assert "<del>80%</del> <ins>90%</ins>" in html
    assert "who<ins> else</ins>?" in html


def test_the_same_version_twice_differs_in_nothing(author, ids):
    assert "Readers of the two see the same." in text(
        author.get(f"/studio/smu-1/versions/{ids[0]}/{ids[0]}/")
    )


@pytest.mark.parametrize("path", ["{0}/", "{0}.zip", "{0}/{0}/", "{0}/lessons/hats/"])
def test_a_version_of_another_course_is_not_found(session, author, ids, path):
    content.live(session, content.course("smu-2"))
    other = courses.list_versions(session, ContentKind.COURSE, "smu-2")[0].id

    author.get(f"/studio/smu-1/versions/{path.format(other)}", status=404)


def test_versions_are_found_by_number_by_live_and_by_digest(session, ids):
    live = courses.list_versions(session, ContentKind.COURSE, "smu-1")[0]

    assert queries.find_item(session, slug="smu-1", number="live")[0] == live
    assert queries.find_item(session, slug="smu-1", number="1")[1].pass_mark == 80
    assert queries.find_item(session, digest=live.digest[:12])[0] == live
    with pytest.raises(NotFound):
        queries.find_item(session, slug="smu-1", number="9")


def test_a_digest_that_several_versions_begin_with_is_refused(session, now):
    content.live(
        session, content.course("smu-1", digest="abcdef1"), content.course("smu-2", digest="abcdef2")
    )

    with pytest.raises(Invalid, match="Give more"):
        queries.find_item(session, digest="abcdef")
