"""The application is wired from its settings, alone or inside another Flask site."""

import re
from datetime import timedelta

import pytest
from flask import Flask, request
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from tests.factories import people
from tests.page import forget_visitor, text
from university.app import JOBS, SCHEDULE, SWEEP, University, _noted, _queue_lost, create_app, create_worker
from university.base import clock, resources
from university.base.errors import Unavailable
from university.config import Settings
from university.storage import runs, work
from university.web.db import db


def test_what_an_operator_decides_reaches_the_application(settings):
    app = create_app(settings.model_copy(update={"session_hours": 3, "secure_cookies": True, "debug": False}))

    assert app.secret_key == "k" * 40
    assert app.permanent_session_lifetime.total_seconds() == 3 * 3600
    assert app.config["SESSION_COOKIE_SECURE"] is True
    assert app.config["SESSION_COOKIE_HTTPONLY"] is True
    assert app.config["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert app.config["DEBUG"] is False


def test_the_data_folder_is_made_when_it_is_not_there(tmp_path):
    folder = tmp_path / "a" / "b"

    create_app(Settings(data_folder=folder, log_level="ERROR"))

    assert folder.is_dir()


@pytest.mark.parametrize(("hops", "scheme"), [(0, "http"), (1, "https")], ids=["no proxy", "one proxy"])
def test_forwarding_headers_count_only_behind_a_proxy(settings, hops, scheme):
    app = create_app(settings.model_copy(update={"proxy_count": hops}))
    seen = {}
    app.before_request(lambda: seen.update(scheme=request.scheme))

    app.test_client().get("/healthz", headers={"X-Forwarded-Proto": "https"})

    assert seen == {"scheme": scheme}


def test_the_worker_knows_every_job_by_its_room(app):
    names = {task.__name__ for task in create_worker(app)._registry._registry.values()}

    assert names == {f"{job.__module__}.{job.__name__}" for job, _ in JOBS} | {SWEEP}


# ---- what the worker keeps of its jobs

NAME = "university.people.jobs.sweep"


def run_of(session, name=NAME):
    session.rollback()
    session.expire_all()
    return {run.name: run for run in runs.list_runs(session)}.get(name)


def unavailable():
    raise Unavailable("The mail server does not answer.")


@pytest.mark.parametrize(
    ("act", "words", "failures"),
    [
        (lambda: "2 mails sent.", "2 mails sent.", 0),
        (lambda: None, "", 0),
        (unavailable, "The mail server does not answer.", 1),
        (lambda: 1 // 0, "It failed; the log says why.", 1),
    ],
    ids=["with words", "without", "something outside is down", "broken"],
)
def test_each_run_is_kept_with_its_words_and_a_failure_stops_no_worker(session, act, words, failures):
    _noted(NAME, act)()

    run = run_of(session)
    assert (run.words, run.failures, run.worked_at is None) == (words, failures, bool(failures))
    assert run.finished_at is not None


def queued_again(session, *, started, finished):
    """What the worker's look for lost jobs queues, when each job ran then."""
    queued = []
    with work.transaction(session):
        for job in SCHEDULE:
            runs.note_start(session, job.name, now=started)
            if finished:
                runs.note_end(session, job.name, words="", has_worked=True, now=started)
    _queue_lost({job.name: lambda name=job.name: queued.append(name) for job in SCHEDULE})
    return queued


def test_what_ran_in_time_is_not_queued_again(session):
    assert queued_again(session, started=clock.now(), finished=True) == []
    assert queued_again(session, started=clock.now(), finished=False) == []


def test_a_run_that_was_broken_off_is_queued_again(session):
    quarter_ago = clock.now() - timedelta(minutes=16)

    assert set(queued_again(session, started=quarter_ago, finished=False)) == {job.name for job in SCHEDULE}


def test_a_job_that_missed_its_hour_while_no_worker_was_there_is_queued_again(session):
    long_ago = clock.now() - timedelta(days=3)

    assert set(queued_again(session, started=long_ago, finished=True)) == {job.name for job in SCHEDULE}


def test_a_job_that_never_ran_waits_for_its_hour(session):
    _queue_lost({})

    assert runs.list_runs(session) == []


# ---- inside another site


@pytest.fixture
def client(settings):
    """Another company's site, in which the university lives below `/university`."""
    site = Flask(
        "university",
        static_folder=str(resources.PACKAGE / "static"),
        template_folder=str(resources.folder("templates")),
    )
    University(settings).init_app(site)
    site.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=True)
    front = Flask("front")
    front.add_url_rule("/", view_func=lambda: "The front page of the company")
    with site.app_context():
        yield Client(DispatcherMiddleware(front.wsgi_app, {"/university": site.wsgi_app}))
        db.session.remove()
        db.engine.dispose()


def test_every_link_of_the_door_stays_below_its_place(client):
    door = client.get("/university/sign-in")

    assert door.status_code == 200
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', door.text)
    assert [link for link in links if not link.startswith("/university/")] == []
    static = [client.get(link, buffered=True).status_code for link in links if "/static/" in link]
    assert set(static) == {200}
    assert client.get("/").text == "The front page of the company"


def test_a_deep_link_survives_the_door_below_another_site(client):
    person = people.employee_with_password(db.session())

    asked = client.get("/university/me/")
    assert asked.headers["Location"] == "/university/sign-in?next=/university/me/"
    door = client.get(asked.headers["Location"])
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', door.text)[1]
    fields = {
        "csrf_token": token,
        "account": person.email,
        "password": people.PASSWORD,
        "next": "/university/me/",
    }
    inside = client.post("/university/sign-in", data=fields)

    assert (inside.status_code, inside.headers["Location"]) == (303, "/university/me/")
    forget_visitor()
    me = client.get("/university/me/")
    assert person.name in text(me)
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', me.text)
    assert [link for link in links if not link.startswith("/university/")] == []
