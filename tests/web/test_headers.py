"""The security policy of every page: films from here, frames only from the hosts that a setting names."""

import pytest

from university.app import create_app


def policy_of(settings, **changed):
    app = create_app(settings.model_copy(update=changed))
    answer = app.test_client().get("/sign-in")
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {name: sources for name, _, sources in (part.partition(" ") for part in parts)}


def test_films_and_sounds_come_from_here_and_no_frame_from_anywhere(settings):
    policy = policy_of(settings)

    assert (policy["default-src"], policy["media-src"]) == ("'none'", "'self'")
    assert "frame-src" not in policy


@pytest.mark.parametrize(
    ("hosts", "sources"),
    [
        (["videos.example"], "https://videos.example"),
        (["a.example", "b.example"], "https://a.example https://b.example"),
    ],
    ids=["one", "two"],
)
def test_only_the_hosts_that_a_setting_names_may_stand_in_a_frame(settings, hosts, sources):
    policy = policy_of(settings, embed_hosts=hosts)

    assert policy["frame-src"] == sources
    assert policy["frame-ancestors"] == "'none'"
