"""What machines ask: is it alive, may it serve; and why not."""

import pytest
import sqlalchemy as sa

from tests.page import Page
from university.storage import migrate
from university.web.db import db


def ready(page: Page):
    return page.client.get("/readyz")


def test_a_site_with_its_tables_is_ready(page):
    assert (ready(page).status_code, ready(page).json) == (200, {"status": "ready"})


@pytest.fixture
def stamp(app):
    """Say which migration the database stands at, or none; put back in the end."""

    def write(revision):
        with db.engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM alembic_version"))
            if revision:
                connection.execute(sa.text("INSERT INTO alembic_version VALUES (:r)"), {"r": revision})

    before = migrate.current(db.engine)
    yield write
    write(before)


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        (None, ": run `university db upgrade`."),
        (
            "9999_later",
            "The database is at 9999_later, which this release does not know: run the newer release.",
        ),
    ],
    ids=["tables missing", "newer release"],
)
def test_a_database_that_does_not_fit_is_not_ready_and_says_what_to_do(page, stamp, revision, words):
    stamp(revision)

    answer = ready(page)

    assert answer.status_code == 503
    assert answer.json["status"] == "not ready"
    assert answer.json["reason"].endswith(words)
    assert page.client.get("/healthz").status_code == 200
