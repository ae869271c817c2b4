"""Refusals and faults as pages that say what happened, why, and where to go."""

from http import HTTPStatus

import structlog
from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from university.base import errors
from university.storage import faults
from university.web import access

log = structlog.get_logger()

STATUS: dict[type[errors.Refusal], int] = {
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.Closed: 409,
    errors.NotEarned: 409,
    errors.Clash: 409,
    errors.Invalid: 422,
    errors.TooMany: 429,
    errors.Busy: 503,
    errors.StorageFull: 507,
    errors.Unavailable: 503,
}
TITLES = {
    400: "We could not read that request",
    401: "Please sign in first",
    403: "This page is not for you",
    404: "We cannot find that page",
    405: "That is not possible here",
    409: "That is not possible just now",
    413: "That is too large",
    422: "Something in there needs another look",
    429: "Please wait a moment",
    503: "Please try again in a moment",
    507: "The records cannot be written just now",
}
REASONS = {
    400: "Something in the address or the form was broken on the way. Go back, reload the page and try again.",
    404: "The link may be old, or the lesson may have moved.",
    405: "This address does not take that kind of request. Go back and use the page's own buttons.",
    413: "The file or text is larger than we take here.",
}
FAULT = "Something broke on our side"
FAULT_REASON = "Nothing you saved before is lost. Please try again; if it happens twice, tell the help desk."
RETRY_SECONDS = 5


def set_up(app: Flask) -> None:
    """Turn every refusal and fault of this app into a page or, where JSON is asked for, into JSON."""
    app.register_error_handler(errors.Refusal, _refusal)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def _refusal(refusal: errors.Refusal) -> ResponseReturnValue:
    status = next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)
    log.info("refused", refusal=type(refusal).__name__, status=status)
    way = refusal.way if isinstance(refusal, errors.NotEarned) else None
    response = _page(status, str(refusal), way)
    if isinstance(refusal, errors.TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    if isinstance(refusal, errors.Busy):
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _database(error: OperationalError) -> ResponseReturnValue:
    if refusal := faults.refusal(error):
        return _refusal(refusal)
    return _fault(error)


def _forged(_error: CSRFError) -> ResponseReturnValue:
    # The token ends with the sign-in: whoever was signed out while writing a form of ours is not a forger.
    if access.is_stranger_at_private_page() and _is_from_here():
        answer: ResponseReturnValue = access.login_manager.unauthorized()
        return answer
    # Not the path: it may hold a token.
    log.warning("csrf refused", endpoint=request.endpoint)
    return _page(
        400,
        "This page was open for too long, or was opened before you signed in. "
        "Go back, reload it, and send it again: what you typed is still there when you go back.",
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    status = error.code or 500
    response = _page(status, REASONS.get(status, ""))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _fault(error: Exception) -> ResponseReturnValue:
    if current_app.config["PROPAGATE_EXCEPTIONS"]:
        raise error
    log.error("fault", exc_info=error)
    return _page(500, FAULT_REASON)


def _page(status: int, reason: str, way: tuple[str, str] | None = None) -> Response:
    """Say what happened and why; ``way`` is where to go instead of one's own first page: words, and a path."""
    title = TITLES.get(
        status, FAULT if status >= HTTPStatus.INTERNAL_SERVER_ERROR else HTTPStatus(status).phrase
    )
    if wants_json():
        response = jsonify(error=title, reason=reason, request=g.get("request_id"))
        response.status_code = status
        return response
    words, path = way or (None, "")
    body = render_template(
        "errors/error.html",
        title=title,
        reason=reason,
        status=status,
        link_words=words,
        link_href=f"{request.script_root}{path}" if words else None,
    )
    return make_response(body, status)


def _is_from_here() -> bool:
    """Whether the browser says that a page of this very site sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    return site == "same-origin" if site else request.headers.get("Origin") == request.host_url.rstrip("/")


def wants_json() -> bool:
    """Whether the script of a page asks, rather than a person."""
    return request.headers.get("X-Requested-With") == "fetch"
