"""The only place that asks what time it is; doors look here and pass the moment on."""

from datetime import UTC, datetime


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
