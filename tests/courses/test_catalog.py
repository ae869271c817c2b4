"""The live catalog: one for as long as a transaction lasts, and read again only as far as it changed."""

import pytest
from sqlalchemy.orm import Session

from tests import databases
from tests.factories import content
from university.courses import queries
from university.courses.queries import catalog, get_catalog
from university.engines.catalog.model import ChangeLevel
from university.storage import work


@pytest.fixture
def other(database_url):
    """Another process on the same database."""
    engine = databases.open_engine(database_url)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    engine.dispose()


def changed(words):
    return content.course("smu-1", content.lesson("hats", words), note=words)


def version(session):
    return get_catalog(session).version_of_course("smu-1").number


def test_a_request_sees_one_catalog_although_a_load_comes_in_between(session, other, now):
    content.live(session, changed("One."))
    before = get_catalog(session)
    content.live(other, changed("Two."))

    assert get_catalog(session) is before
    assert before.version_of_course("smu-1").number == 1
    session.rollback()
    assert version(session) == 2


def test_a_transaction_that_writes_sees_one_catalog_too(session, app, now):
    content.live(session, changed("One."))

    with work.transaction(session) as current:
        assert get_catalog(current) is get_catalog(current)


def test_whoever_loads_sees_at_once_what_was_loaded(session, now):
    content.live(session, changed("One."))
    with work.transaction(session) as current:
        assert version(current) == 1
        content.services.load(current, content.reading(changed("Two.")), by=content.COMMAND, now=now)
        assert version(current) == 2


def test_a_load_undone_is_never_seen_by_anybody(session, other, now):
    content.live(session, changed("One."))
    with pytest.raises(ZeroDivisionError), work.transaction(session) as current:
        content.services.load(current, content.reading(changed("Undone.")), by=content.COMMAND, now=now)
        assert version(current) == 2
        raise ZeroDivisionError
    content.live(other, changed("Two."))

    (block, _) = get_catalog(session).course("smu-1").lessons[0].blocks
    assert block == "<p>Two.</p>"


class SomebodyElses(dict):
    """What lies at hand in another process: nothing that this one loads."""

    def __setitem__(self, key, value):
        pass


@pytest.fixture
def unpacked(monkeypatch):
    """The slug of everything that is unpacked from the database."""
    slugs = []
    for kind, unpack in queries.UNPACK.items():
        note = lambda body, unpack=unpack: slugs.append(body["slug"]) or unpack(body)  # noqa: E731 -- short
        monkeypatch.setitem(catalog.UNPACK, kind, note)
    return slugs


def test_only_what_changed_is_unpacked_again(session, now, monkeypatch, unpacked):
    content.live(session, changed("One."), content.course("smu-2"), content.policy())
    get_catalog(session)
    unpacked.clear()
    monkeypatch.setattr(catalog, "_at_hand", SomebodyElses())
    content.live(session, content.course("smu-2", summary="New.", change=ChangeLevel.MATERIAL))

    assert get_catalog(session).course("smu-2").summary == "New."
    assert set(unpacked) == {"smu-2"}


def test_what_a_process_loaded_itself_it_does_not_read_back(session, now, unpacked):
    new = content.course("smu-2", summary="New.")
    content.live(session, new)

    assert get_catalog(session).course("smu-2") is new
    assert unpacked == []


def test_an_empty_catalog_has_a_revision_too(session):
    assert get_catalog(session).revision[0] == 0
    assert get_catalog(session).courses == {}


def test_a_page_knows_which_revision_it_was_made_from(session, now):
    assert queries.find_revision_read(session) == ""
    content.live(session, changed("One."))
    assert queries.find_revision_read(session) == ""
    words = get_catalog(session).revision_words
    assert queries.find_revision_read(session) == words != ""
