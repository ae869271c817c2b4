"""Before handing in, nothing that leaves the server tells right from wrong, of whatever kind the question is."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories import attempts, content, people
from tests.factories.attempts import fields
from tests.factories.questions import RIGHT, WRONG, one_of_each
from tests.page import Page
from university.engines.catalog.model import Option, Question
from university.learning.models import Attempt

VALUE = re.compile(r'value="([^"]*)"')
LETTERS = re.compile(r"[A-Z]?\d*[A-Z]?")
KINDS = {one.id: one for one in one_of_each()}


def bodies(response: Any) -> str:
    """Headers and body in one text, as somebody with the browser's tools can read them."""
    return f"{response.headers}\n{response.get_data(as_text=True)}"


def crawl(browser: Page, attempt: Attempt, answers: dict[str, Any]) -> Iterator[str]:
    """Open and send everything that is open to a person before handing in."""
    here = f"/attempts/{attempt.id}/"
    for _ in range(2):
        yield bodies(browser.get("/courses/smu-1/quiz/"))
        yield bodies(browser.get("/courses/smu-1/"))
        yield bodies(browser.get(here))
        yield bodies(browser.get(here + "?view=all"))
        yield bodies(browser.get(here + "review"))
        yield bodies(browser.get(here + "result", status=303))
        sent = fields(attempt, answers, one_of_each())
        yield bodies(browser.post(here + "answers", status=200, json=True, **sent))
        yield bodies(browser.post(here + "answers", goto="walk-1", **sent))


def options_of(question: Question) -> list[Option]:
    return [*question.options, *(option for step in question.steps for option in step.options)]


def secrets_of(question: Question, reached: tuple[str, ...]) -> Iterator[str]:
    """What must not leave: all feedback, wordings, points, and the steps that were not reached."""
    steps = {"complaint", *(one.partition(":")[0] for one in reached)}
    for option in options_of(question):
        yield str(option.feedback)
        yield from (criterion for criterion, _ in option.points)
    if question.id in {"word", "hours"}:
        yield from (str(option.text) for option in question.options)
    for step in question.steps:
        if step.id not in steps:
            yield step.title
            yield str(step.text)
            yield from (str(option.text) for option in step.options)


@pytest.fixture(params=list(KINDS))
def question(request: pytest.FixtureRequest) -> Question:
    return KINDS[request.param]


@pytest.fixture
def attempt(session: Session, question: Question, now: datetime) -> Attempt:
    content.live(session, attempts.course(quiz=(question,)))
    return attempts.start(session, people.employee(session), now)


@pytest.fixture
def browser(app: Flask, session: Session, attempt: Attempt, now: datetime) -> Page:
    return Page(app, people.sign_in(session, attempts.owner(session, attempt), now=now))


@pytest.mark.parametrize("answers", [{}, RIGHT, WRONG], ids=["nothing", "right", "wrong"])
def test_no_page_header_or_answer_to_the_script_holds_a_secret(browser, attempt, question, answers):
    given = ("complaint:b",) if question.id == "storm" else answers.get(question.id, ())
    given = () if not answers else given
    typed = " ".join(given) if question.id in {"word", "hours"} else ""
    found = "".join(crawl(browser, attempt, {question.id: given} if given else {}))
    reached = ("complaint:b", "answer:") if given and question.id == "storm" else ()

    leaked = [secret for secret in secrets_of(question, reached) if secret in found and secret not in typed]
    assert leaked == []


def test_no_value_of_a_form_is_the_id_of_an_option_or_a_step(browser, attempt, question):
    given = ("complaint:b",) if question.id == "storm" else RIGHT[question.id]
    pages = "".join(crawl(browser, attempt, {question.id: given}))

    controls = re.findall(rf'<option[^>]*>|<input[^>]*name="(?:answer|choice)-{question.id}"[^>]*>', pages)
    values = {value for control in controls for value in VALUE.findall(control)} - set(given)
    assert controls
    assert [value for value in values if not LETTERS.fullmatch(value)] == []
    assert not re.search(r'value="[a-d](=[a-d])?"|complaint:|answer:', pages)


def test_the_script_is_told_states_and_a_time_and_nothing_else(browser, attempt, question):
    sent = fields(attempt, {question.id: RIGHT[question.id]}, one_of_each())

    right = browser.post(f"/attempts/{attempt.id}/answers", status=200, json=True, **sent).get_json()

    assert right == {"saved_at_words": "Saved 10:00", "states": ["answered"], "notes": {}}
