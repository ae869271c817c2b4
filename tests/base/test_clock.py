"""The clock tells the moment in UTC, whatever zone the machine is in."""

import time
from datetime import UTC, datetime

from university.base import clock


def test_now_is_in_utc_wherever_the_machine_stands(monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()

    now = clock.now()

    monkeypatch.undo()
    time.tzset()
    assert now.tzinfo is UTC
    assert abs((datetime.now(UTC) - now).total_seconds()) < 5
