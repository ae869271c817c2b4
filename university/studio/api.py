"""The doors for programs: a Git host that tells of new content, and a page that watches for it."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, jsonify, request
from flask.typing import ResponseReturnValue

from university.base import clock
from university.base.errors import NotAllowed, NotFound
from university.courses.queries import find_revision_read, get_catalog
from university.courses.services import ask_for_reload
from university.studio.rules.signing import is_signed
from university.web.access import open_to
from university.web.db import session, transaction
from university.web.settings import settings

LARGEST = 1_000_000
NOWHERE = "There is no such address."
ASKED = "The worker loads what changed in a moment. The studio says how it went."

bp = Blueprint("studio_api", __name__, url_prefix="/api/v1/content")


@bp.post("/reload")
@open_to("signed")
def reload() -> ResponseReturnValue:
    """Ask for a load of the content folder; the body is signed with the shared secret."""
    secret = settings().reload_secret.get_secret_value()
    if not secret:
        raise NotFound(NOWHERE)
    request.max_content_length = LARGEST
    signature, token = (request.headers.get(name, "") for name in ("X-Hub-Signature-256", "X-Gitlab-Token"))
    if not is_signed(request.get_data(), secret, signature=signature, token=token):
        raise NotAllowed("This call is not signed with the secret of this site.")
    with transaction() as current:
        ask_for_reload(current, by="webhook", now=clock.now())
    return jsonify(status="asked", words=ASKED), HTTPStatus.ACCEPTED


@bp.get("/revision")
@open_to("public")
def revision() -> ResponseReturnValue:
    """Say which revision of the catalog is live, where pages watch for a new one."""
    if not settings().watches_content:
        raise NotFound(NOWHERE)
    return jsonify(revision=get_catalog(session()).revision_words)


def tell_pages(app: Flask) -> None:
    """Let every page that shows something of the catalog say which revision it was made from."""

    @app.context_processor
    def known() -> dict[str, Any]:
        return {"content_revision": lambda: find_revision_read(session())}
