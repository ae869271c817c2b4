"""People who have earned a certification, and their certificates."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import content
from university.base.actor import COMMAND, SYSTEM
from university.certification import queries, services
from university.certification.models import Certificate
from university.certification.rules import PrintedFacts
from university.courses.models import ContentKind
from university.courses.queries import get_catalog
from university.learning.models import Completion, CompletionMethod, Enrollment
from university.people.models import Employee
from university.policies.models import Acknowledgment
from university.records import services as records
from university.storage import work

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CODE = "1G64S-36D1N-6RVKG-EB1C9-HP8SB6"


def live(session: Session, **special: Any) -> None:
    """One course, one policy and the certification "cert-1" that asks for both."""
    content.live(session, content.course(), content.policy(), content.certification(**special))


def complete(
    session: Session, person: Employee, course: str = "smu-1", *, score: int | None = 90, now: datetime = NOW
) -> None:
    """A completed course, with the fact that wakes this room."""
    version = get_catalog(session).version_of_course(course)
    with work.transaction(session):
        enrollment = Enrollment(
            employee_id=person.id,
            course=course,
            number=1,
            version_id=version.id,
            enrolled_at=now,
            completed_at=now,
        )
        session.add(enrollment)
        session.flush()
        completion = Completion(
            enrollment_id=enrollment.id,
            employee_id=person.id,
            course=course,
            version_id=version.id,
            method=CompletionMethod.COMPLETED,
            score=score,
            completed_at=now,
        )
        session.add(completion)
        session.flush()
        subject = f"completion:{completion.id}"
        records.append(session, "course.completed", subject, by=SYSTEM, now=now, employee_id=person.id)


def sign(session: Session, person: Employee, policy: str = "principles", *, now: datetime = NOW) -> None:
    """A signed policy, with the fact that wakes this room."""
    version = get_catalog(session).version(ContentKind.POLICY, policy)
    with work.transaction(session):
        row = Acknowledgment(employee_id=person.id, policy=policy, version_id=version.id, acknowledged_at=now)
        session.add(row)
        session.flush()
        subject = f"acknowledgment:{row.id}"
        records.append(session, "policy.acknowledged", subject, by=SYSTEM, now=now, employee_id=person.id)


def certificate(session: Session, person: Employee, *, now: datetime = NOW, **special: Any) -> Certificate:
    """The certificate of somebody who has done all that "cert-1" asks for."""
    live(session, **special)
    complete(session, person, now=now)
    sign(session, person, now=now)
    return queries.list_own_certificates(session, person.id)[0]


def revoke(session: Session, code: str, *, reason: str = "Shared a password.", now: datetime = NOW) -> None:
    """Take a certificate back."""
    with work.transaction(session):
        found = queries.get_certificate_by_code(session, code)
        services.revoke(session, found, reason=reason, by=COMMAND, now=now)


def printed_facts(**special: Any) -> PrintedFacts:
    """What is printed on a usual certificate."""
    day = NOW.date()
    values = {
        "code": CODE,
        "holder_name": "Amara Okafor",
        "title": "SMaC Enthusiast",
        "permission_words": "You may share approved posts.",
        "university_name": "Social Media University",
        "company_name": "Larkenfield Group",
        "issued_on": day,
        "ends_on": day.replace(year=2027),
        "zone": "Europe/Berlin",
        "address": f"https://university.larkenfield.example/verify/{CODE}",
    } | special
    return PrintedFacts(**values)
