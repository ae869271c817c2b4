"""Tell those who completed a course that it changed in a material way."""

from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from university.certification import queries
from university.courses.queries import get_catalog, get_version, map_levels
from university.engines.catalog.model import ChangeLevel
from university.learning.services import notice_of_change
from university.outbox import services as outbox
from university.people.queries import list_present
from university.records.rules import News

COUNTS = "What you completed stays completed. See what is new, and take it again if you like."

log = structlog.get_logger()


def tell_completed(session: Session, news: News) -> None:
    """Answer ``course.loaded``: tell whoever completed the course before this material change, once.

    It comes after ``ask_retakes``: whoever is asked to take the course again has been told by that, and
    whoever is in the course by what came of their enrollment. People who have left are not told.
    """
    version = get_version(session, int(news.subject.partition(":")[2]))
    if version.level != ChangeLevel.MATERIAL:
        return
    course = get_catalog(session).course(version.slug)
    to_tell = _list_untold(session, version.slug, version.id, news.now)
    notices = [notice_of_change(person, course, version, COUNTS) for person in to_tell]
    outbox.queue_all(session, notices, now=news.now)
    log.info("told of a change", course=version.slug, told=len(notices))


def _list_untold(session: Session, course: str, version_id: int, now: datetime) -> list[int]:
    behind = queries.list_behind(session, course, goal=version_id, levels=map_levels(session, course))
    asked = queries.list_open_retakes(session, course=course)
    untold = behind - {one.certificate.employee_id for one in asked}
    return sorted(list_present(session, untold, today=now.date()))
