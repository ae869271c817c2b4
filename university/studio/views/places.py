"""Where the pages of this room find a course: its folder, and whether the reader may write in it."""

from datetime import date
from pathlib import Path

from flask_login import current_user

from university.base import clock
from university.engines.catalog import Reading
from university.studio import queries, services
from university.studio.queries import Workbench
from university.web.db import session
from university.web.filters import zone_of_reader
from university.web.settings import settings


def content() -> Path:
    """The content folder of this site."""
    return settings().content_folder


def today() -> date:
    """The day it is for the reader, by which a review is late."""
    return clock.now().astimezone(zone_of_reader()).date()


def checked(here: Workbench) -> Reading:
    """A course as it would be with its drafts, and all that the checker of this site says of it."""
    hosts = settings().embed_hosts
    return services.check_drafts(content(), here.slug, here.drafts, today=today(), embed_hosts=hosts)


def bench(course: str) -> Workbench:
    """A course to read; raises ``NotFound``."""
    return queries.get_workbench(session(), content(), course, current_user)


def own_bench(course: str) -> Workbench:
    """A course to write in; raises ``NotFound``, and ``NotAllowed`` for whoever does not own it."""
    return queries.get_own_workbench(session(), content(), course, current_user)
