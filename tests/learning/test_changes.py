"""What a reader is told of changes: since the version begun with, since the one completed, and no quiz."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import attempts, content, people
from tests.factories.questions import question
from tests.page import text
from university.base.errors import NotFound
from university.engines.catalog.model import ChangeLevel
from university.learning.queries.changes import get_changes

DAY = timedelta(days=1)
HATS, SHARE = content.lesson("hats"), content.lesson("share")
NEW_HATS = content.lesson("hats", "Say who pays.")
NEWER_HATS = content.lesson("hats", "Say who pays you.")


@pytest.fixture
def robin(session, now):
    content.live(session, attempts.course(modules=content.course("x", HATS, SHARE).modules))
    return people.employee(session)


def publish(session, now, *lessons, note, level=ChangeLevel.MATERIAL, **special):
    modules = content.course("x", *lessons).modules
    content.live(session, attempts.course(modules=modules, note=note, change=level, **special), now=now)


def marked(page):
    return [piece.html for text_ in page.difference.texts for piece in text_.pieces if piece.is_changed]


def test_a_course_that_nobody_changed_says_so(session, robin, page_of, now):
    words = text(page_of(robin).get("/courses/smu-1/changes/"))

    assert "Nothing has changed yet" in words


def test_who_is_in_the_course_sees_what_changed_since_they_began(session, robin, page_of, now):
    attempts.mark_done(session, robin, ["hats"], now)
    publish(session, now + DAY, NEW_HATS, SHARE, note="Who pays is said, too.")
    publish(session, now + 2 * DAY, NEWER_HATS, SHARE, note="And whom.")

    page = get_changes(session, robin.id, "smu-1")

    assert marked(page) == ["<p>Say who <del>speaks</del><ins>pays you</ins>.</p>"]
    assert [version.note for version in page.notes] == ["And whom.", "Who pays is said, too."]
    words = text(page_of(robin).get("/courses/smu-1/changes/"))
    assert "Since the version you began with" in words
    assert "Please read once more and mark as done: About hats" in words


def test_who_completed_the_course_sees_what_changed_since(session, robin, page_of, now):
    attempts.mark_done(session, robin, ["hats", "share"], now)
    attempts.sit(session, robin, attempts.RIGHT, now)
    publish(session, now + DAY, NEW_HATS, SHARE, note="Who pays is said, too.")

    words = text(page_of(robin).get("/courses/smu-1/changes/"))

    assert "Since the version you completed" in words
    assert "Your completion stands." in words


def test_who_knows_the_live_version_alone_is_shown_its_latest_change(session, robin, page_of, now):
    publish(session, now + DAY, NEW_HATS, SHARE, note="Who pays is said, too.")
    attempts.mark_done(session, robin, ["hats"], now + DAY)

    page = get_changes(session, robin.id, "smu-1")

    assert page.since.number == 1
    assert "You have read no other version than the live one" in text(
        page_of(robin).get("/courses/smu-1/changes/")
    )


def test_any_earlier_version_can_be_compared(session, robin, page_of, now):
    publish(session, now + DAY, NEW_HATS, SHARE, note="Two.")
    publish(session, now + 2 * DAY, NEWER_HATS, SHARE, note="Three.")
    page = get_changes(session, robin.id, "smu-1")
    second = page.versions[1]

    since = get_changes(session, robin.id, "smu-1", since_id=second.id)

    assert marked(since) == ["<p>Say who pays<ins> you</ins>.</p>"]
    assert page_of(robin).get(f"/courses/smu-1/changes/?since={page.versions[2].id}").status_code == 200


def test_a_version_of_another_course_is_not_found(session, robin, now):
    content.live(session, content.course("smu-2"))
    other = get_changes(session, robin.id, "smu-2").version

    with pytest.raises(NotFound, match="no such version"):
        get_changes(session, robin.id, "smu-1", since_id=other.id)


def test_no_question_of_the_quiz_and_no_key_leave_the_server(session, robin, page_of, now):
    attempts.mark_done(session, robin, ["hats"], now)
    practice = replace(question("practice-hats", right="c", options="abc"), lesson="hats")
    changed = replace(HATS, blocks=(HATS.blocks[0], practice), digest="other")
    publish(
        session, now + DAY, changed, SHARE, note="New key.", quiz=(question("secret-new", lesson="hats"),)
    )

    page = get_changes(session, robin.id, "smu-1")
    html = page_of(robin).get("/courses/smu-1/changes/").text

    assert page.difference.questions == ()
    assert "secret-new" not in html
    assert "why c" not in html
    assert "practice-hats" in html


def test_the_course_and_a_reopened_lesson_lead_to_what_changed(session, robin, page_of, now):
    attempts.mark_done(session, robin, ["hats"], now)
    publish(session, now + DAY, NEW_HATS, SHARE, note="Who pays is said, too.")
    browser = page_of(robin)

    assert 'href="/courses/smu-1/changes/"' in browser.get("/courses/smu-1/").text
    assert 'href="/courses/smu-1/changes/#change-hats"' in browser.get("/courses/smu-1/hats/").text
    assert 'id="change-hats"' in browser.get("/courses/smu-1/changes/").text
