"""The code printed on a certificate: 128 random bits that a person can read out on the phone."""

import re

#: Crockford's digits: no I, L, O or U to be misread or to spell anything.
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_BYTES = 16
_READ_AS = str.maketrans("OIL", "011")
_GROUPS = re.compile(r"(.{5})(.{5})(.{5})(.{5})(.{6})")
# 26 digits hold 130 bits, so the first one stays below 8.
_WELL_FORMED = re.compile(rf"[0-7][{_DIGITS}]{{25}}")


def code_from(random_bytes: bytes) -> str:
    """Write 16 random bytes as a code such as `3JTZ9-…-……`; ``ValueError`` for any other number."""
    if len(random_bytes) != _CODE_BYTES:
        raise ValueError(f"A code is made of {_CODE_BYTES} random bytes, not of {len(random_bytes)}")
    number = int.from_bytes(random_bytes, "big")
    return _group("".join(_DIGITS[number >> shift & 31] for shift in range(125, -1, -5)))


def normalize_code(text: str) -> str | None:
    """Read a code as typed, in any case, with O for 0 and I or L for 1; ``None`` if it is none."""
    digits = re.sub(r"[\s-]", "", text).upper().translate(_READ_AS)
    return _group(digits) if _WELL_FORMED.fullmatch(digits) else None


def _group(digits: str) -> str:
    return _GROUPS.sub(r"\1-\2-\3-\4-\5", digits)
