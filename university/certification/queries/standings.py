"""Read where people stand with the certifications, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.certification import rules
from university.certification.models import Certificate
from university.certification.queries.certificates import list_own_certificates
from university.certification.rules import (
    CompletedCourse,
    Demand,
    DemandKind,
    EarnedFacts,
    Electives,
    Requirements,
    Trace,
)
from university.courses.queries import LiveCatalog, get_catalog
from university.engines.catalog.model import Certification
from university.engines.catalog.own_quizzes import courses_of
from university.learning.models import Completion
from university.learning.rules import Progress
from university.policies import queries as policies


@dataclass(frozen=True, kw_only=True)
class ToRetake:
    """A course that a holder takes again since it changed; once ``is_late``, the permission rests."""

    course: str
    title: str
    due_at: datetime
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class OwnStanding:
    """Where one employee stands with one certification, and why."""

    certification: Certification
    trace: Trace
    certificate: Certificate | None
    to_retake: tuple[ToRetake, ...] = ()

    @property
    def steps(self) -> tuple[Demand, ...]:
        """Each requirement, and how it stands."""
        return self.trace.demands

    @property
    def gaps(self) -> tuple[Demand, ...]:
        """What is not met yet, in order."""
        return tuple(step for step in self.steps if not step.is_met)

    @property
    def is_open(self) -> bool:
        """Whether every part of it can be done here."""
        return all(step.kind is not DemandKind.OWN_WORK for step in self.steps)

    @property
    def is_next(self) -> bool:
        """Whether it comes after others, and all of them are held."""
        first = [step.is_met for step in self.steps if step.kind is DemandKind.CERTIFICATE]
        return bool(first) and all(first)

    @property
    def is_paused(self) -> bool:
        """Whether the permission rests, though the certificate holds."""
        return any(one.is_late for one in self.to_retake)

    @property
    def standing(self) -> rules.Standing:
        """The conclusion of the trace."""
        return self.trace.standing

    @property
    def total(self) -> int:
        """How many requirements there are."""
        return len(self.steps)

    @property
    def met(self) -> int:
        """How many requirements are met."""
        return sum(step.is_met for step in self.steps)

    @property
    def progress(self) -> Progress:
        """The same, for reading."""
        return Progress(self.met, self.total)


def list_own_standing(session: Session, employee_id: int, now: datetime) -> list[OwnStanding]:
    """Where a person stands with every live certification; four statements, however many there are."""
    certificates = list_own_certificates(session, employee_id)
    facts = find_earned_facts(session, employee_id, certificates, now)
    return list_standing_with(get_catalog(session), certificates, facts, now)


def list_standing_with(
    catalog: LiveCatalog, certificates: Iterable[Certificate], facts: EarnedFacts, now: datetime
) -> list[OwnStanding]:
    """The same for whoever has read the catalog, the certificates and what the person has to show."""
    newest = {one.certification: one for one in certificates}
    return [
        _own_standing(catalog, certification, facts, newest.get(certification.slug), now)
        for certification in catalog.certifications.values()
    ]


def get_own_standing(session: Session, employee_id: int, slug: str, now: datetime) -> OwnStanding:
    """Where a person stands with one certification; raises ``NotFound``."""
    get_catalog(session).certification(slug)
    standings = list_own_standing(session, employee_id, now)
    return next(one for one in standings if one.certification.slug == slug)


def _own_standing(
    catalog: LiveCatalog,
    certification: Certification,
    facts: EarnedFacts,
    certificate: Certificate | None,
    now: datetime,
) -> OwnStanding:
    requirements = requirements_of(catalog, certification)
    retakes = [one.moments for one in certificate.retakes] if certificate else []
    trace = rules.trace(requirements, facts, certificate.moments if certificate else None, now, retakes)
    return OwnStanding(
        certification=certification,
        trace=trace,
        certificate=certificate,
        to_retake=_to_retake(catalog, retakes, now) if certificate and certificate.holds(now) else (),
    )


def _to_retake(
    catalog: LiveCatalog, retakes: Sequence[rules.RetakeFacts], now: datetime
) -> tuple[ToRetake, ...]:
    """What is still to be taken again, the most urgent first."""
    return tuple(
        ToRetake(
            course=one.course,
            title=catalog.courses[one.course].title,
            due_at=one.due_at,
            is_late=one.pauses(now),
        )
        for one in sorted(retakes, key=attrgetter("due_at"))
        if one.is_open(now) and one.course in catalog.courses
    )


def requirements_of(catalog: LiveCatalog, certification: Certification) -> Requirements:
    """What a certification asks for, with titles; what is not live goes by its slug."""
    to_sign = {slug: catalog.policies.get(slug) for slug in certification.policies}
    first = {slug: catalog.certifications.get(slug) for slug in certification.after}
    return Requirements(
        certificates={slug: one.title if one else slug for slug, one in first.items()},
        courses={slug: catalog.title_of(slug) for slug in certification.required},
        electives=[
            Electives(choose=one.choose, of={slug: catalog.title_of(slug) for slug in one.of})
            for one in certification.electives
        ],
        set_aside=courses_of(certification, catalog.certifications),
        policies={slug: policy.title if policy else slug for slug, policy in to_sign.items()},
        own_work=rules.own_work_of(certification),
        pass_mark=certification.pass_mark,
    )


def held_since(certificates: Iterable[Certificate], now: datetime) -> dict[str, datetime]:
    """The certifications whose certificate holds now, with the moments since when."""
    return {one.certification: one.issued_at for one in certificates if one.holds(now)}


def find_earned_facts(
    session: Session, employee_id: int, certificates: Iterable[Certificate], now: datetime
) -> EarnedFacts:
    """What a person has to show: every completion, the signatures that still hold, and ``certificates``."""
    completions = session.execute(
        select(Completion.course, Completion.completed_at, Completion.score)
        .where(Completion.employee_id == employee_id)
        .order_by(Completion.completed_at, Completion.id)
    )
    return EarnedFacts(
        completed=[CompletedCourse(**row._mapping) for row in completions],
        signed_at={
            policy: signature.acknowledged_at
            for policy, signature in policies.list_signed(session, employee_id).items()
            if signature.is_current
        },
        held_since=held_since(certificates, now),
    )
