"""Run a property on ever new examples for the seconds of `FUZZ_SECONDS`."""

import os
import time
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

SECONDS = float(os.environ.get("FUZZ_SECONDS", "15"))
ROUND = 200


def fuzz(examples: SearchStrategy[Any], holds: Callable[[Any], None], *, share: float) -> int:
    """Try rounds of examples until this share of the time is used; gives how many were tried."""
    until, tried = time.monotonic() + SECONDS * share, 0

    def one(example: Any) -> None:
        nonlocal tried
        tried += 1
        holds(example)

    patient = settings(
        max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    while not tried or time.monotonic() < until:
        patient(given(examples)(one))()
    return tried
