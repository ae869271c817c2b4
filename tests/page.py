"""One client for all view tests: it opens pages as a person would, and checks every page it opens."""

from typing import Any
from xml.etree import ElementTree as ET

import tinyhtml5
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

CSRF = "a-token-of-the-tests"
LABELED = {"input", "select", "textarea"}
SILENT = {"hidden", "submit", "button"}


class Page:
    """A browser without script: get, post, and what the last page said."""

    def __init__(self, app: Flask, token: str | None = None) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        with self.client.session_transaction() as cookie:
            cookie["csrf_token"] = CSRF
            if token:
                cookie.update(_user_id=token, _fresh=True)

    @property
    def token(self) -> str:
        """What every form of this browser carries."""
        return str(URLSafeTimedSerializer(self.app.secret_key or "", salt="wtf-csrf-token").dumps(CSRF))

    def get(self, path: str, *, status: int = 200, **options: Any) -> TestResponse:
        """Open a page; it must answer with this status and be sound."""
        forget_visitor()
        return self._checked(self.client.get(path, buffered=True, **options), status)

    def post(self, path: str, *, status: int = 303, json: bool = False, **fields: Any) -> TestResponse:
        """Send a form with its token; a success leads on."""
        data = {"csrf_token": self.token} | fields
        headers = {"X-Requested-With": "fetch"} if json else {}
        forget_visitor()
        return self._checked(self.client.post(path, data=data, headers=headers, buffered=True), status)

    def follow(self, path: str, **fields: Any) -> TestResponse:
        """Send a form and open the page it leads to."""
        return self.get(self.post(path, **fields).headers["Location"])

    def _checked(self, response: TestResponse, status: int) -> TestResponse:
        assert response.status_code == status, text(response)[:2000]
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        if response.mimetype == "text/html" and response.data.startswith(b"<!doctype"):
            check(response.get_data(as_text=True))
        return response


def forget_visitor() -> None:
    """Let each request find out who asks: all requests of a test share its application context."""
    if has_app_context():
        g.pop("_login_user", None)


def check(html: str) -> None:
    """What holds for every page: a title, one h1, unique ids, labels, form actions, alt texts."""
    tree = tinyhtml5.parse(html, namespace_html_elements=False)
    assert (tree.findtext(".//title") or "").strip(), "a page needs a title"
    assert len(tree.findall(".//h1")) == 1, "a page has one h1"
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    for image in tree.findall(".//img"):
        assert image.get("alt") is not None, "an image needs alt text"
    for form in tree.findall(".//form"):
        assert (
            form.get("method", "get").lower() == "get"
            or form.find(".//input[@name='csrf_token']") is not None
        )
    assert not [element for element in tree.iter() if element.get("style")], "no inline style"
    assert not [s for s in tree.findall(".//script") if not s.get("src")], "no inline script"
    _check_labels(tree)


def _check_labels(tree: ET.Element) -> None:
    named = {label.get("for") for label in tree.findall(".//label")}
    inside = {id(control) for label in tree.findall(".//label") for control in label.iter()}
    for control in tree.iter():
        if control.tag in LABELED and control.get("type") not in SILENT:
            has_label = control.get("id") in named or id(control) in inside or control.get("aria-label")
            assert has_label or control.get("aria-labelledby"), f"{control.get('name')} needs a label"


def text(response: TestResponse) -> str:
    """What a person reads on a page, with single blanks."""
    tree = tinyhtml5.parse(response.get_data(as_text=True), namespace_html_elements=False)
    return " ".join(" ".join(tree.itertext()).split())
