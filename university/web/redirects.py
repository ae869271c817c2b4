"""The one place that follows an address given by the browser."""

from urllib.parse import quote, urlsplit

from flask import redirect, request, url_for
from werkzeug.wrappers import Response


def safe_path(target: str | None) -> str | None:
    """The address if it is a plain path of this site, else None."""
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return None
    if any(ord(character) < ord(" ") or ord(character) == 127 for character in target):  # noqa: PLR2004 -- DEL
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def here() -> str:
    """The address of this page as a path, to come back to."""
    query = request.query_string.decode("ascii", "replace")
    return f"{request.script_root}{quote(request.path)}{'?' if query else ''}{query}"


def wanted() -> str:
    """The path of this site to which the browser asks to be led in the end, or nothing."""
    return safe_path(request.args.get("next")) or ""


def onward(target: str | None, *, otherwise: str = "home.my_learning") -> Response:
    """Lead on to a path of this site; anything else leads to the page named ``otherwise``."""
    return redirect(safe_path(target) or url_for(otherwise), code=303)
