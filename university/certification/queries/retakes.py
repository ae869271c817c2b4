"""Read who takes a course again: whom a change asks, and who is asked already."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, contains_eager

from university.certification import rules
from university.certification.models import Certificate, Retake
from university.certification.queries.certificates import holds
from university.engines.catalog.model import Certification
from university.learning.models import Completion
from university.learning.rules import must_take_again
from university.people.models import Employee

IS_OPEN: ColumnElement[bool] = and_(Retake.met_at.is_(None), Retake.withdrawn_at.is_(None))


@dataclass(frozen=True, kw_only=True)
class ToAsk:
    """A certificate whose holder takes the course again, by which moment and day in the holder's zone."""

    certificate: Certificate
    due_at: datetime
    due_on: date


@dataclass(frozen=True, kw_only=True)
class RetakePlan:
    """What one version of a course, going live, means for those who hold a certificate.

    ``kept`` are asked already and keep their day, ``to_withdraw`` need not do it any more.
    """

    to_ask: Sequence[ToAsk] = ()
    kept: Sequence[Retake] = ()
    to_withdraw: Sequence[Retake] = ()


def plan_retakes(
    session: Session,
    course: str,
    *,
    goal: int,
    levels: Mapping[int, str],
    certifications: Collection[Certification],
    now: datetime,
    completing: Collection[int] = (),
) -> RetakePlan:
    """Say whom a version of a course (by its id) asks to take it again, in three statements; nothing is written.

    ``levels`` gives the change level of every version by its id, ``certifications`` the rules in force.
    ``completing`` are employees who complete the course as the version goes live.
    """
    days = {one.slug: one.retake_days for one in certifications if course in one.required}
    asked = list_open_retakes(session, course=course)
    if not days and not asked:
        return RetakePlan()
    behind = list_behind(session, course, goal=goal, levels=levels) - set(completing)
    asked_for = {one.certificate_id for one in asked}
    to_ask = [
        _to_ask(one, now, days[one.certification], ZoneInfo(zone))
        for one, zone in _held(session, days, now)
        if one.employee_id in behind and one.id not in asked_for
    ]
    still = [
        one
        for one in asked
        if one.certificate.employee_id in behind and one.certificate.certification in days
    ]
    gone = [one for one in asked if one not in still and one.certificate.employee_id not in completing]
    return RetakePlan(
        to_ask=to_ask, kept=[one for one in still if one.certificate.holds(now)], to_withdraw=gone
    )


def list_behind(session: Session, course: str, *, goal: int, levels: Mapping[int, str]) -> frozenset[int]:
    """Everybody who has completed a course, and in no version that a version (by its id) leaves as it was."""
    return frozenset(
        person
        for person, versions in _completed_in(session, course).items()
        if all(must_take_again(one, goal, levels) for one in versions)
    )


def _to_ask(certificate: Certificate, now: datetime, days: int, zone: ZoneInfo) -> ToAsk:
    due_at = rules.retake_due(now, days, zone)
    return ToAsk(certificate=certificate, due_at=due_at, due_on=due_at.astimezone(zone).date())


def list_open_retakes(
    session: Session,
    *,
    course: str | None = None,
    certification: str | None = None,
    employee_id: int | None = None,
    certificate_id: int | None = None,
) -> Sequence[Retake]:
    """Who is asked to take a course again and has not done so yet; of one course, certification, person or paper."""
    wanted = [
        column == value
        for column, value in (
            (Retake.course, course),
            (Certificate.certification, certification),
            (Certificate.employee_id, employee_id),
            (Retake.certificate_id, certificate_id),
        )
        if value is not None
    ]
    return session.scalars(
        select(Retake)
        .join(Retake.certificate)
        .options(contains_eager(Retake.certificate))
        .where(IS_OPEN, *wanted)
        .order_by(Retake.id)
    ).all()


def _completed_in(session: Session, course: str) -> Mapping[int, Collection[int]]:
    """Everybody who has completed a course, with the versions that they completed."""
    rows = session.execute(
        select(Completion.employee_id, Completion.version_id).where(Completion.course == course)
    )
    versions: defaultdict[int, set[int]] = defaultdict(set)
    for row in rows:
        versions[row.employee_id].add(row.version_id)
    return versions


def _held(
    session: Session, certifications: Collection[str], now: datetime
) -> Sequence[tuple[Certificate, str]]:
    """The certificates of some certifications that hold now, with the zone in which their holders live.

    Also of people who have left: should they come back, their permission rests until they have done it.
    """
    rows = session.execute(
        select(Certificate, Employee.zone)
        .join(Employee, Employee.id == Certificate.employee_id)
        .where(Certificate.certification.in_(certifications), holds(now))
        .order_by(Certificate.id)
    )
    return [(row.Certificate, row.zone) for row in rows]
