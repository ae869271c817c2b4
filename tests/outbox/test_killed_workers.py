"""Workers that are killed in the middle: no message is lost, and at most one comes twice for each kill."""

import asyncio
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.factories.messages import URGENT, Mailbox, mail_server, messages, tell
from tests.factories.people import employee
from tests.outbox.conftest import SENDER
from tests.storming import size
from university.base import clock
from university.outbox import jobs, services
from university.outbox.models import Message, MessageState
from university.outbox.rules import LONGEST_HOLD
from university.outbox.services import Notice
from university.storage import runs, work

MANY, FEW = 200, 40
PATIENCE, BLINK = 90, 0.02
#: As slow as a mail server nearby, so that a kill falls between handing in and noting.
SECONDS_A_MAIL = 0.004


class SlowMailbox(Mailbox):
    """Takes its time before it says that it has taken a mail."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(SECONDS_A_MAIL)
        return answer


@contextmanager
def worker(settings, port):
    """A worker as it runs in a company, in a process of its own; killed at the end."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("UNIVERSITY_")
    } | {
        "UNIVERSITY_DATABASE_URL": settings.database_url,
        "UNIVERSITY_DATA_FOLDER": str(settings.data_folder),
        "UNIVERSITY_CONTENT_FOLDER": str(settings.content_folder),
        "UNIVERSITY_WATCH_CONTENT": "0",
        "UNIVERSITY_SECRET_KEY": "k" * 40,
        "UNIVERSITY_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "UNIVERSITY_MAIL_FROM": SENDER,
        "UNIVERSITY_LOG_LEVEL": "ERROR",
    }
    process = subprocess.Popen([sys.executable, "-m", "university.cli", "worker"], env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(is_there, what):
    for _ in range(round(PATIENCE / BLINK)):
        if is_there():
            return
        time.sleep(BLINK)
    raise AssertionError(f"{what} after {PATIENCE} seconds")


def queue_many(session, many=MANY):
    person = employee(session)
    notices = [
        Notice(kind=URGENT, to=person.id, about=f"thing:{n}", subject=f"No {n}", words="Now.", path="/")
        for n in range(many)
    ]
    with work.transaction(session):
        services.queue_all(session, notices, now=clock.now())


def all_are_sent(session):
    session.rollback()
    return not session.scalar(sa.select(sa.func.count()).where(Message.state != MessageState.SENT))


def let_ten_minutes_pass(session):
    """What was held is held since ten minutes more."""
    with work.transaction(session):
        session.execute(
            sa.update(Message)
            .where(Message.sending_at.is_not(None))
            .values(sending_at=clock.now() - LONGEST_HOLD - timedelta(seconds=1))
        )


def kill_again_and_again(session, settings, kills):
    mailbox, step = SlowMailbox(), MANY // (kills + 1)
    queue_many(session)
    with mail_server(mailbox) as port:
        for kill in range(1, kills + 1):
            with worker(settings, port):
                wait_for(
                    lambda goal=kill * step: len(mailbox.taken) >= goal, f"fewer than {kill * step} mails"
                )
            let_ten_minutes_pass(session)
        with worker(settings, port):
            wait_for(lambda: all_are_sent(session), "not all are sent")
    return Counter(mail["Message-ID"] for mail in mailbox.mails)


def prove(session, settings, kills):
    came = kill_again_and_again(session, settings, kills)

    assert len(came) == MANY
    assert sum(came.values()) - MANY <= kills
    assert {(one.state.value, one.sending_at) for one in messages(session)} == {("sent", None)}
    assert "university.outbox.jobs.send_waiting" in {run.name for run in runs.list_runs(session)}


def test_a_worker_killed_in_the_middle_loses_no_message(session, settings):
    prove(session, settings, kills=2)


@pytest.mark.storm
def test_a_storm_of_kills_loses_no_message(session, settings):
    prove(session, settings, kills=size(whole=12, short=3))


@pytest.mark.storm
def test_two_workers_at_once_send_each_message_once(session, settings):
    mailbox = SlowMailbox()
    queue_many(session)

    with mail_server(mailbox) as port, worker(settings, port), worker(settings, port):
        wait_for(lambda: all_are_sent(session), "not all are sent")

    assert Counter(Counter(mail["Message-ID"] for mail in mailbox.mails).values()) == {1: MANY}


def test_four_hands_at_once_send_each_message_once(app, session, with_mail, mailbox):
    queue_many(session, FEW)
    person = employee(session)
    for number in range(3):
        tell(session, person, about=f"daily:{number}", now=clock.now() - timedelta(days=2))

    def send(_):
        with app.app_context():
            return jobs.send_due().sent

    with ThreadPoolExecutor(4) as hands:
        sent = list(hands.map(send, range(4)))

    assert sum(sent) == FEW + 1
    assert Counter(Counter(mail["Message-ID"] for mail in mailbox.mails).values()) == {1: FEW + 1}
    assert len(messages(session, kind="digest")) == 1
