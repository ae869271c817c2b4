"""Media of courses by the digest of their bytes: shown, played in parts, or taken away."""

import io

import pytest
from PIL import Image

from tests.factories import content, people
from university.courses import queries, services
from university.courses.models import MediaFile
from university.engines.catalog.model import Media
from university.storage import work

ALONE = "sandbox; default-src 'none'"
FILM = bytes(range(200))


def digest(letter):
    return letter * 64


def photo(width=1_000):
    exif = Image.Exif()
    exif[271] = "Camera of Mira"
    body = io.BytesIO()
    Image.new("RGB", (width, 4)).save(body, "JPEG", exif=exif)
    return body.getvalue()


def kept(letter, media_type, body, **special):
    return Media(path="a", digest=digest(letter), media_type=media_type, body=body, **special)


PHOTO = kept("a", "image/jpeg", photo(), width=1_000, height=4, widths=(480, 960, 1_000))
FILES = {
    one.digest: one
    for one in (
        PHOTO,
        kept("b", "image/svg+xml", b"<svg/>", width=1, height=1),
        kept("c", "video/webm", FILM),
        kept("d", "application/pdf", b"%PDF-1.7"),
        kept("e", "text/csv", b"name\nAoife\n"),
        kept("f", "text/vtt", b"WEBVTT\n"),
        kept("0", "image/gif", b"GIF89a", width=1, height=1),
    )
}


@pytest.fixture
def browser(session, page_of, now):
    content.live(session, content.course(), media=FILES)
    return page_of(people.employee(session))


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        (f"{digest('0')}.gif", "image/gif"),
        (f"{digest('a')}.jpg", "image/jpeg"),
        (f"{digest('a')}-480.jpg", "image/jpeg"),
        (f"{digest('b')}.svg", "image/svg+xml"),
        (f"{digest('c')}.webm", "video/webm"),
        (f"{digest('f')}.vtt", "text/vtt"),
        (f"{digest('d')}/checklist.pdf", "application/pdf"),
        (f"{digest('e')}/names.csv", "text/csv"),
        (f"{digest('e')}/names.txt", "text/plain"),
    ],
)
def test_media_may_be_kept_for_ever_but_only_by_their_reader(browser, name, media_type):
    answer = browser.get(f"/media/{name}")

    assert answer.mimetype == media_type
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("width", [480, 960, 1_000])
def test_a_picture_comes_in_the_width_asked_for(browser, width):
    answer = browser.get(f"/media/{digest('a')}-{width}.jpg")

    assert Image.open(io.BytesIO(answer.data)).size[0] == width
    assert b"Mira" not in answer.data


def test_the_address_of_before_gives_the_largest_width_and_not_what_the_camera_wrote(browser):
    answer = browser.get(f"/media/{digest('a')}.jpg")

    assert Image.open(io.BytesIO(answer.data)).size == (1_000, 4)
    assert b"Mira" not in answer.data


def test_a_drawing_may_do_nothing_outside_of_a_picture(browser):
    answer = browser.get(f"/media/{digest('b')}.svg")

    assert answer.headers["Content-Security-Policy"] == f"{ALONE}; style-src 'unsafe-inline'"
    assert answer.headers["Content-Disposition"] == "attachment; filename=drawing.svg"


@pytest.mark.parametrize("name", [f"{digest('d')}/the-checklist.pdf", f"{digest('e')}/names.csv"])
def test_a_download_is_saved_under_its_name_and_never_opened_as_a_page(browser, name):
    answer = browser.get(f"/media/{name}")

    assert answer.headers["Content-Disposition"] == f"attachment; filename={name.rpartition('/')[2]}"
    assert answer.headers["Content-Security-Policy"] == ALONE


@pytest.mark.parametrize(
    ("asked", "told", "body"),
    [
        ("bytes=0-", "bytes 0-199/200", FILM),
        ("bytes=10-19", "bytes 10-19/200", FILM[10:20]),
        ("bytes=190-999", "bytes 190-199/200", FILM[190:]),
        ("bytes=-5", "bytes 195-199/200", FILM[-5:]),
    ],
)
def test_a_player_gets_the_part_of_a_film_that_it_asks_for(browser, asked, told, body):
    answer = browser.client.get(f"/media/{digest('c')}.webm", headers={"Range": asked})

    assert (answer.status_code, answer.headers["Content-Range"], answer.data) == (206, told, body)
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=200-", "bytes=900-999"])
def test_a_part_beyond_the_end_is_refused(browser, asked):
    answer = browser.client.get(f"/media/{digest('c')}.webm", headers={"Range": asked})

    assert answer.status_code == 416


def test_a_browser_that_has_it_is_told_so(browser):
    first = browser.get(f"/media/{digest('a')}-480.jpg")

    again = browser.client.get(
        f"/media/{digest('a')}-480.jpg", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "name",
    [
        f"{digest('a')}.png",
        f"{digest('a')}.html",
        f"{digest('a')}-481.jpg",
        f"{digest('a')}-480.webp",
        f"{digest('a')}-0.jpg",
        f"{digest('a')}/photo.jpg",
        f"{digest('b')}.html",
        f"{digest('c')}.mp4",
        f"{digest('c')}-480.webm",
        f"{digest('c')}/film.webm",
        f"{digest('d')}/checklist.exe",
        f"{digest('d')}/checklist.csv",
        f"{digest('e')}/names.pdf",
        f"{digest('1')}.png",
        "x.png",
        "..%2Fx.png",
        f"{digest('d')}/..%2Fx.pdf",
    ],
)
def test_an_unknown_file_is_not_found(browser, name):
    browser.get(f"/media/{name}", status=404)


@pytest.mark.parametrize("name", [f"{digest('a')}-480.jpg", f"{digest('c')}.webm", f"{digest('d')}/x.pdf"])
def test_a_stranger_is_shown_nothing(browser, page, name):
    assert page.client.get(f"/media/{name}").status_code in {303, 302, 401}


def test_a_load_writes_the_widths_that_were_made_before_it(session, now):
    reading = content.reading(content.course(), media=FILES)
    made = services.make_widths(reading)

    with work.transaction(session):
        services.load(session, reading, by=content.COMMAND, now=now, made=made)

    assert queries.list_widths(session) == {(one.digest, one.width) for one in made}
    assert queries.list_widths(session) == {(digest("a"), width) for width in PHOTO.widths}


def test_what_is_kept_is_not_made_again(session):
    content.live(session, content.course(), media=FILES)

    made = services.make_widths(content.reading(content.course(), media=FILES), queries.list_widths(session))

    assert made == []


def test_a_load_makes_the_widths_of_pictures_that_were_there_before_widths(session):
    with work.transaction(session):
        session.add(MediaFile(digest=PHOTO.digest, media_type=PHOTO.media_type, body=PHOTO.body))

    for _ in range(2):
        content.live(session, content.course(), media=FILES)

    assert queries.list_widths(session) == {(digest("a"), width) for width in PHOTO.widths}
