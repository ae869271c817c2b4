"""Issue certificates, once they are earned and only once, each with its fact and its message."""

import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from university.base.actor import SYSTEM, Actor
from university.base.errors import NotEarned
from university.certification import queries, rules
from university.certification.models import Certificate, Cycle, CycleKind
from university.certification.services.reminding import forget
from university.courses.models import ContentKind
from university.courses.queries import LiveCatalog, get_catalog
from university.engines.catalog.model import Certification
from university.outbox import services as outbox
from university.people.models import Employee
from university.people.queries import get_employee
from university.records import services as records
from university.records.rules import News, RecordValues
from university.storage.work import insert_once

FIRST = 1
CODE_BYTES = 16
IMPORTED = "imported"

log = structlog.get_logger()


_names: dict[str, str] = {}


def print_as(*, university: str, company: str) -> None:
    """Take the names printed on every certificate; ``app.py`` hands them in, as it does the reactions."""
    _names.update(university=university, company=company)


def issue_if_earned(session: Session, news: News) -> None:
    """Answer a completed course, a signed policy or a certificate: issue every first one earned by it.

    What was imported was earned elsewhere and issues nothing by itself.
    """
    if news.employee_id is None or (news.begins and news.begins.method == IMPORTED):
        return
    catalog = get_catalog(session)
    own = queries.list_own_certificates(session, news.employee_id)
    facts = queries.find_earned_facts(session, news.employee_id, own, news.now)
    held = {one.certification for one in own}
    for certification in catalog.certifications.values():
        requirements = queries.requirements_of(catalog, certification)
        if certification.slug not in held and not rules.missing(requirements, facts):
            cycle = open_cycle(session, news.employee_id, certification, catalog, now=news.now)
            issue(session, cycle, by=SYSTEM, now=news.now)


def claim(session: Session, employee_id: int, slug: str, *, by: Actor, now: datetime) -> Certificate:
    """Issue a first certificate to whom has all it asks for, also where nobody noticed when it was earned.

    Asking again gives the same certificate. Raises ``NotFound``, and ``NotEarned`` with what is missing.
    """
    catalog = get_catalog(session)
    certification = catalog.certification(slug)
    own = queries.list_own_certificates(session, employee_id)
    facts = queries.find_earned_facts(session, employee_id, own, now)
    cycle = queries.find_cycle(session, employee_id, slug, FIRST)
    gaps = rules.missing(queries.requirements_of(catalog, certification), facts)
    if cycle is None and gaps:
        raise NotEarned(f"Something is still missing. {'. '.join(gap.words for gap in gaps)}.")
    cycle = cycle or open_cycle(session, employee_id, certification, catalog, now=now)
    return issue(session, cycle, by=by, now=now)


def open_cycle(
    session: Session, employee_id: int, certification: Certification, catalog: LiveCatalog, *, now: datetime
) -> Cycle:
    """Open the first cycle of a certification under its live version, or give the one that is open."""
    if cycle := queries.find_cycle(session, employee_id, certification.slug, FIRST):
        return cycle
    cycle = Cycle(
        employee_id=employee_id,
        certification=certification.slug,
        number=FIRST,
        kind=CycleKind.FIRST,
        version_id=catalog.version(ContentKind.CERTIFICATION, certification.slug).id,
        opened_at=now,
    )
    if insert_once(session, cycle):
        return cycle
    return queries.get_cycle(session, employee_id, certification.slug, FIRST)


def issue(session: Session, cycle: Cycle, *, by: Actor, now: datetime) -> Certificate:
    """Issue the certificate of a cycle, every printed fact frozen as it is now.

    Asking again, or by many at one time, gives the same certificate. Whether it is earned is for the
    caller to decide. Leaves the fact ``certificate.issued``, which begins a row of HR's table, and
    tells the holder.
    """
    if certificate := queries.find_certificate(session, cycle):
        return certificate
    version, certification = queries.get_version_of(session, cycle)
    employee = get_employee(session, cycle.employee_id)
    certificate = _freeze(cycle, certification, employee, now=now)
    if not insert_once(session, certificate):
        return queries.get_certificate_of(session, cycle)
    for earlier in queries.list_own_certificates(session, employee.id):
        if earlier.certification == cycle.certification and earlier.id != certificate.id:
            forget(session, earlier, because="A new certificate took its place.", now=now)
    _tell_issued(session, certificate, _record_values(certificate, employee, version), by=by, now=now)
    log.info("certificate issued", certificate=certificate.id, cycle=cycle.id)
    return certificate


def _freeze(cycle: Cycle, certification: Certification, employee: Employee, *, now: datetime) -> Certificate:
    return Certificate(
        cycle_id=cycle.id,
        employee_id=employee.id,
        certification=cycle.certification,
        # The one place where a service draws lots itself: a code must be unguessable, and a seed that
        # is handed around, kept or printed in a test would make it less so.
        code=rules.code_from(secrets.token_bytes(CODE_BYTES)),
        holder_name=employee.name,
        title=certification.title,
        permission=certification.permission,
        permission_words=certification.permission_words,
        university_name=_names["university"],
        company_name=_names["company"],
        issued_at=now,
        ends_at=rules.ends_at(now, certification.months_valid, ZoneInfo(employee.zone)),
        warn_days=certification.warn_days,
        zone=employee.zone,
    )


def _tell_issued(
    session: Session, certificate: Certificate, values: RecordValues, *, by: Actor, now: datetime
) -> None:
    subject = f"certificate:{certificate.id}"
    records.append(
        session,
        "certificate.issued",
        subject,
        by=by,
        now=now,
        employee_id=certificate.employee_id,
        payload={
            "code": certificate.code,
            "certification": certificate.certification,
            "cycle": certificate.cycle_id,
            "ends_at": certificate.ends_at.isoformat(),
            "holder_name": certificate.holder_name,
        },
        begins=values,
    )
    outbox.queue(
        session,
        "certificate issued",
        to=certificate.employee_id,
        about=subject,
        subject=f"You are certified: {certificate.title}",
        words=certificate.permission_words,
        path=f"/certificates/{certificate.code}/",
        now=now,
    )


def _record_values(certificate: Certificate, employee: Employee, version: int) -> RecordValues:
    return RecordValues(
        kind="certificate",
        employee_number=employee.employee_number,
        name=employee.name,
        part=employee.part,
        department=employee.department,
        country=employee.country,
        zone=employee.zone,
        about=certificate.certification,
        title=certificate.title,
        version=version,
        method="completed",
        code=certificate.code,
        warns_at=certificate.moments.warns_at,
        ends_at=certificate.ends_at,
    )
