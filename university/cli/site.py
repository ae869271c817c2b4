"""`university run` and `university worker`: the site itself."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any, Final

import click
from granian import Granian
from granian.constants import Interfaces
from huey import Huey
from huey.consumer import Consumer

from university import config
from university.app import beating, create_app, create_worker
from university.config import Settings
from university.demo.cli import introduce
from university.storage import migrate
from university.studio.cli.load import load_at_start
from university.web.db import db

STOP_SECONDS: Final = 10


@click.command()
@click.option(
    "--demo", "with_demo", is_flag=True, help="Load the demo company first, if nobody works here yet."
)
def run(*, with_demo: bool) -> None:
    """Run everything on one machine: tables, courses, web and worker.

    Example: university run --demo
    """
    settings = config.read()
    with create_app(settings).app_context():
        migrate.upgrade(db.engine)
        if with_demo:
            introduce(settings)
        load_at_start(settings)
        db.engine.dispose()
    click.echo(f"\nOpen {settings.address} in a browser. Stop with Ctrl+C.\n")
    with _worker_beside() as beside:
        _serve(settings, on_hangup=lambda: beside.send_signal(signal.SIGHUP))


@click.command()
def worker() -> None:
    """Run the worker alone, beside web processes that another program starts.

    Example: university worker
    """
    app, hangup = create_app(), Event()
    with beating(app, hangup):
        _Worker(create_worker(app), hangup).run()


class _Worker(Consumer):  # type: ignore[misc]  # -- huey has no types
    """The worker; a hangup asks it to load the content, where huey would start anew."""

    def __init__(self, queue: Huey, hangup: Event) -> None:
        super().__init__(queue, workers=1, periodic=True)
        self._hangup = hangup

    def start(self) -> None:
        super().start()
        _on_hangup(self._hangup.set)


def _on_hangup(act: Callable[[], Any]) -> None:
    signal.signal(signal.SIGHUP, lambda *_: act())


@contextmanager
def _worker_beside() -> Iterator["subprocess.Popen[bytes]"]:
    # Until the worker can take a hangup, one must not end it; a program begins with what its starter ignores.
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    child = subprocess.Popen([sys.executable, "-m", "university.cli", "worker"])
    signal.signal(signal.SIGHUP, before)
    try:
        yield child
    finally:
        child.terminate()
        child.wait(timeout=STOP_SECONDS)


def _serve(settings: Settings, *, on_hangup: Callable[[], Any]) -> None:
    # One process for each core and one thread in it: the fastest that keeps connections alive.
    server = Granian(
        "university.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.host,
        port=settings.port,
        workers=settings.workers or os.cpu_count() or 1,
        blocking_threads=1,
        websockets=False,
        log_enabled=settings.is_production,
        respawn_failed_workers=True,
    )
    # The server would start its processes anew; only the content is to be loaded.
    server.on_startup(lambda: _on_hangup(on_hangup))
    server.serve()
