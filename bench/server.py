"""Start an application under the production server on loopback, and ask it for pages."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.processes import family_seconds

HOST = "127.0.0.1"
START_SECONDS = 30
WORKERS = os.cpu_count() or 1


@dataclass
class Load:
    """What a burst of requests came to: requests a second, processor time each, and the slow ones."""

    per_second: float
    cpu_ms: float
    milliseconds: list[float] = field(repr=False)

    def percentile(self, share: float) -> float:
        """The wait that this share of the requests stayed below."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    @property
    def half(self) -> float:
        """The wait that half of the requests stayed below."""
        return self.percentile(0.5)

    @property
    def slowest(self) -> float:
        """The wait that 99 of 100 requests stayed below."""
        return self.percentile(0.99)


@dataclass(frozen=True)
class Request:
    """A page to ask for, or a form to send as the script of a page does."""

    path: str
    cookie: str = ""
    form: Mapping[str, str] | None = None

    @property
    def verb(self) -> str:
        """How it is asked."""
        return "GET" if self.form is None else "POST"

    @property
    def body(self) -> str | None:
        """The form as it travels."""
        return None if self.form is None else urlencode(self.form)

    @property
    def headers(self) -> dict[str, str]:
        """Who asks, and in which form the answer is wanted."""
        sent = {"Cookie": self.cookie} if self.cookie else {}
        if self.form is None:
            return sent
        return sent | {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Requested-With": "fetch",
        }


@dataclass(frozen=True)
class Server:
    """A running application."""

    port: int
    pid: int

    def enter(self, path: str) -> str:
        """Open a page that lets one in, and give the cookie it sets."""
        connection = self._connect()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.headers["Set-Cookie"].partition(";")[0]

    def load(self, request: Request, *, count: int, clients: int = 16) -> Load:
        """Ask for one page many times over kept connections; raises ``RuntimeError`` if any answer is bad."""
        waits: list[list[float]] = [[] for _ in range(clients)]
        threads = [
            threading.Thread(target=self._client, args=(request, count // clients, kept)) for kept in waits
        ]
        cpu, began = family_seconds(self.pid), time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        done = sum(map(len, waits))
        if done < count // clients * clients:
            raise RuntimeError(f"{request.path} was answered {done} times of {count}")
        cpu_ms = (family_seconds(self.pid) - cpu) * 1000 / done
        return Load(done / took, cpu_ms, [wait for kept in waits for wait in kept])

    def _client(self, request: Request, times: int, kept: list[float]) -> None:
        connection = self._connect()
        for _ in range(times):
            began = time.perf_counter()
            _ask(connection, request)
            kept.append((time.perf_counter() - began) * 1000)
        connection.close()

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(HOST, self.port, timeout=60)


def _ask(connection: http.client.HTTPConnection, request: Request) -> None:
    connection.request(request.verb, request.path, request.body, request.headers)
    answer = connection.getresponse()
    body = answer.read()
    # A fast error is no result.
    if answer.status != http.client.OK:
        raise RuntimeError(f"{request.path} answered {answer.status}: {body[:300]!r}")


@contextmanager
def running(target: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """Run an application factory under granian: a process for each core, one thread in it."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--no-ws", "--no-log"]
    command += [
        "--host",
        HOST,
        "--port",
        str(port),
        "--workers",
        str(WORKERS),
        "--blocking-threads",
        "1",
        target,
    ]
    child = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, child)
        yield Server(port, child.pid)
    finally:
        child.terminate()
        child.wait(timeout=START_SECONDS)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
    return port


def _wait_for(port: int, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and child.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not start")
