"""The access walk: every address and verb, asked as everybody there is; nobody gets in or is kept out by mistake."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus

import pytest
from flask import Flask, url_for
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from tests.factories import assignments, certification, content, messages, people, waivers
from tests.factories import unconference as events
from tests.page import CSRF, Page, forget_visitor
from university.base import clock
from university.base.actor import COMMAND
from university.certification import queries as certificates
from university.courses.queries import get_catalog
from university.learning import services as learning
from university.people.models import Employee, Role
from university.storage import work
from university.web.access import AccessRow, access_table

SAFE = {"GET"}
REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
BROKEN = {HTTPStatus.BAD_REQUEST, HTTPStatus.METHOD_NOT_ALLOWED}
LEADS_OUT = "people.sign_out"
VISITOR = "LG-0700"
Knock = Callable[..., TestResponse]

VISITORS = {
    "stranger": None,
    "employee": frozenset(),
    "author": frozenset({Role.AUTHOR}),
    "organizer": frozenset({Role.ORGANIZER}),
    "manager": frozenset({"manager"}),
    "hr": frozenset({Role.HR}),
    "admin": frozenset({Role.ADMIN}),
    "everything": frozenset({*Role, "manager"}),
    "left": None,
}


@pytest.fixture
def samples(session, now) -> dict[str, object]:
    """One real value for each part of an address; all of it, save the course to write in, is somebody else's."""
    owner, reader = people.employee(session), people.employee(session)
    course = content.course(owners=(VISITOR,))
    content.live(session, course, content.policy(), content.certification(), content.tip())
    with work.transaction(session):
        attempt = learning.start_attempt(session, reader.id, "smu-1", by=COMMAND, now=clock.now())
    certification.complete(session, owner)
    certification.sign(session, owner)
    version = get_catalog(session).version_of_course("smu-1")
    event = events.event(session)
    breakout = events.breakout(session, event, owner)
    return {
        "act": "host",
        "allowance_id": waivers.allow(session, reader, owner, now, minutes=5).id,
        "attempt_id": attempt.id,
        "breakout_id": breakout.id,
        "certification": "cert-1",
        "code": certificates.list_own_certificates(session, owner.id)[0].code,
        "course": "smu-1",
        "digest": "0" * 64,
        "employee_id": owner.id,
        "ending": "png",
        "event": event.slug,
        "filename": "css/base.css",
        "message_id": messages.failed(session, owner).id,
        "lesson": "hats",
        "policy": "principles",
        "tip": "linkedin",
        "question": "practice-hats",
        "counted": "counted-hats",
        "signal": "fast-0",
        "saved_as": "checklist",
        "token": "no-such-link",
        "width": 480,
        "after": version.id,
        "before": version.id,
        "version_id": version.id,
        "name": "course.md",
        "report_id": 1,
        "review_id": 1,
        "rule_id": assignments.assign(session, now=clock.now()).id,
        "step": "end",
        "topic_id": events.topic(session, event, owner).id,
        "waiver_id": waivers.ask(session, reader, people.employee(session, "hr"), now).id,
    }


@pytest.fixture
def visitor(request, session) -> Employee | None:
    """Who asks; the one who left keeps a cookie that was good."""
    if request.param == "stranger":
        return None
    left = {"left_on": date(2026, 11, 1)} if request.param == "left" else {}
    return people.employee(session, *(VISITORS[request.param] or ()), employee_number=VISITOR, **left)


@pytest.fixture
def knock(app: Flask, session, samples, visitor, now) -> Knock:
    """Ask for one row of the table as the visitor, with the token of forms or without."""

    def ask(row: AccessRow, *, has_token: bool = True, verb: str = "") -> TestResponse:
        # Signed in anew each time, since some doors lead out.
        page = Page(app, people.sign_in(session, visitor, now=now) if visitor else None)
        with app.test_request_context():
            path = url_for(row.endpoint, **{name: samples[name] for name in parts(app, row)})
        token = URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(CSRF)
        data = {"csrf_token": token} if has_token and row.verb not in SAFE else None
        forget_visitor()
        return page.client.open(path, method=verb or row.verb, data=data, buffered=True)

    return ask


def parts(app: Flask, row: AccessRow) -> set[str]:
    """The names of the changing parts of an address."""
    rules = app.url_map.iter_rules(row.endpoint)
    return next(rule.arguments for rule in rules if rule.rule == row.rule)


def admits(row: AccessRow, roles: tuple[str, ...] | None) -> bool:
    """Whether the table lets somebody with these roles in; a stranger has none."""
    groups = {"public"} if roles is None else {"public", "employee", *roles}
    return bool(groups & set(row.groups))


def is_refused(answer: TestResponse) -> bool:
    leads_to_door = answer.headers.get("Location", "").startswith("/sign-in")
    return answer.status_code in REFUSED or leads_to_door


def said(row: AccessRow, answer: TestResponse) -> str:
    return f"{row.verb} {row.rule} ({', '.join(row.groups)}): {answer.status_code} {answer.headers.get('Location', '')}"


@pytest.mark.parametrize("visitor", VISITORS, indirect=True)
def test_every_address_admits_whom_it_names_and_nobody_else(request, app, knock):
    roles = VISITORS[request.node.callspec.params["visitor"]]
    surprises = []

    for row in access_table(app):
        answer = knock(row)
        if admits(row, roles):
            is_wrong = is_refused(answer) and row.endpoint != LEADS_OUT
            is_wrong |= answer.status_code in BROKEN or answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        elif row.groups == ("signed",):
            # Whoever asks, it is the signature that counts: a call without is refused, an address without is not found.
            is_wrong = answer.status_code not in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
        else:
            is_wrong = not is_refused(answer)
            # Somebody inside is told no; a stranger is asked in.
            is_wrong |= roles is not None and answer.status_code != HTTPStatus.FORBIDDEN
        if is_wrong:
            surprises.append(said(row, answer))

    assert surprises == []


@pytest.mark.parametrize("visitor", ["stranger", "employee", "everything"], indirect=True)
def test_nothing_is_written_without_the_token_of_our_own_forms(app, knock):
    unsafe = [row for row in access_table(app) if row.verb not in SAFE and "signed" not in row.groups]

    answers = [(row, knock(row, has_token=False)) for row in unsafe]

    assert [
        said(row, answer) for row, answer in answers if answer.status_code != HTTPStatus.BAD_REQUEST
    ] == []
    assert len(unsafe) > 20


@pytest.mark.parametrize("visitor", ["stranger", "everything"], indirect=True)
@pytest.mark.parametrize("verb", ["TRACE", "BREW"])
def test_other_verbs_are_not_answered(app, knock, verb):
    answers = [(row, knock(row, verb=verb)) for row in access_table(app)]

    assert [
        said(row, answer) for row, answer in answers if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED
    ] == []


def test_every_row_names_known_groups(app):
    assert [row for row in access_table(app) if not row.groups] == []
