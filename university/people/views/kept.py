"""What somebody was writing when the sign-in ended, carried through the door, signed and bounded."""

from dataclasses import dataclass

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from university.web import redirects

LARGEST = 64 * 1024
LASTS_SECONDS = 3600
NEVER_KEPT = ("csrf_token", "password")


@dataclass(frozen=True)
class Kept:
    """A form on its way: where it was sent, and its fields in order."""

    path: str
    fields: list[tuple[str, str]]


def pack() -> str | None:
    """Sign the form that was sent here; None where it is larger than we carry."""
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if not name.lower().startswith(NEVER_KEPT)
    ]
    packed = _signer().dumps([redirects.here(), fields])
    text = packed if isinstance(packed, str) else packed.decode()
    return text if len(text) <= LARGEST else None


def unpack(packed: str | None) -> Kept | None:
    """Give the form back; None if there is none, or it is forged or older than an hour."""
    if not packed or len(packed) > LARGEST:
        return None
    try:
        path, fields = _signer().loads(packed, max_age=LASTS_SECONDS)
    except BadSignature:
        return None
    safe = redirects.safe_path(path)
    return Kept(safe, [(name, value) for name, value in fields]) if safe else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="kept while signing in")
