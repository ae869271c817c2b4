"""Statements for one page, with ten and with a thousand people in the same course: they must not grow."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy import event

from bench import sample
from bench.cases.pages import CATALOG, LESSON
from bench.compare import Bench
from bench.stage import Stage
from university.web.db import db

FEW, MANY = 10, 1000


def growth(bench: Bench, stage: Stage) -> None:
    """The statements of a lesson page and of the catalog, the reader's own sign-in included."""
    site = stage.site
    for name, path in {"lesson page": LESSON, "catalog": CATALOG, "my learning": "/"}.items():
        bench.compare(
            f"statements, {name}: {MANY} / {FEW} people",
            floor=partial(_statements, site, path, people=FEW),
            ours=partial(_statements, site, path, people=MANY),
            unit="statements",
            at_most=1.0,
            is_exact=True,
        )


def _statements(site: sample.Site, path: str, *, people: int) -> float:
    sample.enroll(site, people)
    # A thread of its own stands outside the open application, as a request does: nobody is known yet.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_count, site, path).result()


def _count(site: sample.Site, path: str) -> float:
    client = site.app.test_client()
    client.set_cookie(*site.cookie.split("=", 1))
    assert client.get(path).status_code == 200
    with _counting(site.app) as statements:
        assert client.get(path).status_code == 200
    return len(statements)


@contextmanager
def _counting(app: Flask) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:  # noqa: ANN401 -- the event's own signature
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "after_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "after_cursor_execute", note)
