"""What the worker does for learning by itself."""

from university.base import clock
from university.learning import services
from university.learning.queries.assigning import list_running
from university.web.db import session, transaction


def close_overdue() -> None:
    """Close every attempt whose deadline has passed, with the answers it has."""
    with transaction() as session:
        services.close_overdue(session, now=clock.now())


def offer_practice() -> None:
    """Tell people of practice that has opened, some hundreds in each transaction."""
    while True:
        with transaction() as session:
            if not services.offer_practice(session, now=clock.now()):
                return


def keep_up() -> None:
    """Let each rule that assigns courses ask whoever has joined and whoever's turn has come, one by one."""
    with transaction() as current:
        services.settle(current, now=clock.now())
    for rule_id in list_running(session()):
        with transaction() as current:
            services.keep_up(current, rule_id, now=clock.now())


def remind() -> None:
    """Remind people of what is due soon, or overdue."""
    with transaction() as current:
        services.remind(current, now=clock.now())
