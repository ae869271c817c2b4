"""Security headers on every response, errors included."""

from collections.abc import Sequence

from flask import Flask, Response, request
from flask_login import current_user

POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "media-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
YEAR = 31_536_000


def set_up(app: Flask, *, by_tls: bool, frames_from: Sequence[str] = ()) -> None:
    """Put the headers on all that leaves; a year of TLS only where it is served so.

    ``frames_from`` are the hosts whose pages may stand in a frame of ours.
    """
    frames = "".join(f" https://{host}" for host in frames_from)
    policy = f"{POLICY}; frame-src{frames}" if frames else POLICY
    headers = {"Content-Security-Policy": policy, **HEADERS}

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if by_tls:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
        if request.endpoint != "static" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store" if is_private() else "no-cache"
            response.vary.add("Cookie")
        return response


def is_private() -> bool:
    """Whether this answer belongs to one person: somebody is signed in, or a form was sent."""
    return request.method != "GET" or bool(current_user and current_user.is_authenticated)
