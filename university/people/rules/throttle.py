"""How long guessing must pause: failures in, a wait out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
_FIRST_WAIT = timedelta(minutes=1)


@dataclass(frozen=True)
class Wait:
    """Until when nothing is tried, and how many whole seconds that is from now, rounded up."""

    until: datetime
    seconds: int


def throttle(failures: Iterable[datetime], now: datetime, *, allowed: int = 5) -> Wait | None:
    """Say how long to wait before the next password is looked at, if at all.

    From the failure number ``allowed`` within 15 minutes on, the wait after the last one doubles from a
    minute and is never more than 15. Ask once with the failures of the account and once with those of
    the address (an office behind one address deserves a larger ``allowed``). What is turned away by a
    wait must not be kept as a failure, or a stranger could lock the owner out for ever.
    """
    recent = [at for at in failures if now - WINDOW < at <= now]
    if len(recent) < allowed:
        return None
    # The exponent is bounded, since thousands of failures would overflow a timedelta.
    until = max(recent) + min(WINDOW, _FIRST_WAIT * 2 ** min(len(recent) - allowed, 4))
    left = until - now
    return Wait(until, -(-left // timedelta(seconds=1))) if left > timedelta(0) else None
