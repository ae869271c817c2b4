"""How large a storm is: `make storm` goes through it whole, `make storm-short` through a little of it."""

import os

SECONDS = int(os.environ.get("STORM_SECONDS", "120"))
#: From so many seconds on a storm is gone through whole, however long that takes.
WHOLE = 60


def size(*, whole: int, short: int) -> int:
    """How large a storm is to be: as large as it should, or as there is time for."""
    return whole if SECONDS >= WHOLE else short
