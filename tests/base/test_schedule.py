"""Jobs: when one should have run, when it is late, and how its last run reads."""

from datetime import UTC, datetime, timedelta

import pytest
from huey import crontab

from university.base.schedule import GRACE, LONGEST_RUN, Job, LastRun, is_broken_off, span, standing

NOW = datetime(2026, 11, 22, 9, 30, 40, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EVERY_MINUTE = Job("a.often", "Look.", crontab())
HOURLY = Job("a.hourly", "Look.", crontab(minute="17"))
DAILY = Job("a.daily", "Look.", crontab(minute="17", hour="3"))


def ran(ago: timedelta, **special) -> LastRun:
    started = NOW - ago
    fields = {"finished_at": started, "worked_at": started, "words": "", "failures": 0} | special
    return LastRun(started_at=started, **fields)


@pytest.mark.parametrize(
    ("job", "due"),
    [
        (EVERY_MINUTE, datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
        (HOURLY, datetime(2026, 11, 22, 9, 17, tzinfo=UTC)),
        (DAILY, datetime(2026, 11, 22, 3, 17, tzinfo=UTC)),
        (Job("a.never", "Never.", lambda _: False), None),
    ],
    ids=["every minute", "hourly", "daily", "never"],
)
def test_the_latest_minute_at_which_it_was_to_begin(job, due):
    assert job.last_due(NOW) == due


@pytest.mark.parametrize(
    ("job", "ago", "late"),
    [
        (EVERY_MINUTE, GRACE, False),
        (EVERY_MINUTE, GRACE + MINUTE, True),
        (HOURLY, HOUR, True),  # 8:30, and 9:17 was longer than the grace ago
        (HOURLY, 13 * MINUTE, False),
        (DAILY, 6 * HOUR, False),
        (DAILY, 7 * HOUR, True),
    ],
)
def test_it_is_late_when_it_missed_its_minute_by_more_than_the_grace(job, ago, late):
    assert job.is_late(NOW - ago, NOW) is late


@pytest.mark.parametrize(
    ("ago", "finished", "broken"),
    [(LONGEST_RUN, None, False), (LONGEST_RUN + MINUTE, None, True), (HOUR, NOW, False)],
    ids=["still runs", "was killed", "ended"],
)
def test_a_run_that_never_ends_is_broken_off(ago, finished, broken):
    assert is_broken_off(NOW - ago, finished, NOW) is broken


@pytest.mark.parametrize(
    ("job", "last", "said"),
    [
        (EVERY_MINUTE, None, ("warn", "It never ran. Is a worker running?")),
        (EVERY_MINUTE, ran(3 * MINUTE), ("ok", "Last ran 3 minutes ago.")),
        (EVERY_MINUTE, ran(MINUTE, words="2 mails sent."), ("ok", "Last ran 1 minute ago. 2 mails sent.")),
        (EVERY_MINUTE, ran(2 * HOUR), ("bad", "It has not run for 2 hours: the worker may be down.")),
        (DAILY, ran(5 * HOUR, finished_at=None), ("bad", "It began 5 hours ago and never ended.")),
        (
            EVERY_MINUTE,
            ran(MINUTE, failures=4, worked_at=NOW - HOUR, words="No answer."),
            ("bad", "It failed; it last worked 1 hour ago. No answer."),
        ),
        (
            EVERY_MINUTE,
            ran(MINUTE, failures=4, worked_at=None, words="No answer."),
            ("bad", "It failed; it has never worked. No answer."),
        ),
    ],
    ids=["never", "well", "with words", "late", "killed", "failed", "failed always"],
)
def test_how_a_job_stands_is_a_sentence(job, last, said):
    assert standing(job, last, NOW, has_worker=False) == said


def test_a_job_whose_time_has_not_come_says_so_beside_others_that_ran():
    assert standing(DAILY, None, NOW, has_worker=True) == ("info", "It has not run yet; its time comes.")


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=-3), "a moment"),
        (timedelta(seconds=59), "a moment"),
        (MINUTE, "1 minute"),
        (119 * MINUTE, "1 hour"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_a_span_is_said_as_people_say_it(time, words):
    assert span(time) == words
