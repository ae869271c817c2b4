"""Requests larger, odder or fuller than any of our own forms: refused in words, and never taken at their word."""

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from tests.factories import attempts, content, people
from tests.factories.certification import NOW
from tests.page import CSRF, forget_visitor, text
from university.learning.models import Attempt, Completion, Enrollment
from university.people.models import Employee, RoleGrant
from university.web.requests import LARGEST_BODY, LARGEST_FORM, MOST_FIELDS

pytestmark = pytest.mark.usefixtures("now")
SCRIPT = {"X-Requested-With": "fetch"}


@pytest.fixture
def person(session):
    return people.employee_with_password(session, "hr")


@pytest.fixture
def page(page_of, person):
    return page_of(person)


def send(page, path, **options):
    forget_visitor()
    return page.client.post(path, buffered=True, **options)


def token(page):
    return URLSafeTimedSerializer(page.app.secret_key, salt="wtf-csrf-token").dumps(CSRF)


def upload(page, size):
    head = f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token(page)}\r\n'
    head += '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = head.encode() + b"x" * size + b"\r\n--b--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=b"}


@pytest.mark.parametrize("headers", [{}, SCRIPT], ids=["page", "script"])
def test_a_huge_upload_is_refused(page, headers):
    answer = send(page, "/records/employees/import/plan", headers=headers, **upload(page, LARGEST_BODY))

    assert answer.status_code == 413
    said = answer.json["reason"] if headers else text(answer)
    assert "The file or text is larger than we take here." in said


def test_a_huge_text_is_refused(page):
    data = {"csrf_token": token(page), "version": "9" * LARGEST_FORM}

    answer = send(page, "/policies/principles/acknowledge", data=data)

    assert answer.status_code == 413


def test_ten_thousand_fields_are_refused(page):
    parts = "".join(f'--b\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\n1\r\n' for n in range(10_000))
    many = {f"f{number}": "1" for number in range(10_000)} | {"csrf_token": token(page)}

    by_parts = send(
        page, "/notices/read", data=f"{parts}--b--\r\n", content_type="multipart/form-data; boundary=b"
    )
    by_ampersands = send(page, "/notices/read", data=many)
    same_name = send(page, "/notices/read", data={"f": ["1"] * 10_000, "csrf_token": token(page)})

    assert MOST_FIELDS < 10_000
    assert [by_parts.status_code, by_ampersands.status_code, same_name.status_code] == [413, 413, 413]


@pytest.mark.parametrize(
    ("verb", "path", "allowed"),
    [
        ("POST", "/courses/", "GET"),
        ("GET", "/notices/read", "POST"),
        ("DELETE", "/attempts/1/", "GET"),
        ("PUT", "/me/password", "POST"),
        ("PATCH", "/admin/employees/1/roles/give", "POST"),
    ],
)
def test_a_wrong_verb_is_told_the_right_ones(page, verb, path, allowed):
    forget_visitor()
    answer = page.client.open(path, method=verb)

    assert answer.status_code == 405
    assert allowed in answer.headers["Allow"]
    assert "Go back and use the page's own buttons." in text(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/courses/?q=a&q=b&state=done&state=to-do",
        "/search?q=a&q=%00&q=%FF",
        "/records/?q=a&q=b&sort=name&sort=odd&page=1&page=2",
        "/sign-in?next=/me/&next=//evil.example",
        "/verify/?code=a&code=b",
    ],
)
def test_a_value_given_twice_is_read_once(page, path):
    forget_visitor()
    answer = page.client.get(path)

    assert answer.status_code in {200, 303}
    assert "evil.example" not in answer.headers.get("Location", "")


def test_a_field_given_twice_is_read_once(page, session, person):
    content.live(session, content.policy())

    page.post("/policies/principles/acknowledge", status=409, version=["0", "1"])


EXTRA = {
    "id": "1",
    "employee_id": "1",
    "employee": "1",
    "role": "admin",
    "roles": "admin",
    "score": "100",
    "pass_mark": "0",
    "has_passed": "1",
    "submitted_at": "2020-01-01",
    "completed_at": "2020-01-01",
    "is_admin": "1",
    "is_demo": "1",
    "password_hash": "x",
    "by": "employee:1",
    "now": "2020-01-01",
}


def test_fields_that_are_not_of_the_form_are_ignored(session, page, person):
    other = people.employee(session)
    extra = EXTRA | {"employee_id": other.id, "id": other.id}
    content.live(session, attempts.course())

    page.post("/courses/smu-1/enroll", **extra)
    page.post("/courses/smu-1/hats/done", **extra)
    page.post("/courses/smu-1/quiz/", **extra)
    (attempt,) = session.scalars(select(Attempt)).all()
    page.post(f"/attempts/{attempt.id}/answers", **attempts.fields(attempt, attempts.WRONG), **extra)
    page.post(f"/attempts/{attempt.id}/submit", **attempts.fields(attempt, attempts.WRONG), **extra)
    page.post("/me/sign-ins/end-others", **extra)

    session.rollback()
    session.expire_all()
    (attempt,) = session.scalars(select(Attempt)).all()
    assert (attempt.employee_id, attempt.score, attempt.pass_mark) == (person.id, 0, 80)
    assert attempt.submitted_at == NOW
    assert session.scalars(select(Enrollment.employee_id)).all() == [person.id]
    assert session.scalars(select(Completion)).all() == []
    assert session.scalars(select(RoleGrant.employee_id)).all() == [person.id]
    assert session.get_one(Employee, other.id).is_demo is False


def test_a_proposal_is_always_ones_own(session, page, person):
    from tests.factories import unconference as events
    from university.unconference.models import Topic
    from university.unconference.rules import Phase

    other = people.employee(session)
    event = events.event(session, phase=Phase.PROPOSING)

    page.post(
        f"/unconferences/{event.slug}/topics/",
        title="Mine",
        proposed_by_id=other.id,
        host_id=other.id,
        state="accepted",
    )

    (topic,) = session.scalars(select(Topic)).all()
    assert (topic.proposed_by_id, topic.host_id, topic.state) == (person.id, None, "proposed")
