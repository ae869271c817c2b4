"""Runs a function in a child process that may take only so much time and memory."""

import contextlib
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from university.base.errors import Unavailable

R = TypeVar("R")

_MEGABYTE = 1024 * 1024
#: How long a child may take to come up; a busy machine must not look like a broken one.
_START_SECONDS = 60


class ChildTimedOut(Unavailable):
    """The work took longer than it may; the child was killed, the next call starts another."""


class ChildFailed(Unavailable):
    """The work raised, ran out of memory or took its process with it; ``details`` is for the log."""

    def __init__(self, words: str, *, details: str = "") -> None:
        """Keep what a developer needs beside the words."""
        super().__init__(words)
        self.details = details


class Child:
    """A long-lived process for work that may hang or swell, one call at a time.

    Started by the first call, and again by the next one after it was killed. A guard against accidents,
    not a cage for hostile code. Safe to share between threads: calls wait for each other, and the wait
    is not counted. Ends with the process that made it, however that ends.
    """

    def __init__(self, *, memory_megabytes: int = 1024) -> None:
        """Set the limit on address space; nothing is started yet."""
        self._memory_bytes = memory_megabytes * _MEGABYTE
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection[Any, Any] | None = None

    def run(self, function: Callable[..., R], *args: object, seconds: float = 10) -> R:
        """Call a module's function with picklable arguments in the child and give what it returns.

        Raises ``ChildTimedOut`` after ``seconds``, ``ChildFailed`` when there is no result to give.
        """
        call = pickle.dumps((function, args))
        with self._lock:
            is_done, result = self._exchange(call, seconds)
        if not is_done:
            raise ChildFailed("The work could not be done.", details=result)
        answer: R = result
        return answer

    def stop(self) -> None:
        """End the child, if there is one, once the running call is through."""
        with self._lock:
            self._kill()

    def _exchange(self, call: bytes, seconds: float) -> Any:  # noqa: ANN401 -- a pipe has no types
        """Send one call and wait for its answer; on any trouble no child is left."""
        connection = self._connect()
        try:
            connection.send((seconds, call))
            if connection.poll(seconds):
                return pickle.loads(connection.recv_bytes())  # noqa: S301 -- written by our own child
        except (EOFError, OSError) as error:
            self._kill()
            raise ChildFailed("The work ended without a result.", details=repr(error)) from error
        self._kill()
        raise ChildTimedOut(f"This took longer than {seconds:g} seconds and was stopped.")

    def _connect(self) -> "Connection[Any, Any]":
        if self._connection and self._process and self._process.poll() is None:
            return self._connection
        self._kill()
        self._connection, theirs = Pipe()
        # Not multiprocessing's own start, which would load the whole program anew, and refuses inside some servers.
        command = [sys.executable, "-m", __name__, str(theirs.fileno()), str(self._memory_bytes)]
        places = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        self._process = subprocess.Popen(command, env=places, pass_fds=[theirs.fileno()])  # noqa: S603 -- ourselves
        # Ours must be the only other end, else a dead child would never read as the end of the pipe.
        theirs.close()
        try:
            if self._connection.poll(_START_SECONDS):
                self._connection.recv()
                return self._connection
        except (EOFError, OSError) as error:
            self._kill()
            raise ChildFailed("The helper process did not start.", details=repr(error)) from error
        self._kill()
        raise ChildTimedOut("The helper process did not start in time.")

    def _kill(self) -> None:
        if self._connection:
            self._connection.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._connection = self._process = None


def _serve(connection: "Connection[Any, Any]", memory_bytes: int) -> None:
    """Answer calls until the parent goes."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        connection.send("ready")
        while True:
            seconds, call = connection.recv()
            # Should the parent die in the middle, nobody is left to kill us: the alarm then does.
            signal.setitimer(signal.ITIMER_REAL, seconds + 1)
            answer = _answer(call)
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.send_bytes(answer)


def _answer(call: bytes) -> bytes:
    """Do one call; whatever it raises is its answer, and so is a result that cannot be sent."""
    try:
        function, args = pickle.loads(call)  # noqa: S301 -- written by our own parent
        return pickle.dumps((True, function(*args)))
    except Exception:  # noqa: BLE001 -- this is the edge of the job
        return pickle.dumps((False, traceback.format_exc()))


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])), int(sys.argv[2]))
