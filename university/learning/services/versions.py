"""Move open enrollments on when a new version of their course goes live."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from university.base.actor import SYSTEM, Actor
from university.courses.models import ContentKind
from university.courses.queries import (
    Version,
    get_catalog,
    get_course_of_version,
    get_version,
    list_versions,
)
from university.engines.catalog.model import Course
from university.learning import rules
from university.learning.models import Enrollment, LessonDone
from university.learning.queries import enrollments as reads
from university.learning.services import news
from university.learning.services.changes import notice_of_move
from university.learning.services.completions import complete_if_earned
from university.outbox import services as outbox
from university.people.queries import list_present
from university.records.rules import News


def on_course_loaded(session: Session, news: News) -> None:
    """Answer ``course.loaded``: everybody who is in the course goes on in its new version."""
    course = get_version(session, int(news.subject.partition(":")[2])).slug
    move_on(session, reads.list_open(session, course), by=SYSTEM, now=news.now)


def move_on(session: Session, enrollments: Sequence[Enrollment], *, by: Actor, now: datetime) -> None:
    """Pin open enrollments of one course to its live version.

    What was done is kept, save that a material change opens the lessons that changed once more. Each
    move of somebody who had begun leaves ``enrollment.moved``, each lesson opened ``lesson.reopened``;
    whoever is still in the course is told of it once, save for a typo.
    """
    course = enrollments[0].course if enrollments else ""
    if course not in get_catalog(session).courses:
        return
    live = get_catalog(session).version(ContentKind.COURSE, course)
    behind = [one for one in enrollments if one.version_id != live.id]
    if not behind:
        return
    ids = [one.id for one in behind]
    done: defaultdict[int, list[LessonDone]] = defaultdict(list)
    for row in reads.list_lessons_done(session, ids):
        done[row.enrollment_id].append(row)
    begun = done.keys() | reads.list_with_attempts(session, ids)
    versions = list_versions(session, ContentKind.COURSE, course)
    notices = [
        _move(
            session,
            enrollment,
            versions,
            live,
            done[enrollment.id],
            is_begun=enrollment.id in begun,
            by=by,
            now=now,
        )
        for enrollment in behind
    ]
    _tell(session, [notice for notice in notices if notice], now=now)


def _tell(session: Session, notices: Sequence[outbox.Notice], *, now: datetime) -> None:
    """Tell those who are still here."""
    present = list_present(session, {notice.to for notice in notices}, today=now.date())
    outbox.queue_all(session, [notice for notice in notices if notice.to in present], now=now)


def _move(
    session: Session,
    enrollment: Enrollment,
    versions: Sequence[Version],
    live: Version,
    done: Sequence[LessonDone],
    *,
    is_begun: bool,
    by: Actor,
    now: datetime,
) -> outbox.Notice | None:
    old_id, enrollment.version_id = enrollment.version_id, live.id
    session.flush()
    if not is_begun:
        return None
    before, after = get_course_of_version(session, old_id), get_course_of_version(session, live.id)
    level = rules.level_between(old_id, live.id, {version.id: version.level for version in versions})
    reopened = rules.reopened_lessons(before, after, {row.lesson for row in done}, level)
    for row in done:
        row.reopened_at = now if row.lesson in reopened else None
    session.flush()
    moved = {"from": old_id, "to": live.id, "level": level, "note": live.note}
    news.about_enrollment(
        session, "enrollment.moved", enrollment, moved | _progress(before, after, done), by=by, now=now
    )
    for lesson in reopened:
        payload = {"lesson": lesson, "version": live.number, "note": live.note}
        news.about_enrollment(session, "lesson.reopened", enrollment, payload, by=by, now=now)
    if complete_if_earned(session, enrollment, by=by, now=now):
        return None
    return notice_of_move(enrollment, after, live, level, reopened, is_back=live.id < old_id)


def _progress(before: Course, after: Course, rows: Collection[LessonDone]) -> dict[str, object]:
    """How far it was and is, in whole percents: the fact itself says whether a number fell."""
    was = rules.progress([lesson.slug for lesson in before.lessons], {row.lesson for row in rows})
    kept = {row.lesson for row in rows if row.reopened_at is None}
    now_is = rules.progress([lesson.slug for lesson in after.lessons], kept)
    return {"percent_before": was.percent, "percent": now_is.percent}
