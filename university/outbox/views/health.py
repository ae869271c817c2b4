"""How the site does, for administrators: when each job ran, how old the mail queue is, which database it is."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from university.base import clock, schedule
from university.base.schedule import LastRun
from university.outbox import queries
from university.outbox.views.blueprint import desk as bp
from university.storage import migrate, runs
from university.storage.runs import JobRun
from university.web.access import open_to
from university.web.db import db, session
from university.web.settings import jobs, settings


@dataclass(frozen=True)
class Standing:
    """One job on the page."""

    name: str
    words: str
    level: str
    said: str

    @property
    def is_reminder(self) -> bool:
        """Whether people miss their days when it stands still."""
        return self.name.endswith(".remind")


@bp.get("/health/")
@open_to("admin")
def health() -> ResponseReturnValue:
    """Show how jobs, mail and database do."""
    now = clock.now()
    last = {run.name: _last(run) for run in runs.list_runs(session())}
    has_worker = any(now - run.started_at < schedule.GRACE for run in last.values())
    standings = [
        Standing(job.name, job.words, *schedule.standing(job, last.get(job.name), now, has_worker=has_worker))
        for job in jobs()
    ]
    return render_template(
        "outbox/health.html",
        standings=standings,
        queue=queries.get_queue(session(), now=now),
        server=settings().mail_server,
        revision=migrate.current(db.engine),
        gap=migrate.gap(db.engine),
        backend=db.engine.url.get_backend_name(),
        now=now,
    )


def _last(run: JobRun) -> LastRun:
    return LastRun(
        started_at=run.started_at,
        finished_at=run.finished_at,
        worked_at=run.worked_at,
        words=run.words,
        failures=run.failures,
    )
