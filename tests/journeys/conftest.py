"""Fixtures of the browser tests: the running site, one Chromium for each worker, a fresh context for each test."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.journeys import site as sites
from tests.journeys.site import Site
from tests.journeys.watch import Watch
from tests.screens.hands import HANDS, Hand
from university.people.models import Employee

# The popups of the address bar are pages too: for each window a process that nobody sees, half a second of work.
# Of two such lists a browser heeds the last one, so Playwright's own names stand here again.
SWITCHED_OFF = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
ARGUMENTS = [
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
MISSING = (
    "The browser tests need Chromium: install it (Debian, Ubuntu: apt-get install chromium), "
    "or name one with CHROMIUM=/path/to/it."
)
PATIENCE_MS = 10_000
OpenContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real application under its server, with the real courses."""
    with sites.running(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of the browser."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium of this machine; nothing is downloaded."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not os.access(path, os.X_OK):
        pytest.fail(MISSING)
    expect.set_options(timeout=PATIENCE_MS)
    browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def watch(site: Site) -> Iterator[Watch]:
    """Fails the test for what must never happen in any of its pages."""
    watch = Watch(site.url)
    yield watch
    assert watch.troubles == []


@pytest.fixture
def open_context(browser: Browser, site: Site, watch: Watch) -> Iterator[OpenContext]:
    """Open a fresh browser context, signed in as the person given."""
    opened = []

    def open_one(person: Employee | None = None, **options: Any) -> BrowserContext:
        context = browser.new_context(base_url=site.url, **options)
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        watch.over(context)
        if person:
            context.add_cookies([site.cookie(person)])
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page_for(open_context: OpenContext) -> Callable[..., Page]:
    """Open a page in a fresh context, signed in as the person given."""
    return lambda person=None, **options: open_context(person, **options).new_page()


@pytest.fixture(params=HANDS, ids=lambda hand: hand.__name__.lower())
def hand(request: pytest.FixtureRequest) -> type[Hand]:
    """How the person acts: by mouse, and once more by keyboard alone."""
    return request.param


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests here, and spread them over two workers at most, each with one site and one Chromium.

    First of all: xdist looks at the marks in this very step.
    """
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(f"browser-{_group(item)}"))


def _group(item: pytest.Item) -> str:
    return "pages" if item.path.stem == "test_pages" else "journeys"
