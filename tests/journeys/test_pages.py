"""Every page, as a picture and as a measure: three widths, light and dark, axe, overflow, weight, large text."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import audit
from tests.journeys import site as sites
from tests.journeys import world as worlds
from tests.journeys.site import Site
from tests.journeys.world import World
from tests.screens.settled import settle

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "test-results" / "screens"
#: A picture takes as long as all that is measured on a page.
IS_WANTED = "PICTURES" in os.environ
SHOWN_IN_README = ROOT / "docs" / "images" / "my-learning.png"
HEIGHT = 900
WIDTHS = (360, 768, 1440)
WIDEST = 1440
ZOOMS = (200, 450)  # 450% of this width is the 320 pixels that WCAG asks for
SCHEMES = ("light", "dark")
READ_BY_AXE = {(1440, "light"), (360, "dark")}
FIRST_VISIT_KB, NEXT_VISIT_KB = 150, 30
LONG_LIST_KB = (
    50  # long on purpose: fifty rows to work through, every course, a whole quiz, a whole course to print
)


@dataclass(frozen=True)
class Place:
    """A page to look at: a name for its pictures, its address, and who looks."""

    name: str
    path: str
    who: str = "reader"
    status: int = 200
    most_kb: int = NEXT_VISIT_KB


PLACES = (
    Place("sign-in", "/sign-in?next=/courses/", "stranger"),
    Place("set-password", "/set-password/{token}", "stranger"),
    Place("verify", "/verify/{code}", "stranger"),
    Place("verify-lookup", "/verify/", "stranger"),
    Place("not-found", "/courses/no-such-course/", status=404),
    Place("not-for-you", "/admin/", status=403),
    Place("my-learning-empty", "/", "newcomer"),
    Place("my-learning", "/", "mira"),
    Place("my-learning-in-a-quiz", "/", "reader"),
    Place("my-learning-waiting", "/", "waiting"),
    Place("my-learning-expiring", "/", "expiring"),
    Place("my-learning-expired", "/", "expired"),
    Place("about", "/about/", "stranger"),
    Place("archive", "/archive/"),
    Place("calendar", "/me/calendar"),
    Place("search", "/search?q=hats"),
    Place("search-nothing", "/search?q=xylophone+quartz"),
    Place("catalog", "/courses/", most_kb=LONG_LIST_KB),
    Place("catalog-nothing", "/courses/?q=xylophone+quartz"),
    Place("course", "/courses/smu-101/"),
    Place("course-whole", "/courses/smu-101/print/", most_kb=LONG_LIST_KB),
    Place("course-new", "/courses/smu-101/", "newcomer"),
    Place("lesson", "/courses/smu-101/three-hats/"),
    Place("lesson-posts", "/courses/smu-110/{posts}/"),
    Place("course-locked", "/courses/smu-110/", "newcomer"),
    Place("lesson-locked", "/courses/smu-110/{posts}/", "newcomer"),
    Place("quiz-locked", "/courses/smu-110/quiz/", "newcomer"),
    Place("prior-learning", "/courses/smu-101/prior-learning"),
    Place("prior-learning-asked", "/courses/smu-101/prior-learning", "newcomer"),
    Place("waivers", "/waivers/", "hr"),
    Place("waiver", "/waivers/{waiver}/", "hr"),
    Place("waiver-approved", "/waivers/{approved}/", "hr"),
    Place("waiver-new", "/waivers/new", "hr"),
    Place("allowances", "/allowances/", "hr"),
    Place("allowance-new", "/allowances/new", "hr"),
    Place("lesson-noted", "/courses/smu-101/listening-first/"),
    Place("mistake", "/courses/smu-101/listening-first/mistake"),
    Place("note", "/courses/smu-101/listening-first/note"),
    Place("notes", "/notes/"),
    Place("notes-empty", "/notes/", "newcomer"),
    Place("rating", "/courses/smu-101/rating", "mira"),
    Place("memory", "/courses/smu-101/practice/", "mira"),
    Place("quiz-start", "/courses/smu-101/quiz/"),
    Place("attempt", "/attempts/{running}/"),
    Place("attempt-all", "/attempts/{running}/?view=all", most_kb=LONG_LIST_KB),
    Place("review", "/attempts/{running}/review"),
    Place("result", "/attempts/{handed_in}/result"),
    Place("replay", "/attempts/{handed_in}/replay", "hr"),
    Place("certifications", "/certifications/"),
    Place("program", "/certifications/cert-enthusiast/"),
    Place("program-certified", "/certifications/cert-enthusiast/", "holder"),
    Place("program-expired", "/certifications/cert-enthusiast/", "expired"),
    Place("program-revoked", "/certifications/cert-enthusiast/", "revoked"),
    Place("certificate", "/certificates/{code}/", "holder"),
    Place("revocation", "/certificates/{code}/revoke", "hr"),
    Place("policies", "/policies/"),
    Place("policy", "/policies/five-principles/"),
    Place("tips", "/tips/"),
    Place("tip", "/tips/linkedin/"),
    Place("unconferences", "/unconferences/"),
    Place("event", "/unconferences/{event}/"),
    Place("event-organizer", "/unconferences/{event}/", "organizer"),
    Place("wall", "/unconferences/{wall}/topics/"),
    Place("timetable", "/unconferences/{event}/timetable/"),
    Place("timetable-organizer", "/unconferences/{event}/timetable/", "organizer"),
    Place("timetable-full", "/unconferences/open-floor-winter/timetable/"),
    Place("help", "/help/"),
    Place("place-topic", "/unconferences/{event}/topics/{topic}/place/", "organizer"),
    Place("breakout", "/unconferences/{event}/breakouts/{breakout}/", "newcomer"),
    Place("breakout-change", "/unconferences/{event}/breakouts/{breakout}/change/", "organizer"),
    Place("unconference-new", "/unconferences/new/", "organizer", most_kb=LONG_LIST_KB),
    Place("me", "/me/", "author"),
    Place("change-password", "/me/password"),
    Place("notices", "/notices/", "newcomer"),
    Place("notices-empty", "/notices/", "author"),
    Place("messages", "/me/messages"),
    Place("health", "/admin/health/", "admin"),
    Place("outbox", "/admin/outbox/", "admin", most_kb=LONG_LIST_KB),
    Place("outbox-test", "/admin/outbox/test", "admin"),
    Place("records", "/records/", "hr", most_kb=LONG_LIST_KB),
    Place("records-empty", "/records/?q=nobody+at+all", "hr"),
    Place("integrity", "/integrity/", "hr"),
    Place("void", "/studio/smu-110/questions/{counted}/void", "hr"),
    Place("import", "/records/employees/import", "hr"),
    Place("assignments", "/assignments/", "hr"),
    Place("assignments-empty", "/assignments/?state=past", "manager"),
    Place("assign", "/assignments/new", "hr"),
    Place("assign-to-team", "/assignments/new?course=smu-110&person={employee}", "manager"),
    Place("assignment", "/assignments/{rule}/", "hr"),
    Place("assignment-undo", "/assignments/{rule}/undo", "hr"),
    Place("team", "/team/", "manager"),
    Place("team-nothing", "/team/?show=expired", "manager"),
    Place("team-person", "/team/{employee}/", "manager"),
    Place("team-reminder", "/team/reminder?person={employee}", "manager"),
    Place("people", "/admin/", "admin"),
    Place("person", "/admin/employees/{employee}/", "admin"),
    Place("deactivation", "/admin/employees/{employee}/deactivate", "admin"),
    Place("studio", "/studio/", "author"),
    Place("studio-new", "/studio/new", "author"),
    Place("studio-course", "/studio/smu-110/", "author"),
    Place("studio-editor", "/studio/smu-110/files/video-and-live.md", "author", most_kb=LONG_LIST_KB),
    Place("studio-publish", "/studio/smu-110/publish", "admin"),
    Place("voices", "/studio/smu-101/voices", "admin"),
    Place("versions", "/studio/smu-110/versions/", "author"),
    Place("preview", "/studio/smu-110/preview/", "author"),
    Place("preview-quiz", "/studio/smu-110/preview/quiz/", "author"),
    Place("changes", "/courses/smu-110/changes/", "author"),
)
BY_NAME = {place.name: place for place in PLACES}
MAIN = ("sign-in", "my-learning", "catalog", "lesson", "attempt", "certificate", "timetable", "records")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with the demo company."""
    with sites.running(tmp_path_factory.mktemp("demo"), worlds.load_company) as site:
        yield site


@pytest.fixture(scope="session")
def world(site: Site) -> World:
    """The demo company, with people in every state that a page can show."""
    return worlds.build(site)


@pytest.fixture
def place(request) -> Place:
    """The page to look at."""
    return request.param


@pytest.fixture
def opened(place: Place, world: World, open_context) -> Iterator[tuple[Page, audit.Scales]]:
    """The page on a first visit, wide and light, with its scales."""
    context = open_context(
        world.people.get(place.who),
        viewport={"width": 1440, "height": HEIGHT},
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    scales = audit.Scales(page)
    answer = page.goto(place.path.format(**world.parts))
    settle(page)
    assert answer is not None
    assert answer.status == place.status
    return page, scales


def take(page: Page, name: str) -> None:
    """Take a picture of the whole page, where somebody wants to look at it: `make pictures`."""
    if IS_WANTED:
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def every(places) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("place", places, ids=lambda place: place.name, indirect=True)


@every(PLACES)
def test_a_page_is_sound_in_every_width_and_color(place, opened):
    page, scales = opened
    first = scales.read()
    faults = [f"{first:.0f} kB on the first visit"] if first > FIRST_VISIT_KB else []
    assert page.locator("h1").count() == 1

    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            faults += [f"{width} {scheme}: {fault}" for fault in audit.overflow(page)]
            if (width, scheme) in READ_BY_AXE:
                faults += [f"{width} {scheme}: {fault}" for fault in audit.findings(page)]
                take(page, f"{place.name}-{width}-{scheme}")
    page.goto(page.url)
    settle(page)
    if (later := scales.read()) > place.most_kb:
        faults.append(f"{later:.0f} kB on the next visit")

    print(f"{place.name}: {first:.0f} kB, then {later:.0f} kB")
    assert faults == [], "\n".join(faults)


@every([BY_NAME[name] for name in MAIN])
def test_a_page_keeps_its_shape_zoomed_in_and_with_forced_colors(place, opened):
    page, _ = opened
    faults = []

    for zoom in ZOOMS:
        page.set_viewport_size({"width": WIDEST * 100 // zoom, "height": HEIGHT * 100 // zoom})
        faults += [f"at {zoom}%: {fault}" for fault in audit.overflow(page)]
        take(page, f"{place.name}-{zoom}-percent")
    page.set_viewport_size({"width": WIDEST, "height": HEIGHT})
    page.emulate_media(forced_colors="active", color_scheme="dark")
    # The colors are the system's now, and axe still reads those of the sheet.
    faults += audit.findings(page, without=["color-contrast"])
    take(page, f"{place.name}-forced-colors")

    assert faults == [], "\n".join(faults)


@every([BY_NAME["my-learning"]])
def test_the_picture_in_the_readme_is_a_real_page(opened):
    page, _ = opened

    # Kept as it is once made, so that a run leaves no change behind: delete it to have it made anew.
    if not SHOWN_IN_README.exists():
        page.set_viewport_size({"width": 1200, "height": 800})
        page.screenshot(path=SHOWN_IN_README)

    assert SHOWN_IN_README.read_bytes().startswith(b"\x89PNG")
