"""The queue of writers to one SQLite file, across threads and processes: first come, first served."""

import fcntl
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import TextIO

from university.base.errors import Busy
from university.storage.faults import BUSY_WORDS


class Turn:
    """A place in the queue; the kernel keeps the order and frees a dead process's place.

    Whoever has waited for ``seconds`` leaves with ``Busy``: behind a database that somebody else holds,
    each one ahead takes its whole waiting time, and the last of many would wait for minutes.
    """

    def __init__(self, path: Path, *, seconds: float) -> None:
        """Name the file that the queue stands at, and how long to wait there."""
        self.path = path
        self.seconds = seconds

    def __enter__(self) -> None:
        """Come to one's turn."""
        self.file = self.path.open("w")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._wait()

    def __exit__(self, *_: object) -> None:
        """Let the next one come."""
        self.file.close()

    def _wait(self) -> None:
        """Let a thread stand in the queue, because the kernel's own waiting cannot be given up."""
        place: Future[None] = Future()
        Thread(target=_stand, args=(self.file, place), daemon=True).start()
        try:
            place.result(self.seconds)
        except TimeoutError:
            # Where it cannot be given up, the turn has come in this very moment.
            if place.cancel():
                raise Busy(BUSY_WORDS) from None
        except BaseException:
            if not place.cancel():
                self.file.close()
            raise


def _stand(file: TextIO, place: "Future[None]") -> None:
    """Wait for the turn, and pass it on at once if nobody wants it any more."""
    fcntl.flock(file, fcntl.LOCK_EX)
    if place.set_running_or_notify_cancel():
        place.set_result(None)
    else:
        file.close()
