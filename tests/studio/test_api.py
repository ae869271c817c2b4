"""The doors for programs: who may ask for a load, and what a watching page is told."""

import hmac
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from tests.factories import content
from university.app import create_app
from university.config import BadSettings, read
from university.courses.models import ReloadRequest
from university.courses.services import close_reloads
from university.storage import work
from university.studio.rules.signing import is_signed

SECRET = "r" * 40
ADDRESS = "/api/v1/content/reload"
BODY = b'{"ref": "refs/heads/main"}'
pytestmark = pytest.mark.usefixtures("now")


def signature(body=BODY, secret=SECRET):
    return "sha256=" + hmac.new(secret.encode(), body, sha256).hexdigest()


def call(app, body=BODY, **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client().post(ADDRESS, data=body, content_type="application/json", headers=names)


def requests(session):
    session.rollback()
    return [(one.asked_by, one.done_at) for one in session.scalars(select(ReloadRequest))]


@pytest.mark.parametrize(
    "headers",
    [{"X_Hub_Signature_256": signature()}, {"X_Gitlab_Token": SECRET}],
    ids=["as GitHub signs", "as GitLab does"],
)
def test_a_signed_call_asks_the_worker_for_a_load(app, session, headers):
    answer = call(app, **headers)

    assert (answer.status_code, answer.json["status"]) == (202, "asked")
    assert requests(session) == [("webhook", None)]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X_Hub_Signature_256": ""},
        {"X_Hub_Signature_256": signature(secret="s" * 40)},
        {"X_Hub_Signature_256": signature(b"another body")},
        {"X_Hub_Signature_256": signature().removeprefix("sha256=")},
        {"X_Hub_Signature_256": signature().replace("sha256", "sha1")},
        {"X_Hub_Signature_256": signature().upper()},
        {"X_Hub_Signature_256": "sha256=é"},
        {"X_Gitlab_Token": ""},
        {"X_Gitlab_Token": SECRET[:-1]},
        {"X_Gitlab_Token": SECRET + " x"},
    ],
)
def test_a_call_with_a_wrong_signature_asks_for_nothing(app, session, headers):
    assert call(app, **headers).status_code == 403
    assert requests(session) == []


def test_a_body_beyond_a_megabyte_is_not_read(app, session):
    body = b"x" * 1_000_001

    assert call(app, body, X_Hub_Signature_256=signature(body)).status_code == 413
    assert requests(session) == []


def test_a_second_call_joins_the_one_that_waits(app, session):
    for _ in range(3):
        assert call(app, X_Gitlab_Token=SECRET).status_code == 202

    assert len(requests(session)) == 1


def test_calls_beyond_thirty_a_minute_are_told_to_wait(app, session, now):
    for number in range(30):
        assert call(app, X_Gitlab_Token=SECRET).status_code == 202
        with work.transaction(session):
            close_reloads(session, [number + 1], "done", now=now)
    answer = call(app, X_Gitlab_Token=SECRET)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")


def test_without_a_secret_there_is_no_such_address(settings):
    bare = create_app(settings.model_copy(update={"reload_secret": type(settings.reload_secret)("")}))

    assert call(bare, X_Hub_Signature_256=signature(secret="")).status_code == 404
    assert call(bare, X_Gitlab_Token="").status_code == 404
    assert not is_signed(BODY, "", signature=signature(secret=""), token="")


def test_a_short_secret_stops_the_start(monkeypatch):
    monkeypatch.setenv("UNIVERSITY_RELOAD_SECRET", "r" * 31)

    with pytest.raises(BadSettings, match="UNIVERSITY_RELOAD_SECRET: must be 32 random characters or more"):
        read()


def test_the_revision_is_told_only_where_the_folder_is_watched(app, settings, session, now):
    def look():
        return app.test_client().get("/api/v1/content/revision")

    assert look().status_code == 404
    app.extensions["university"] = settings.model_copy(update={"watch_content": True})
    content.live(session, content.course())
    before = look().json["revision"]
    content.live(session, content.course(summary="New words."), now=now + timedelta(hours=1))
    assert look().json["revision"] != before


@pytest.mark.parametrize(
    ("environment", "host", "told", "is_watched"),
    [
        ("development", "127.0.0.1", None, True),
        ("development", "university.example", None, False),
        ("production", "127.0.0.1", None, False),
        ("development", "127.0.0.1", False, False),
        ("production", "university.example", True, True),
    ],
    ids=["on this machine", "for others", "in production", "told not to", "told to"],
)
def test_the_folder_is_watched_in_development_on_one_machine(settings, environment, host, told, is_watched):
    chosen = {"environment": environment, "host": host, "watch_content": told}

    assert settings.model_copy(update=chosen).watches_content is is_watched
