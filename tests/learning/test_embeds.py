"""A lesson's page tells its script which other sites may be loaded into it."""

import pytest

from tests.factories import content, people


@pytest.fixture(params=[[], ["videos.example", "talks.example"]], ids=["no host", "two hosts"])
def hosts(request):
    return request.param


@pytest.fixture
def settings(settings, hosts):
    return settings.model_copy(update={"embed_hosts": hosts})


def test_a_lesson_names_the_hosts_that_the_setting_names(session, page_of, hosts):
    content.live(session, content.course())
    browser = page_of(people.employee(session))
    browser.post("/courses/smu-1/enroll")

    html = browser.get("/courses/smu-1/hats/").get_data(as_text=True)

    opening = (
        '<div class="prose">'
        if not hosts
        else ('<div class="prose" data-behavior="embed" data-hosts="videos.example talks.example">')
    )
    assert html.count(opening) == 1
