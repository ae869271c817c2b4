"""Rendered texts in the database: found again, kept while they are used, and dropped a month after."""

from datetime import timedelta

from sqlalchemy import select

from university.courses.models import KeptText
from university.courses.services import TextStore, keep_texts
from university.engines.catalog.kept import KeptText as RenderedText
from university.storage import work


def kept(session):
    session.rollback()
    return {row.key: row.used_at for row in session.scalars(select(KeptText))}


def text(key):
    return RenderedText(led=(), used={}, taken={key: "quiz.md"}, warnings=())


def keep(session, now, *new, used=()):
    store = TextStore(session)
    store.find(list(used))
    for key in new:
        store.keep(key, text(key))
    with work.transaction(session) as current:
        keep_texts(current, store, now=now)


def test_a_text_is_found_under_its_key_and_no_other(session, now):
    keep(session, now, "one", "two")

    assert TextStore(session).find(["one", "three"]) == {"one": text("one")}


def test_a_text_at_hand_is_not_read_from_the_database(session, now):
    keep(session, now, "one", "two")
    store = TextStore(session, {"one": text("at hand")})

    assert store.find(["one", "two"]) == {"one": text("at hand"), "two": text("two")}
    assert store.used == {"one", "two"}


def test_a_text_that_other_code_kept_counts_as_not_there(session, now):
    with work.transaction(session) as current:
        current.add(KeptText(key="old", body={"lesson": "of another time"}, used_at=now))

    assert TextStore(session).find(["old"]) == {}


def test_a_text_that_two_loads_rendered_at_once_is_kept_once(session, now):
    keep(session, now, "one")
    keep(session, now, "one")

    assert kept(session) == {"one": now}


def test_a_text_lives_for_thirty_days_after_it_was_last_used(session, now):
    keep(session, now, "used", "unused")
    later = now + timedelta(days=20)
    keep(session, later, used=["used"])
    keep(session, now + timedelta(days=31))

    assert kept(session) == {"used": later}


def test_that_a_text_is_used_is_noted_once_a_day(session, now):
    keep(session, now, "one")
    keep(session, now + timedelta(hours=23), used=["one"])

    assert kept(session) == {"one": now}
