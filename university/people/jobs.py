"""What the worker does for people by itself."""

from university.base import clock
from university.people import services
from university.web.db import transaction


def sweep() -> None:
    """Drop sign-ins that are over, failures of yesterday, and links used or too old."""
    with transaction() as session:
        services.sweep(session, now=clock.now())
