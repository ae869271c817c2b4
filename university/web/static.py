"""Addresses of our own style sheets, scripts and pictures, kept by browsers until they change."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, request, url_for

FOREVER = "public, max-age=31536000, immutable"
A_WEEK = "public, max-age=604800"
# Style sheets name the fonts themselves, and a second address for the same font would load it twice.
UNVERSIONED = "vendor/fonts/"


def set_up(app: Flask) -> None:
    """Give templates `static(name)`, and let browsers keep what cannot change under its address."""
    folder = Path(app.static_folder or "")

    @lru_cache(maxsize=256)
    def address(name: str, root: str) -> str:  # noqa: ARG001 -- another root is another address
        path = folder / name
        if name.startswith(UNVERSIONED) or not path.is_file():
            return url_for("static", filename=name)
        return url_for("static", filename=name, v=sha256(path.read_bytes()).hexdigest()[:12])

    app.jinja_env.globals["static"] = lambda name: address(name, request.script_root)
    app.after_request(_keep)


def _keep(response: Response) -> Response:
    if request.endpoint == "static":
        is_font = (request.view_args or {}).get("filename", "").startswith(UNVERSIONED)
        response.headers["Cache-Control"] = (
            FOREVER if "v" in request.args else A_WEEK if is_font else "no-cache"
        )
    return response
