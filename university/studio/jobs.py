"""The worker's share: load the content again when somebody asked, or when a watched folder changed."""

from collections.abc import Collection

import structlog

from university.base import clock
from university.base.actor import SYSTEM
from university.base.errors import Busy
from university.courses import queries as courses
from university.courses.services import ask_for_reload, close_reloads
from university.studio import services
from university.web.db import session, transaction
from university.web.settings import settings

FAILED = "It failed; the log says why. What was loaded before stays."

log = structlog.get_logger()
_memory = services.Memory()


def ask() -> None:
    """Ask for a load, as an operator's signal does."""
    with transaction() as current:
        ask_for_reload(current, by="signal", now=clock.now())


def reload_content() -> None:
    """Load what changed, if a wish for it waits or the watched folder was touched; seldom anything to do."""
    requests = courses.list_open_reloads(session())
    ids = [request.id for request in requests]
    root = settings().content_folder
    if not (settings().watches_content and _memory.has_changed(root)) and not requests:
        return
    try:
        found = services.read_changes(session(), root, _memory)
        if services.should_wait(found, requests, now=clock.now()):
            _memory.look_again()
        else:
            _load(found, ids)
    except Busy:
        _memory.look_again()
    except Exception:
        log.exception("content not loaded")
        _close(ids, FAILED)


def _load(found: services.ContentFolder, ids: Collection[int]) -> None:
    with transaction() as current:
        report = services.load_content(current, found, by=SYSTEM, now=clock.now())
        close_reloads(current, ids, services.in_words(report), now=clock.now())


def _close(ids: Collection[int], outcome: str) -> None:
    with transaction() as current:
        close_reloads(current, ids, outcome, now=clock.now())
