"""Whatever stands in an address where a name or a number belongs: what is unknown is not found, in words."""

from http import HTTPStatus

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.routing import Rule

from tests.factories import attempts, content, people
from tests.factories import unconference as events
from tests.factories.certification import certificate
from tests.page import CSRF, Page, forget_visitor
from university.people.models import Role
from university.unconference.rules import Phase

pytestmark = pytest.mark.usefixtures("now")
#: The title of the page for what is not found; the public page about a code asks for the code again instead.
WORDS = ("We cannot find that page", "Check a certificate")
ODD = {
    "unknown": "2147483647",
    "negative": "-1",
    "zero": "0",
    "past what a database holds": "2147483648",
    "past 64 bits": "99999999999999999999",
    "huge": "9" * 5000,
    "long text": "x" * 5000,
    "text": "no-such-thing",
    "capitals": "NO-SUCH-THING",
    "with a point": "1.0",
    "with a quote": "1'%20OR%20'1'='1",
    "with NUL": "%00",
    "not UTF-8": "%ff%fe",
    "other digits": "%D9%A1",  # ARABIC-INDIC DIGIT ONE, which int() takes
    "out of the folder": "..%2f..%2fetc%2fpasswd",
    "a mark of order": "%E2%80%AEgnp",
    "a tag": "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "a template": "%7B%7B7*7%7D%7D",
}
#: Enough for every form, so that it is the address that is refused.
FORMS = {"role": "hr", "reason": "x", "is_sure": "y", "phase": "voting", "act": "cancel", "title": "Title"}


@pytest.fixture
def samples(session) -> dict[str, object]:
    """One thing that is there for each part of an address."""
    person = people.employee(session)
    issued = certificate(session, person)
    content.live(session, attempts.course(), content.policy(), content.certification(), content.tip())
    event = events.event(session, phase=Phase.PUBLISHED)
    here = events.breakout(session, event, person)
    return {
        "act": "host",
        "breakout_id": here.id,
        "certification": "cert-1",
        "code": issued.code,
        "course": "smu-1",
        "digest": "0" * 64,
        "name": "hats.md",
        "review_id": 1,
        "employee_id": person.id,
        "ending": "png",
        "event": event.slug,
        "lesson": "hats",
        "policy": "principles",
        "tip": "linkedin",
        "question": "practice-hats",
        "saved_as": "checklist",
        "token": "no-such-link",
        "width": 480,
        "topic_id": here.topic_id,
    }


def spoiled(app: Flask, samples: dict[str, object], odd: str):
    """Every address with parts, each part in turn replaced by something odd, the others as they are."""
    for rule in app.url_map.iter_rules():
        for part in rule.arguments:
            for verb in sorted(rule.methods & {"GET", "POST"}):
                yield verb, filled(rule, samples | {part: odd})


def filled(rule: Rule, values: dict[str, object]) -> str:
    """The address as a browser would send it, with no converter between."""
    return "".join(
        str(values.get(piece, 1)) if is_part else piece for is_part, piece in rule._trace if piece != "|"
    )


def send(page: Page, verb: str, path: str):
    """Ask without a look at the whole page, which is the same for all that is not found."""
    forget_visitor()
    token = URLSafeTimedSerializer(page.app.secret_key, salt="wtf-csrf-token").dumps(CSRF)
    return page.client.open(path, method=verb, data=FORMS | {"csrf_token": token} if verb == "POST" else None)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_cannot_be_is_not_found_in_words(app, session, page_of, samples, odd):
    page = page_of(people.employee(session, *Role))
    asked = list(spoiled(app, samples, odd))

    answers = [(verb, path, send(page, verb, path)) for verb, path in asked]

    assert [
        (verb, path[:200], answer.status_code)
        for verb, path, answer in answers
        if answer.status_code != HTTPStatus.NOT_FOUND or not any(words in answer.text for words in WORDS)
    ] == []
    assert [path for _, path, answer in answers if "<script>alert" in answer.text] == []
    assert len(asked) > 50


def test_a_number_is_known_up_to_its_bound(app):
    adapter = app.url_map.bind("localhost")

    assert adapter.match("/attempts/1/")[1] == {"attempt_id": 1}
    assert adapter.match("/attempts/1999999999/")[1] == {"attempt_id": 1999999999}
