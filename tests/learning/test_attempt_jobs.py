"""The worker closes attempts whose time is up."""

from datetime import timedelta

from sqlalchemy import select

from tests.factories import attempts, content, people
from university.learning import jobs
from university.learning.models import Attempt
from university.storage import work


def test_the_worker_closes_what_has_run_out_and_nothing_else(session, now):
    content.live(session, attempts.course())
    late, early = (attempts.start(session, people.employee(session), now) for _ in range(2))
    with work.transaction(session):
        session.get_one(Attempt, late.id).deadline_at = now - timedelta(minutes=1)

    jobs.close_overdue()

    closed = select(Attempt.id).where(Attempt.submitted_at.is_not(None))
    assert session.scalars(closed).all() == [late.id]
    assert early.submitted_at is None
