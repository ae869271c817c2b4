"""Before handing in, no answer of the server tells a right option from a wrong one."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.attempts import RIGHT, fields
from tests.page import Page
from university.base.actor import Actor
from university.engines.quiz.draw import draw, to_json
from university.learning import services
from university.people.models import Employee
from university.storage import work

SWAPPED = {"who": "d", "when": "a", "both": "bd"}
ACCIDENTAL = {"X-Request-Id"}


def seen(response: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    """All that leaves the server, without what differs between any two answers."""
    request_id = response.headers["X-Request-Id"].encode()
    headers = sorted((name, value) for name, value in response.headers if name not in ACCIDENTAL)
    return response.status_code, headers, response.data.replace(request_id, b"")


def walk(app: Flask, session: Session, robin: Employee, token: str, now: datetime) -> list[Any]:
    """Open and send everything that is open to a person before handing in."""
    with work.transaction(session):
        by = Actor.employee(robin.id)
        attempt = services.start_attempt(session, robin.id, "smu-1", by=by, now=now)
        # Another person is drawn other questions; here both must be asked the same.
        attempt.draw = to_json(draw(attempts.QUIZ, None, "seed"))
    browser, here = Page(app, token), f"/attempts/{attempt.id}/"
    answers = fields(attempt, {"who": "b", "both": "ac", "when": "c"})
    responses = [browser.get("/courses/smu-1/quiz/")]
    responses += [browser.get(here + f"?question={number}") for number in (1, 2, 3)]
    responses += [browser.get(here + "?view=all"), browser.get(here + "review")]
    responses += [browser.post(here + "answers", status=200, json=True, **answers)]
    responses += [browser.post(here + "answers", **answers), browser.get(here + "?view=all")]
    responses += [browser.get(here + "review"), browser.get(here + "result", status=303)]
    return [seen(response) for response in responses]


@pytest.fixture
def walked(app: Flask, session: Session, now: datetime, monkeypatch) -> Any:
    """Walk a fresh quiz with this answer key, as the only person of an empty university."""

    def do(right: Mapping[str, str]) -> list[Any]:
        content.live(session, attempts.course(right))
        robin = people.employee(session, name="Robin Example", email=f"robin{id(right)}@example.com")
        monkeypatch.setattr("flask_wtf.csrf.generate_csrf", lambda *_, **__: "token")
        app.jinja_env.globals["csrf_token"] = lambda: "token"
        return walk(app, session, robin, people.sign_in(session, robin, now=now), now)

    return do


def test_with_another_answer_key_every_byte_is_the_same(walked):
    one, other = walked(RIGHT), walked(SWAPPED)

    assert [place(response) for response in one] == [place(response) for response in other]


def place(response: tuple[int, list[tuple[str, str]], bytes]) -> tuple[int, list[tuple[str, str]], bytes]:
    """The same with the attempt's id taken out: the second walk is the second attempt."""
    status, headers, body = response
    plain = [(name, value.replace("/attempts/2/", "/attempts/1/")) for name, value in headers]
    kept = [(name, value) for name, value in plain if name != "Set-Cookie"]
    return status, kept, body.replace(b"/attempts/2/", b"/attempts/1/")


def test_no_feedback_and_no_option_id_stands_on_a_page(walked):
    bodies = b"".join(body for _, _, body in walked(RIGHT))

    assert not re.search(rb"why [a-d]\b", bodies)
    assert b"is_right" not in bodies
    assert b'value="a"' not in bodies
