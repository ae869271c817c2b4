"""What is done around every request: its id, its line in the log, its size."""

import secrets
import time
from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import RequestEntityTooLarge

LARGEST_BODY = 12 * 1024 * 1024
LARGEST_FORM = 1024 * 1024
MOST_FIELDS = 1000

MARK = "takes_large_forms"
URL_ENCODED = "application/x-www-form-urlencoded"

View = TypeVar("View", bound=Callable[..., Any])
log = structlog.get_logger()


def takes_large_forms(view: View) -> View:
    """Let the text fields of a form be as large as a whole body may be: the view gets a file back in one."""
    setattr(view, MARK, True)
    return view


def set_up(app: Flask) -> None:
    """Give each request an id that its error page, its answer and its log lines share."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY, MAX_FORM_MEMORY_SIZE=LARGEST_FORM, MAX_FORM_PARTS=MOST_FIELDS
    )

    @app.before_request
    def begin() -> None:
        g.request_id = secrets.token_hex(6)
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=g.request_id)
        _bound_form()

    @app.after_request
    def end(response: Response) -> Response:
        if "request_id" in g:
            response.headers["X-Request-Id"] = g.request_id
            took = round((time.perf_counter() - g.began) * 1000, 1)
            log.info(
                "answered",
                verb=request.method,
                endpoint=request.endpoint,
                status=response.status_code,
                ms=took,
            )
        return response


def _bound_form() -> None:
    """Hold a form to its bounds before anything reads it; raises ``RequestEntityTooLarge``."""
    view = current_app.view_functions.get(request.endpoint or "")
    largest = LARGEST_BODY if hasattr(view, MARK) else LARGEST_FORM
    request.max_form_memory_size = largest
    if request.mimetype == URL_ENCODED:
        # Werkzeug bounds only forms in parts.
        request.max_content_length = largest
        if sum(map(len, request.form.listvalues())) > MOST_FIELDS:
            raise RequestEntityTooLarge
