"""`university run` as a whole: a saved lesson shows itself on the open page, and a hangup loads what changed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import databases
from tests.journeys.site import HOST, Site, _free_port
from university.base import resources
from university.config import Settings

LESSON = "courses/smu-110/put-it-in-the-post.md"
ADDRESS = "/courses/smu-110/put-it-in-the-post/"
OLD, NEW = "The rule in one sentence", "The rule in one short sentence"
PATIENCE = 40


@contextmanager
def whole_site(folder: Path, **special: str) -> Iterator[tuple[Site, int]]:
    """Everything on one machine, from an empty database on; gives the site and the process to tell things."""
    environment = {
        "UNIVERSITY_DATABASE_URL": databases.fresh_sqlite(databases.make_template(folder), folder),
        "UNIVERSITY_DATA_FOLDER": str(folder),
        "UNIVERSITY_CONTENT_FOLDER": str(shutil.copytree(resources.folder("content"), folder / "content")),
        "UNIVERSITY_SECRET_KEY": "k" * 40,
        "UNIVERSITY_PORT": str(_free_port()),
        "UNIVERSITY_WORKERS": "1",
    } | special
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UNIVERSITY_")}
    site = Site(
        Settings(**{name.removeprefix("UNIVERSITY_").lower(): value for name, value in environment.items()})
    )
    command = [sys.executable, "-m", "university.cli", "run"]
    with (folder / "run.log").open("w") as log:
        server = subprocess.Popen(command, env=kept | environment, stdout=log, stderr=log)
    try:
        wait_for(lambda: answers(site), folder)
        yield site, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)
        site.close()


def answers(site: Site) -> bool:
    """Whether the site is up."""
    try:
        with closing(HTTPConnection(HOST, site.settings.port, timeout=5)) as line:
            line.request("GET", "/readyz")
            return line.getresponse().status == HTTPStatus.OK
    except OSError:
        return False


def wait_for(is_so, folder: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < ends, (folder / "run.log").read_text()
        time.sleep(0.2)


def edit(site: Site) -> None:
    path = site.settings.content_folder / LESSON
    path.write_text(path.read_text().replace(OLD, NEW))


@pytest.fixture
def page(browser):
    with browser.new_context(viewport={"width": 900, "height": 500}) as context:
        yield context.new_page()


def test_a_saved_lesson_shows_itself_where_the_reader_is(tmp_path, page):
    with whole_site(tmp_path) as (site, _):
        page.context.add_cookies([site.cookie(site.person())])
        page.goto(f"{site.url}{ADDRESS}")
        expect(page.get_by_role("heading", name=OLD)).to_be_visible()
        page.mouse.wheel(0, 700)
        page.wait_for_function("scrollY > 500")
        before = page.evaluate("scrollY")
        edit(site)

        expect(page.get_by_role("heading", name=NEW)).to_have_count(1, timeout=PATIENCE * 1000)
        page.wait_for_function(f"Math.abs(scrollY - {before}) < 60")


def test_a_hangup_loads_what_changed(tmp_path, page):
    with whole_site(tmp_path, UNIVERSITY_WATCH_CONTENT="0") as (site, pid):
        page.context.add_cookies([site.cookie(site.person())])
        page.goto(f"{site.url}{ADDRESS}")
        assert page.locator("[data-behavior~=fresh-content]").count() == 0
        edit(site)

        def is_there() -> bool:
            """Hang up again, since the worker may only just begin."""
            os.kill(pid, signal.SIGHUP)
            page.reload()
            return page.get_by_role("heading", name=NEW).count() == 1

        wait_for(is_there, tmp_path)
