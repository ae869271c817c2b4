"""Migrations go up and down with data loaded before, and end at exactly the tables of the models."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import databases
from tests.factories import people
from university.app import create_app  # noqa: F401 -- brings every room, and so every table
from university.outbox import services as outbox
from university.outbox.models import Message, MessageState
from university.outbox.queries import is_due
from university.storage import migrate, work
from university.storage.tables import Base

#: Tables that are not ours: Alembic's own, and those of the queue of jobs.
OTHERS = ("alembic_version", "huey_")


@pytest.fixture
def engine(database_url):
    engine = databases.open_engine(database_url)
    yield engine
    migrate.upgrade(engine)
    engine.dispose()


def is_ours(name, kind, _parents):
    """Whether a table is ours: a worker of another test may have left its queue in the same PostgreSQL."""
    return kind != "table" or not name.startswith(OTHERS)


def test_the_migrated_tables_are_those_of_the_models(engine):
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_there_and_back_again_with_people_in_it(engine):
    with Session(engine) as session:
        people.employee(session, "hr")

    migrate.downgrade(engine)
    left = {name for name in sa.inspect(engine).get_table_names() if not name.startswith(OTHERS)}
    migrate.upgrade(engine)

    assert left == set()
    assert migrate.gap(engine) is None


def test_what_was_written_before_mail_is_never_mailed(engine):
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    with Session(engine) as session:
        person = people.employee(session)
        with work.transaction(session):
            outbox.queue(
                session,
                "certificate revoked",
                to=person.id,
                about="certificate:7",
                subject="It was revoked",
                words="Here is why.",
                path="/certifications/",
                now=now,
            )
        assert session.scalars(select(Message).where(is_due(now))).all()
    migrate.downgrade(engine, "0006_own_pages")

    migrate.upgrade(engine)

    with Session(engine) as session:
        message = session.scalars(select(Message)).one()
        assert (message.state, message.about) == (MessageState.SKIPPED, "certificate:7")
        assert message.reason == "It was written before there was mail."
        assert not session.scalars(select(Message).where(is_due(now))).all()


def test_upgrading_again_changes_nothing(engine):
    migrate.upgrade(engine)

    assert migrate.gap(engine) is None


def test_an_empty_database_is_told_what_to_run(tmp_path: Path):
    engine = databases.open_engine(f"sqlite:///{tmp_path / 'empty.db'}")

    assert "university db upgrade" in (migrate.gap(engine) or "")
    engine.dispose()


def test_a_database_of_a_newer_release_is_refused_in_words(engine):
    head = migrate.current(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999_tomorrow'"))

    assert "newer release" in (migrate.gap(engine) or "")

    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :head"), {"head": head})


def test_there_is_one_head_and_each_name_fits():
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(migrate.config(sa.create_engine("sqlite://")))

    assert len(script.get_heads()) == 1
    assert all(len(revision.revision) <= 32 for revision in script.walk_revisions())
