"""Wiring, and nothing else: settings in, a guarded Flask application out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import structlog
from flask import Flask
from flask_wtf.csrf import CSRFProtect
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from werkzeug.middleware.proxy_fix import ProxyFix

from university import config
from university.base import clock, logs, resources, schedule
from university.base.errors import Unavailable
from university.certification import jobs as certification_jobs
from university.certification import services as certification
from university.certification import views as certification_views
from university.community import views as community_views
from university.config import Settings
from university.courses import views as courses_views
from university.home import views as home_views
from university.learning import jobs as learning_jobs
from university.learning import views as learning_views
from university.outbox import jobs as outbox_jobs
from university.outbox import queries as outbox
from university.outbox import views as outbox_views
from university.people import jobs as people_jobs
from university.people import queries as people
from university.people import views as people_views
from university.policies import views as policies_views
from university.reactions import REACTIONS
from university.records import services as records
from university.records import views as records_views
from university.storage import engine as storage_engine
from university.storage import runs
from university.studio import api as studio_api
from university.studio import jobs as studio_jobs
from university.studio import views as studio_views
from university.unconference import views as unconference_views
from university.web import access, context, converters, errors, filters, headers, health, requests, static
from university.web.db import db, transaction

csrf = CSRFProtect()
log = structlog.get_logger()


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; raises ``BadSettings`` or ``UnguardedView`` rather than start unsafe."""
    settings = settings or config.read()
    logs.set_up(as_json=settings.log_json or settings.is_production, level=settings.log_level)
    app = Flask(
        "university",
        static_folder=str(resources.PACKAGE / "static"),
        template_folder=str(resources.folder("templates")),
    )
    University(settings).init_app(app)
    return app


class University:
    """The whole university as an extension, so that another Flask site can carry it."""

    def __init__(self, settings: Settings) -> None:
        """Keep the settings until an application is there."""
        self.settings = settings

    def init_app(self, app: Flask) -> None:
        """Set up the database, the doors and what guards them."""
        app.extensions["university"] = self.settings
        app.extensions["jobs"] = SCHEDULE
        self._configure(app)
        self._open_database(app)
        self._open_doors(app)
        access.guard(app)
        headers.set_up(app, by_tls=self.settings.secure_cookies, frames_from=self.settings.embed_hosts)
        access.access_table(app)

    def _configure(self, app: Flask) -> None:
        settings = self.settings
        app.config.update(
            SECRET_KEY=settings.signing_key(),
            SQLALCHEMY_DATABASE_URI=settings.sqlalchemy_url,
            SQLALCHEMY_ENGINE_OPTIONS=storage_engine.options(settings.sqlalchemy_url),
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Lax",
            SESSION_COOKIE_SECURE=settings.secure_cookies,
            SESSION_COOKIE_NAME="university",
            PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
            # A sign-in ends so long after it began, not after the last page: one cookie lasts it out.
            SESSION_REFRESH_EACH_REQUEST=False,
            TRUSTED_HOSTS=settings.trusted_hosts or None,
            WTF_CSRF_TIME_LIMIT=None,
            DEBUG=settings.debug,
        )
        if settings.proxy_count:
            hops = settings.proxy_count
            app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # -- as Werkzeug documents it
        app.url_map.converters.update(
            file=converters.FileConverter, id=converters.IdConverter, slug=converters.SlugConverter
        )

    def _open_database(self, app: Flask) -> None:
        if not self.settings.database_url:
            Path(self.settings.data_folder).mkdir(parents=True, exist_ok=True)
        db.init_app(app)
        with app.app_context():
            storage_engine.set_up(db.engine)
        records.react_with(REACTIONS)
        certification.print_as(university=self.settings.name, company=self.settings.company_name)

    def _open_doors(self, app: Flask) -> None:
        requests.set_up(app)
        errors.set_up(app)
        csrf.init_app(app)
        filters.set_up(app)
        static.set_up(app)
        context.set_up(app, self.settings)
        access.login_manager.user_loader(self._find_visitor)
        access.login_manager.unauthorized_handler(people_views.ask_to_sign_in)
        for blueprint in BLUEPRINTS:
            app.register_blueprint(blueprint)
        for view in access.signed_views(app):
            csrf.exempt(view)
        if self.settings.watches_content:
            studio_api.tell_pages(app)

    def _find_visitor(self, token: str) -> people.Visitor | None:
        return people.find_visitor(
            db.session(),
            token,
            now=clock.now(),
            idle=timedelta(minutes=self.settings.session_idle_minutes),
            longest=timedelta(hours=self.settings.session_hours),
            unread=outbox.UNREAD,
        )


BLUEPRINTS = (
    certification_views.bp,
    community_views.bp,
    courses_views.bp,
    health.bp,
    home_views.bp,
    home_views.team,
    learning_views.allowances.bp,
    learning_views.assignments,
    learning_views.bp,
    learning_views.signals.bp,
    learning_views.waivers.bp,
    outbox_views.bp,
    outbox_views.desk,
    people_views.admin,
    people_views.bp,
    people_views.roster,
    policies_views.bp,
    records_views.bp,
    studio_api.bp,
    studio_views.bp,
    unconference_views.bp,
)

Act = Callable[[], object]

#: A job may give words for the health page; its own first sentence says there what it does.
JOBS: tuple[tuple[Act, Callable[[datetime], bool]], ...] = (
    (learning_jobs.close_overdue, crontab()),
    (learning_jobs.keep_up, crontab(minute="7")),
    (learning_jobs.remind, crontab(minute="11")),
    (learning_jobs.offer_practice, crontab(minute="*/15")),
    (certification_jobs.make_papers, crontab()),
    (certification_jobs.remind, crontab(minute="5")),
    (outbox_jobs.send_waiting, crontab()),
    (people_jobs.sweep, crontab(minute="17")),
)
SCHEDULE = tuple(
    schedule.Job(f"{act.__module__}.{act.__name__}", (act.__doc__ or "").partition("\n")[0], hours)
    for act, hours in JOBS
)
FAILED = "It failed; the log says why."

#: What the worker looks at every second, beside its hours: seldom anything to do, and then at once.
SECONDLY: tuple[Callable[[], None], ...] = (studio_jobs.reload_content,)
SECOND, REST = 1.0, 10.0
#: The worker's look for what was lost.
SWEEP = "university.app.sweep"


def create_worker(app: Flask) -> Huey:
    """The queue of jobs with their hours, on the same kind of database as the application."""
    settings: Settings = app.extensions["university"]
    url = settings.sqlalchemy_url
    if url.startswith("sqlite"):
        queue = SqliteHuey("university", filename=str(settings.data_folder / "jobs.db"))
    else:
        queue = PostgresHuey("university", dsn=url.replace("postgresql+psycopg://", "postgresql://", 1))
    tasks: dict[str, Act] = {}
    for job, (act, hours) in zip(SCHEDULE, JOBS, strict=True):
        tasks[job.name] = queue.periodic_task(hours, name=job.name)(_inside(app, _noted(job.name, act)))
    queue.periodic_task(crontab(), name=SWEEP)(_inside(app, lambda: _queue_lost(tasks)))
    return queue


def _noted(name: str, act: Act) -> Callable[[], None]:
    """The same job, its last run kept for the health page; a failure is logged, and the worker goes on."""

    def run() -> None:
        with transaction() as current:
            runs.note_start(current, name, now=clock.now())
        words, has_worked = _outcome(name, act)
        with transaction() as current:
            runs.note_end(current, name, words=words, has_worked=has_worked, now=clock.now())

    return run


def _outcome(name: str, act: Act) -> tuple[str, bool]:
    try:
        words = act()
    except Unavailable as refusal:
        log.warning("job waits for something outside", job=name, reason=str(refusal))
        return str(refusal), False
    except Exception:
        log.exception("job failed", job=name)
        return FAILED, False
    return str(words or ""), True


def _queue_lost(tasks: Mapping[str, Act]) -> None:
    """Queue anew each job whose run was broken off, or which missed its hour while no worker was there."""
    last, now = {run.name: run for run in runs.list_runs(db.session())}, clock.now()
    for job in SCHEDULE:
        run = last.get(job.name)
        if run is None:
            continue
        is_broken_off = schedule.is_broken_off(run.started_at, run.finished_at, now)
        if is_broken_off or job.is_late(run.started_at, now):
            log.warning("job is queued again", job=job.name, is_broken_off=is_broken_off)
            tasks[job.name]()


@contextmanager
def beating(app: Flask, hangup: Event) -> Iterator[None]:
    """Look every second while the block runs, in a thread of its own; a ``hangup`` asks for a load."""
    is_over = Event()

    def beat() -> None:
        wait = SECOND
        while not is_over.wait(wait):
            looks = SECONDLY
            if hangup.is_set():
                hangup.clear()
                looks = (studio_jobs.ask, *SECONDLY)
            wait = SECOND if all(_goes_well(_inside(app, look)) for look in looks) else REST

    thread = Thread(target=beat, name="beat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join(REST)


def _goes_well(look: Callable[[], None]) -> bool:
    try:
        look()
    except Exception:
        log.exception("job failed", job=look.__qualname__)
        return False
    return True


def _inside(app: Flask, job: Act) -> Callable[[], None]:
    def run() -> None:
        with app.app_context():
            job()

    return run
