"""Wishes to load `content/` again: written by whoever has one, fulfilled by the worker."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from university.base.errors import TooMany
from university.courses.models import ReloadRequest
from university.courses.queries import count_reloads, list_open_reloads

A_WHILE = timedelta(minutes=1)
MOST = 30


def ask_for_reload(session: Session, *, by: str, now: datetime) -> ReloadRequest:
    """Wish for a load; while one waits already, it will do. Raises ``TooMany`` beyond 30 in a minute."""
    if waiting := list_open_reloads(session):
        return waiting[0]
    if count_reloads(session, since=now - A_WHILE) >= MOST:
        words = "The content was asked to load too often. Try again in a minute."
        raise TooMany(words, retry_after=int(A_WHILE.total_seconds()))
    request = ReloadRequest(asked_at=now, asked_by=by)
    session.add(request)
    session.flush()
    return request


def close_reloads(session: Session, ids: Collection[int], outcome: str, *, now: datetime) -> None:
    """Write down how these wishes were fulfilled."""
    for request in list_open_reloads(session):
        if request.id in ids:
            request.done_at, request.outcome = now, outcome
