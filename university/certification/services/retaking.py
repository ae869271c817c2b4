"""Ask the holders of a certificate to take a changed course again, and note when they have."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter

import structlog
from sqlalchemy.orm import Session

from university.base.actor import SYSTEM
from university.certification import queries
from university.certification.models import Certificate, Retake
from university.certification.queries import ToAsk
from university.courses.queries import Version, get_catalog, get_version, map_levels
from university.learning.models import Completion
from university.learning.rules import must_take_again
from university.outbox import services as outbox
from university.records import services as records
from university.records.rules import News

log = structlog.get_logger()


def ask_retakes(session: Session, news: News) -> None:
    """Answer ``course.loaded``: ask whoever completed it before a material change, and holds a certificate.

    Each is told once, with the earliest day. Going back to an earlier version takes back what was asked.
    """
    version = get_version(session, int(news.subject.partition(":")[2]))
    catalog = get_catalog(session)
    plan = queries.plan_retakes(
        session,
        version.slug,
        goal=version.id,
        levels=map_levels(session, version.slug),
        certifications=catalog.certifications.values(),
        now=news.now,
    )
    notices = [*_withdraw(session, plan.to_withdraw, now=news.now)]
    notices += _ask(session, plan.to_ask, catalog.course(version.slug).title, version, now=news.now)
    outbox.queue_all(session, notices, now=news.now)
    log.info("retakes asked", course=version.slug, asked=len(plan.to_ask), withdrawn=len(plan.to_withdraw))


def drop_retakes(session: Session, news: News) -> None:
    """Answer ``certification.loaded``: what it requires no longer need not be taken again for it."""
    version = get_version(session, int(news.subject.partition(":")[2]))
    required = get_catalog(session).certification(version.slug).required
    asked = queries.list_open_retakes(session, certification=version.slug)
    gone = [one for one in asked if one.course not in required]
    outbox.queue_all(session, [*_withdraw(session, gone, now=news.now)], now=news.now)


def meet_retakes(session: Session, news: News) -> None:
    """Answer ``course.completed``: what somebody was asked to take again is taken."""
    completion = session.get_one(Completion, int(news.subject.partition(":")[2]))
    asked = queries.list_open_retakes(session, course=completion.course, employee_id=completion.employee_id)
    for retake in asked:
        # A completion elsewhere, long ago, may come in late.
        if must_take_again(completion.version_id, retake.version_id, map_levels(session, completion.course)):
            continue
        retake.met_at = news.now
        _note(session, "retake.met", retake, retake.certificate, {"by": news.subject}, now=news.now)
        outbox.withdraw(session, [f"retake:{retake.id}"], because="It was taken again.", now=news.now)


def _ask(
    session: Session, to_ask: Sequence[ToAsk], title: str, version: Version, *, now: datetime
) -> Iterable[outbox.Notice]:
    asked = [(one, _row(one, version, now)) for one in sorted(to_ask, key=attrgetter("due_at"))]
    session.add_all(row for _, row in asked)
    session.flush()
    notices: dict[int, outbox.Notice] = {}
    for one, row in asked:
        payload = {"code": one.certificate.code, "version": version.number, "due_at": one.due_at.isoformat()}
        _note(session, "retake.asked", row, one.certificate, payload, now=now)
        notices.setdefault(one.certificate.employee_id, _asking(one, row, title, version))
    return notices.values()


def _row(one: ToAsk, version: Version, now: datetime) -> Retake:
    return Retake(
        certificate_id=one.certificate.id,
        course=version.slug,
        version_id=version.id,
        asked_at=now,
        due_at=one.due_at,
    )


def _asking(one: ToAsk, row: Retake, title: str, version: Version) -> outbox.Notice:
    what = f" What changed: {version.note}" if version.note else ""
    return outbox.Notice(
        kind="take again",
        to=one.certificate.employee_id,
        about=f"retake:{row.id}",
        subject=f"Take “{title}” again by {one.due_on.day} {one.due_on:%B %Y}",
        words=f"The course has changed, and {one.certificate.title} asks for it. Until then your permission"
        f" holds; after that day it rests until you have done it. Your certificate stays.{what}",
        path=f"/courses/{version.slug}/",
    )


def _withdraw(session: Session, retakes: Sequence[Retake], *, now: datetime) -> Iterable[outbox.Notice]:
    catalog = get_catalog(session)
    notices: dict[tuple[int, str], outbox.Notice] = {}
    for retake in retakes:
        retake.withdrawn_at = now
        _note(session, "retake.withdrawn", retake, retake.certificate, {}, now=now)
        title = catalog.title_of(retake.course)
        notices.setdefault((retake.certificate.employee_id, retake.course), _excusing(retake, title))
    session.flush()
    gone = [f"retake:{retake.id}" for retake in retakes]
    outbox.withdraw(session, gone, because="It need not be taken again.", now=now)
    return notices.values()


def _excusing(retake: Retake, title: str) -> outbox.Notice:
    return outbox.Notice(
        kind="not again",
        to=retake.certificate.employee_id,
        about=f"retake:{retake.id}",
        subject=f"You need not take “{title}” again",
        words="What you completed counts: the change was taken back, or your certification does not ask for"
        " the course any more.",
        path=f"/courses/{retake.course}/",
    )


def _note(
    session: Session,
    kind: str,
    retake: Retake,
    certificate: Certificate,
    payload: dict[str, object],
    *,
    now: datetime,
) -> None:
    records.append(
        session,
        kind,
        f"retake:{retake.id}",
        by=SYSTEM,
        now=now,
        employee_id=certificate.employee_id,
        payload={"course": retake.course, "certificate": certificate.id, **payload},
    )
