"""When each job ran last, and how it went: the worker writes it, the health page reads it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from university.storage.tables import Base


class JobRun(Base):
    """The last run of one job; ``words`` say what it did, or why it failed."""

    __tablename__ = "job_run"

    name: Mapped[str] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    worked_at: Mapped[datetime | None]
    words: Mapped[str]
    failures: Mapped[int]


def list_runs(session: Session) -> Sequence[JobRun]:
    """The last run of every job that ever ran, by name."""
    return session.scalars(select(JobRun).order_by(JobRun.name)).all()


def note_start(session: Session, name: str, *, now: datetime) -> None:
    """Say that a job begins."""
    run = session.get(JobRun, name)
    if run is None:
        run = JobRun(name=name, started_at=now, words="", failures=0)
        session.add(run)
    run.started_at, run.finished_at = now, None
    session.flush()


def note_end(session: Session, name: str, *, words: str, has_worked: bool, now: datetime) -> None:
    """Say how it went; ``failures`` counts those since it last worked."""
    run = session.get_one(JobRun, name)
    run.finished_at, run.words = now, words
    run.failures = 0 if has_worked else run.failures + 1
    if has_worked:
        run.worked_at = now
    session.flush()
