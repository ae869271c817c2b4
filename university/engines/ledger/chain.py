"""One fact and the digest before it in; a sealed link out."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: What the first link follows.
GENESIS = "0" * 64

#: Names the layout of the sealed bytes, so that a later layout can never be mistaken for this one.
FORMAT = "university-link-1"

_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
_encode_sorted = json.JSONEncoder(separators=(",", ":"), allow_nan=False, sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class Link:
    """One fact in the chain: `at` is a UTC moment in ISO form, `previous` the digest of the link before."""

    number: int
    at: str
    kind: str
    actor: str
    subject: str
    employee_id: int | None
    payload_digest: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last link as it is remembered outside the chain: without it a cut tail could not show."""

    number: int
    digest: str


#: The head of a ledger that holds nothing yet.
BEGINNING = Head(0, GENESIS)


def seal(
    previous_digest: str,
    number: int,
    *,
    at: str,
    kind: str,
    actor: str,
    subject: str,
    employee_id: int | None,
    payload_digest: str,
) -> Link:
    """Seal a fact into the link that follows ``previous_digest`` (``GENESIS`` for number 1)."""
    fields = (number, at, kind, actor, subject, employee_id, payload_digest, previous_digest)
    return Link(*fields, digest=digest_of(*fields))


def digest_of(*fields: int | str | None) -> str:
    """Give the SHA-256, in hex, of a link's fields: all of ``Link`` in its order, less ``digest``.

    The bytes are a JSON array in ASCII without spaces, `["university-link-1",number,at,…,previous]`:
    any language can rebuild them, and no two different links share them.
    """
    return hashlib.sha256(_encode((FORMAT, *fields)).encode("ascii")).hexdigest()


def payload_digest(key: bytes, payload: Mapping[str, Any]) -> str:
    """Give the keyed digest (HMAC-SHA-256, in hex) of a fact's values, independent of their order.

    Keyed, because a plain digest of a name or a score is found again by trying them all.
    Raises ``TypeError`` or ``ValueError`` for values that JSON cannot hold.
    """
    return hmac.digest(key, _encode_sorted(dict(payload)).encode("ascii"), "sha256").hex()
