"""Pictures of courses by their digest."""

import pytest

from tests.factories import content, people
from university.engines.catalog.model import Media

DIGEST = "ab" * 32


@pytest.fixture
def browser(session, page_of, now):
    picture = Media(path="a.png", digest=DIGEST, media_type="image/png", width=1, height=1, body=b"png")
    content.live(session, content.course(), media={DIGEST: picture})
    return page_of(people.employee(session))


def test_a_picture_may_be_kept_for_ever_but_only_by_its_reader(browser):
    answer = browser.get(f"/media/{DIGEST}.png")

    assert (answer.data, answer.mimetype) == (b"png", "image/png")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize("name", [f"{DIGEST}.svg", f"{'cd' * 32}.png", "x.png", "..%2Fx.png"])
def test_an_unknown_picture_is_not_found(browser, name):
    browser.get(f"/media/{name}", status=404)


def test_a_stranger_is_shown_no_picture(browser, page):
    assert page.client.get(f"/media/{DIGEST}.png").status_code in {303, 302, 401}
