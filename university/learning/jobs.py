"""What the worker does for learning by itself."""

from university.base import clock
from university.learning import services
from university.web.db import transaction


def close_overdue() -> None:
    """Close every attempt whose deadline has passed, with the answers it has."""
    with transaction() as session:
        services.close_overdue(session, now=clock.now())
