"""The worker's share of loading: what was asked for, what was touched, and what goes wrong meanwhile."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.engines.catalog.conftest import Tree
from tests.factories.lay import lay_minimal
from university.base import clock
from university.courses import queries
from university.courses.models import KeptText, ReloadRequest
from university.courses.services import ask_for_reload
from university.engines.catalog import load, stamps
from university.storage import work
from university.studio import jobs, services

LESSON = "courses/smu-110/first-line.md"


@pytest.fixture
def tree(tmp_path):
    made = Tree(tmp_path / "content")
    lay_minimal(made.root)
    return made


@pytest.fixture
def site(app, tree, now, monkeypatch):
    """The worker's process: it begins to watch this folder, and no file in it counts as fresh."""
    monkeypatch.setattr(stamps, "STEP", -(10**18))
    monkeypatch.setattr(jobs, "_memory", services.Memory())
    set_up(app, tree, watch_content=False)
    return app


def set_up(app, tree, **special):
    update = {"content_folder": tree.root} | special
    app.extensions["university"] = app.extensions["university"].model_copy(update=update)


@pytest.fixture
def beat(site, session):
    def run():
        jobs.reload_content()
        session.rollback()

    return run


@pytest.fixture
def rendered(monkeypatch):
    """The folders that were read, in order."""
    folders, whole = [], load.read_course

    def read(folder, *rest):
        folders.append(folder.root.name)
        return whole(folder, *rest)

    monkeypatch.setattr(load, "read_course", read)
    return folders


def ask(session, **special):
    with work.transaction(session):
        ask_for_reload(session, **({"by": "webhook", "now": clock.now()} | special))


def outcomes(session):
    session.rollback()
    return [(one.done_at is not None, one.outcome) for one in session.scalars(select(ReloadRequest))]


def words_of(session):
    session.rollback()
    return queries.get_catalog(session).course("smu-110").lessons[0].blocks[0]


def test_nothing_is_read_while_nobody_asks(beat, session, rendered):
    beat()

    assert (rendered, queries.get_catalog(session).courses) == ([], {})


def test_a_wish_is_fulfilled_and_its_outcome_kept(beat, session, rendered):
    ask(session)
    beat()
    beat()

    assert outcomes(session) == [(True, "3 new or changed, 0 as they were, no findings")]
    assert rendered == ["smu-110"]
    assert len(session.scalars(select(KeptText)).all()) == 2


def test_a_hangup_is_a_wish(site, session, beat):
    jobs.ask()
    beat()

    assert [done for done, _ in outcomes(session)] == [True]


def test_a_second_wish_reads_only_what_changed(beat, session, tree, rendered):
    tree.add_course("smu-120", "smu-110")
    ask(session)
    beat()
    tree.edit(LESSON, "Mira types.", "Mira writes.")
    ask(session)
    beat()

    assert rendered == ["smu-110", "smu-120", "smu-110"]
    assert outcomes(session)[1] == (True, "1 new or changed, 3 as they were, no findings")
    assert words_of(session) == "<p>Mira writes.</p>\n"


def test_what_another_process_made_live_meanwhile_is_not_taken_for_ours(beat, session, tree, rendered, now):
    ask(session)
    beat()
    tree.edit(LESSON, "Mira types.", "Mira writes.")
    with work.transaction(session):
        services.load_content(session, services.read_content(tree.root), by=jobs.SYSTEM, now=now)
    tree.edit(LESSON, "Mira writes.", "Mira types.")
    ask(session)
    beat()

    assert words_of(session) == "<p>Mira types.</p>\n"


def test_a_broken_course_stays_at_its_last_good_version(beat, session, tree):
    ask(session)
    beat()
    tree.edit(LESSON, "minutes: 4", "minutes: four")
    ask(session)
    beat()

    assert outcomes(session)[1] == (True, "0 new or changed, 2 as they were, 1 finding")
    assert words_of(session) == "<p>Mira types.</p>\n"


def test_a_watched_folder_is_loaded_as_soon_as_it_is_touched(beat, site, session, tree, rendered):
    set_up(site, tree, watch_content=True)
    for _ in range(3):
        beat()
    tree.edit(LESSON, "Mira types.", "Mira writes.")
    for _ in range(3):
        beat()

    assert rendered == ["smu-110", "smu-110"]
    assert words_of(session) == "<p>Mira writes.</p>\n"


@pytest.mark.parametrize("mark", ["index.lock", "MERGE_HEAD", "rebase-merge"])
def test_nothing_is_read_while_git_is_at_work_and_the_wish_waits(
    beat, session, tree, rendered, monkeypatch, mark
):
    monkeypatch.setattr("university.studio.services.loading.PATIENCE", 0)
    tree.write(f".git/{mark}", "")
    ask(session)
    beat()
    assert (outcomes(session), rendered) == ([(False, "")], [])

    (tree.root / ".git" / mark).unlink()
    beat()
    assert [done for done, _ in outcomes(session)] == [True]


def test_a_wish_that_waited_a_minute_for_git_says_so(beat, session, tree, now, monkeypatch):
    monkeypatch.setattr("university.studio.services.loading.PATIENCE", 0)
    ask(session)
    beat()
    tree.write(".git/MERGE_HEAD", "")
    ask(session, now=now - timedelta(minutes=2))
    beat()

    assert outcomes(session)[1] == (True, "0 new or changed, 0 as they were, 1 finding")
    assert [one.code for one in queries.list_findings(session)] == ["tree-in-motion"]
    assert words_of(session) == "<p>Mira types.</p>\n"


def test_a_load_that_fails_keeps_what_is_live_and_says_where_to_look(beat, session, tree, monkeypatch):
    ask(session)
    beat()
    ask(session)
    with monkeypatch.context() as broken:
        broken.setattr(services, "load_content", lambda *_, **__: 1 / 0)
        beat()

    assert outcomes(session)[1] == (True, jobs.FAILED)
    assert words_of(session) == "<p>Mira types.</p>\n"
