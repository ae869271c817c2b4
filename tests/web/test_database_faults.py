"""A database that is held by others, or a disk that is full: said in words, nothing lost, and then it works."""

import subprocess
import sys

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from tests import databases
from tests.factories import people
from tests.factories import unconference as events
from tests.factories.presses import PRESSES, SHOW_ONLY, Press, browsers
from tests.page import text
from university.storage import engine as storage_engine
from university.unconference.models import Topic
from university.unconference.rules import Phase
from university.web.db import db

pytestmark = pytest.mark.usefixtures("now")
HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
WRITERS = [key for key in PRESSES if key[0] not in SHOW_ONLY]
each_writer = pytest.mark.parametrize(
    ("rule", "act"), WRITERS, ids=[f"{rule} {act}".strip() for rule, act in WRITERS]
)


@pytest.fixture
def database_url(template, tmp_path):
    """One file, whose lock another process can hold and whose disk can be full."""
    return databases.fresh_sqlite(template, tmp_path)


@pytest.fixture(autouse=True)
def hurry(monkeypatch):
    """Wait for a lock as everywhere, only not as long."""
    monkeypatch.setattr(storage_engine, "PRAGMAS", (*storage_engine.PRAGMAS, "PRAGMA busy_timeout=50"))


@pytest.fixture
def hold(tmp_path):
    """Let another process hold the lock for writing, until it is told to go."""
    children = []

    def begin():
        child = subprocess.Popen(
            [sys.executable, "-c", HOLD, tmp_path / "university.db"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        children.append(child)
        assert child.stdout.readline() == "held\n"

    def end():
        while children:
            children.pop().communicate()

    begin.end = end
    yield begin
    end()


@each_writer
def test_every_button_says_so_while_others_hold_the_database_and_works_after(app, session, hold, rule, act):
    press = PRESSES[rule, act](session)
    page, again = browsers(app, session, press, 2)
    hold()

    refused = press.send(page)
    hold.end()
    done = press.send(again)

    assert refused.status_code == 503, text(refused)
    assert refused.headers["Retry-After"] == "5"
    assert "Nothing is lost: please try again in a moment." in text(refused)
    assert done.status_code in {200, 303}


@pytest.mark.parametrize("path", ["/", "/courses/", "/unconferences/", "/me/", "/readyz"])
def test_pages_can_be_read_while_others_hold_the_database(session, page_of, hold, path):
    page = page_of(people.employee(session))
    hold()

    page.get(path)


def test_a_lesson_opens_although_its_place_cannot_be_noted(app, session, hold):
    press = PRESSES["/courses/<slug:course>/enroll", ""](session)
    (page,) = browsers(app, session, press)
    press.send(page)
    hold()

    page.get("/courses/smu-1/share/")


# ---- a full disk


@pytest.fixture
def disk(app):
    """The disk under the database: `disk.full()` leaves no room for one more page, `disk.roomy()` does."""

    class Disk:
        pages = 1 << 30

        def full(self):
            self.pages = db.session.scalar(sa.text("PRAGMA page_count"))
            db.session.rollback()

        def roomy(self):
            self.pages = 1 << 30

    disk = Disk()

    @event.listens_for(db.engine, "checkout")
    def limit(connection, *_):
        connection.execute(f"PRAGMA max_page_count={disk.pages}")

    return disk


def test_a_full_disk_is_said_so_nothing_is_half_written_and_it_works_again(session, page_of, disk):
    person = people.employee(session)
    slug = events.event(session, phase=Phase.PROPOSING).slug
    page, wall = page_of(person), f"/unconferences/{slug}/topics/"
    disk.full()

    answers = []
    while len(answers) < 200 and (not answers or answers[-1].status_code == 303):
        answers.append(propose(page, wall, f"Wish {len(answers)}"))

    refused = answers[-1]
    assert refused.status_code == 507
    assert "The disk that keeps the records is full. Nothing of yours was changed" in text(refused)
    assert count(session) == len(answers) - 1
    assert "Wish 0" in text(page.get(wall)) or len(answers) == 1
    page.get("/")
    disk.roomy()
    assert propose(page, wall, f"Wish {len(answers) - 1}").status_code == 303
    assert count(session) == len(answers)


def propose(page, wall, title):
    return Press(None, wall, {"title": title, "why": "Because of this. " * 30}).send(page)


def count(session):
    session.rollback()
    return session.scalar(sa.select(sa.func.count()).select_from(Topic))
