"""Drafts: one for each file, and no text is ever lost because two people wrote."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import people
from university.base.errors import Clash, Invalid
from university.storage import work
from university.studio import queries, services
from university.studio.models import Draft
from university.studio.rules import COURSE_LIMIT, FILES_LIMIT, TEXT_LIMIT
from university.studio.services import Stale, Text
from university.web.db import db

COURSE, NAME = "smu-1", "hats.md"
OLD = b"The text in the folder.\n"


@pytest.fixture
def hana(session):
    return people.employee(session, "author").id


@pytest.fixture
def tomasz(session):
    return people.employee(session, "author").id


@pytest.fixture
def save(session, now):
    def act(by_id, body, *, seen=OLD, in_folder=OLD, name=NAME):
        text = Text(course=COURSE, name=name, body=body, seen=queries.digest(seen), in_folder=in_folder)
        with work.transaction(session):
            return services.save(session, text, by_id=by_id, now=now)

    return act


def kept(session):
    session.rollback()
    return {draft.path: draft.body for draft in queries.list_drafts(session, COURSE)}


def test_a_first_save_begins_a_draft_on_the_folders_text(session, save, tomasz, now):
    draft = save(tomasz, b"Mine.\n")

    assert kept(session) == {NAME: b"Mine.\n"}
    assert (draft.revision, draft.based_on, draft.saved_by_id, draft.saved_at) == (
        1,
        queries.digest(OLD),
        tomasz,
        now,
    )


def test_a_new_file_builds_on_nothing(session, save, tomasz):
    draft = save(tomasz, b"New.\n", seen=None, in_folder=None)

    assert (draft.based_on, kept(session)) == ("", {NAME: b"New.\n"})


def test_a_text_as_in_the_folder_needs_no_draft(session, save, tomasz):
    assert save(tomasz, OLD) is None
    assert kept(session) == {}


def test_each_save_builds_on_the_one_before(session, save, tomasz):
    save(tomasz, b"One.\n")
    draft = save(tomasz, b"Two.\n", seen=b"One.\n")

    assert (draft.revision, kept(session)) == (2, {NAME: b"Two.\n"})


def test_the_same_text_sent_twice_is_saved_once(session, save, tomasz):
    save(tomasz, b"One.\n")

    draft = save(tomasz, b"One.\n")

    assert (draft.revision, kept(session)) == (1, {NAME: b"One.\n"})


def test_the_second_of_two_authors_is_refused_and_nothing_is_lost(session, save, tomasz, hana):
    save(tomasz, b"His.\n")

    with pytest.raises(Stale):
        save(hana, b"Hers.\n")

    assert kept(session) == {NAME: b"His.\n"}


def test_whoever_has_seen_the_other_text_may_save(session, save, tomasz, hana):
    save(tomasz, b"His.\n")

    draft = save(hana, b"Both.\n", seen=b"His.\n")

    assert (draft.saved_by_id, kept(session)) == (hana, {NAME: b"Both.\n"})


def test_a_first_save_on_an_old_file_is_refused(session, save, tomasz):
    with pytest.raises(Stale):
        save(tomasz, b"Mine.\n", in_folder=b"Changed meanwhile.\n")

    assert kept(session) == {}


def test_a_save_on_a_draft_that_was_discarded_is_refused(session, save, tomasz, hana):
    save(tomasz, b"One.\n")
    with work.transaction(session):
        services.discard(session, seen(b"One.\n"))

    with pytest.raises(Stale):
        save(hana, b"Two.\n", seen=b"One.\n")


def test_a_draft_is_discarded_only_by_whoever_has_seen_it(session, save, tomasz):
    save(tomasz, b"One.\n")

    with pytest.raises(Stale), work.transaction(session):
        services.discard(session, seen(OLD))
    assert kept(session) == {NAME: b"One.\n"}
    with work.transaction(session):
        services.discard(session, seen(b"One.\n"))
    assert kept(session) == {}


def seen(body, in_folder=OLD):
    return Text(course=COURSE, name=NAME, body=b"", seen=queries.digest(body), in_folder=in_folder)


def test_a_file_is_planned_to_go_and_comes_back_with_the_next_save(session, save, tomasz, now):
    with work.transaction(session):
        services.remove(session, seen(OLD), by_id=tomasz, now=now)
    (gone,) = queries.list_drafts(session, COURSE)
    assert gone.is_removal

    draft = save(tomasz, b"Again.\n")

    assert (draft.is_removal, draft.body) == (False, b"Again.\n")


def test_a_file_that_is_only_drafted_goes_at_once(session, save, tomasz, now):
    save(tomasz, b"New.\n", seen=None, in_folder=None)

    with work.transaction(session):
        services.remove(session, seen(b"New.\n", None), by_id=tomasz, now=now)

    assert kept(session) == {}


def test_a_folder_that_changed_is_told_and_the_draft_can_go_on(session, save, tomasz, now):
    save(tomasz, b"Mine.\n")
    changed = b"By a colleague, in the folder.\n"
    file = opened(session, changed)
    assert file.is_overtaken

    with pytest.raises(Stale), work.transaction(session):
        services.keep_mine(session, seen(OLD, changed), by_id=tomasz, now=now)
    with work.transaction(session):
        services.keep_mine(session, seen(changed, changed), by_id=tomasz, now=now)

    assert not opened(session, changed).is_overtaken
    assert kept(session) == {NAME: b"Mine.\n"}


def opened(session, in_folder):
    draft = queries.list_drafts(session, COURSE)[0]
    return queries.OpenFile(name=NAME, in_folder=in_folder, draft=draft)


def test_a_folder_that_says_what_the_draft_says_is_no_trouble(session, save, tomasz):
    save(tomasz, b"Mine.\n")

    assert not opened(session, b"Mine.\n").is_overtaken


def test_a_colleague_who_wrote_a_moment_ago_is_told(session, save, tomasz, hana, now):
    save(tomasz, b"Mine.\n")
    file = opened(session, OLD)

    assert file.is_busy(hana, now + timedelta(minutes=14))
    assert not file.is_busy(hana, now + timedelta(minutes=15))
    assert not file.is_busy(tomasz, now)


@pytest.mark.parametrize("name", ["../course.md", "a/b.md", "a\\b.md", ".a.md", "x.sh", ""])
def test_a_name_that_cannot_be_a_file_is_refused(session, save, tomasz, name):
    with pytest.raises(Invalid):
        save(tomasz, b"x", seen=None, in_folder=None, name=name)


def test_a_text_is_bounded(session, save, tomasz):
    with pytest.raises(Invalid):
        save(tomasz, b"x" * (TEXT_LIMIT + 1))


def test_the_drafts_of_a_course_are_bounded_in_number_and_size(session, save, tomasz, now):
    add(session, tomasz, now, FILES_LIMIT, b"x")
    with pytest.raises(Invalid):
        save(tomasz, b"x\n")
    add(session, tomasz, now, 1, b"x" * COURSE_LIMIT)
    with pytest.raises(Invalid):
        save(tomasz, b"x\n")


def add(session, by_id, now, count, body):
    with work.transaction(session):
        for draft in queries.list_drafts(session, COURSE):
            session.delete(draft)
        session.flush()
        for number in range(count):
            values = {"based_on": "", "saved_by_id": by_id, "saved_at": now}
            session.add(Draft(course=COURSE, path=f"lesson-{number}.md", body=body, **values))


def test_a_course_is_begun_once_and_its_author_owns_it(session, folder, tomasz, now):
    place = queries.get_folder(folder, "smu-900")
    with work.transaction(session):
        services.begin_course(session, place, "Answer", "LG-0012", by_id=tomasz, now=now)

    assert {draft.path for draft in queries.list_drafts(session, "smu-900")} == {
        "course.md",
        "first-steps.md",
        "quiz.md",
    }
    for taken in ("smu-900", "smu-101"):
        with pytest.raises(Clash), work.transaction(session):
            other = queries.get_folder(folder, taken)
            services.begin_course(session, other, "Mine", "LG-0013", by_id=tomasz, now=now)


@pytest.mark.parametrize("begun", [False, True], ids=["on a first draft", "on a draft that is there"])
def test_of_many_who_save_at_once_one_is_taken_and_the_others_are_told(
    app, session, save, tomasz, now, begun
):
    if begun:
        save(tomasz, b"Begun.\n")
    base = b"Begun.\n" if begun else OLD

    def act(number):
        body = b"Text %d.\n" % number
        text = Text(course=COURSE, name=NAME, body=body, seen=queries.digest(base), in_folder=OLD)
        with app.app_context(), Session(db.engine, expire_on_commit=False) as own:
            try:
                with work.transaction(own):
                    services.save(own, text, by_id=tomasz, now=now)
            except Stale:
                return None
            return body

    with ThreadPoolExecutor(6) as pool:
        (taken,) = filter(None, pool.map(act, range(6)))

    assert kept(session) == {NAME: taken}
