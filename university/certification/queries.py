"""Read where people stand with the certifications, their certificates and the finished papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, undefer

from university.base.errors import NotFound
from university.certification import rules
from university.certification.models import Certificate, Cycle, Paper
from university.certification.rules import CompletedCourse, EarnedFacts, Gap, Requirements, Trace, TraceLine
from university.courses.models import ContentVersion
from university.courses.queries import LiveCatalog, get_catalog
from university.engines.catalog.model import Certification
from university.engines.catalog.pack import unpack_certification
from university.learning.models import Completion
from university.policies import queries as policies

NO_CERTIFICATE = "There is no certificate with this code."
CODE_HINT = "A code has 26 letters and digits, in groups. Compare it with the paper, digit by digit."


@dataclass(frozen=True, kw_only=True)
class Step:
    """One requirement: what it asks for, the page where it is met, and how it stands."""

    title: str
    path: str
    words: str
    at: datetime | None
    is_met: bool


@dataclass(frozen=True, kw_only=True)
class OwnStanding:
    """Where one employee stands with one certification, and why."""

    certification: Certification
    steps: tuple[Step, ...]
    gaps: tuple[Gap, ...]
    trace: Trace
    certificate: Certificate | None

    @property
    def standing(self) -> rules.Standing:
        """The conclusion of the trace."""
        return self.trace.standing

    @property
    def met(self) -> int:
        """How many requirements are met."""
        return sum(step.is_met for step in self.steps)


def list_own_standing(session: Session, employee_id: int, now: datetime) -> list[OwnStanding]:
    """Where a person stands with every live certification; four statements, however many there are."""
    catalog = get_catalog(session)
    facts = find_earned_facts(session, employee_id)
    certificates = {one.certification: one for one in list_own_certificates(session, employee_id)}
    return [
        _own_standing(catalog, certification, facts, certificates.get(certification.slug), now)
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
    trace = rules.trace(requirements, facts, certificate.moments if certificate else None, now)
    return OwnStanding(
        certification=certification,
        steps=_steps(requirements, trace.lines),
        gaps=rules.missing(requirements, facts),
        trace=trace,
        certificate=certificate,
    )


def _steps(requirements: Requirements, lines: Sequence[TraceLine]) -> tuple[Step, ...]:
    """The requirements with their pages; the trace begins with a line for each, in the same order."""
    pages = [(title, f"/courses/{slug}/") for slug, title in requirements.courses.items()]
    pages += [(title, f"/policies/{slug}/") for slug, title in requirements.policies.items()]
    return tuple(
        Step(title=title, path=path, words=line.fact, at=line.at, is_met=line.is_met)
        for (title, path), line in zip(pages, lines, strict=False)
    )


def requirements_of(catalog: LiveCatalog, certification: Certification) -> Requirements:
    """What a certification asks for, with titles; what is not live goes by its slug."""
    courses = {slug: catalog.courses.get(slug) for slug in certification.required}
    to_sign = {slug: catalog.policies.get(slug) for slug in certification.policies}
    return Requirements(
        courses={slug: course.title if course else slug for slug, course in courses.items()},
        policies={slug: policy.title if policy else slug for slug, policy in to_sign.items()},
        pass_mark=certification.pass_mark,
    )


def find_earned_facts(session: Session, employee_id: int) -> EarnedFacts:
    """What a person has to show: every completion, and the signatures that still hold."""
    completions = session.execute(
        select(Completion.course, Completion.completed_at, Completion.score)
        .where(Completion.employee_id == employee_id)
        .order_by(Completion.completed_at, Completion.id)
    )
    return EarnedFacts(
        completed=[CompletedCourse(**row._mapping) for row in completions],  # noqa: SLF001 -- SQLAlchemy's public name
        signed_at={
            policy: signature.acknowledged_at
            for policy, signature in policies.list_signed(session, employee_id).items()
            if signature.is_current
        },
    )


def list_own_certificates(session: Session, employee_id: int) -> Sequence[Certificate]:
    """A person's certificates, those of later cycles last."""
    return session.scalars(
        select(Certificate)
        .join(Cycle, Cycle.id == Certificate.cycle_id)
        .where(Certificate.employee_id == employee_id)
        .order_by(Cycle.number)
    ).all()


def find_cycle(session: Session, employee_id: int, certification: str, number: int) -> Cycle | None:
    """One round of a certification."""
    return session.scalars(
        select(Cycle).where(
            Cycle.employee_id == employee_id, Cycle.certification == certification, Cycle.number == number
        )
    ).one_or_none()


def get_cycle(session: Session, employee_id: int, certification: str, number: int) -> Cycle:
    """The same; raises ``NotFound``."""
    cycle = find_cycle(session, employee_id, certification, number)
    if cycle is None:
        raise NotFound("This certification has not been begun.")
    return cycle


def get_version_of(session: Session, cycle: Cycle) -> tuple[int, Certification]:
    """The number of the version to which a cycle is pinned, and the certification as it is there."""
    row = session.get_one(ContentVersion, cycle.version_id, options=[undefer(ContentVersion.body)])
    return row.number, unpack_certification(row.body)


def find_certificate(session: Session, cycle: Cycle) -> Certificate | None:
    """The certificate that was issued for a cycle."""
    return session.scalars(select(Certificate).where(Certificate.cycle_id == cycle.id)).one_or_none()


def get_certificate_of(session: Session, cycle: Cycle) -> Certificate:
    """The same; raises ``NotFound``."""
    certificate = find_certificate(session, cycle)
    if certificate is None:
        raise NotFound("No certificate has been issued for this.")
    return certificate


def get_certificate_by_code(session: Session, code: str) -> Certificate:
    """The certificate with this code, as typed; raises ``NotFound``."""
    known = rules.normalize_code(code)
    if known is None:
        raise NotFound(f"{NO_CERTIFICATE} {CODE_HINT}")
    certificate = session.scalars(select(Certificate).where(Certificate.code == known)).one_or_none()
    if certificate is None:
        raise NotFound(f"{NO_CERTIFICATE} If it stands on a paper of ours, tell the help desk.")
    return certificate


def get_own_certificate(session: Session, code: str, employee_id: int) -> Certificate:
    """The same, if it belongs to this person; raises ``NotFound``."""
    certificate = get_certificate_by_code(session, code)
    if certificate.employee_id != employee_id:
        raise NotFound(f"{NO_CERTIFICATE} If it stands on a paper of ours, tell the help desk.")
    return certificate


def has_permission(session: Session, employee_id: int, permission: str, now: datetime) -> bool:
    """Whether a certificate of this person grants a permission at this minute."""
    holds = exists().where(
        Certificate.employee_id == employee_id,
        Certificate.permission == permission,
        Certificate.issued_at <= now,
        Certificate.ends_at > now,
        or_(Certificate.revoked_at.is_(None), Certificate.revoked_at > now),
    )
    return bool(session.scalar(select(holds)))


def list_issued_since(session: Session, since: datetime) -> Sequence[Certificate]:
    """Certificates issued from a moment on, oldest first."""
    return session.scalars(
        select(Certificate)
        .where(Certificate.issued_at >= since)
        .order_by(Certificate.issued_at, Certificate.id)
    ).all()


def list_valid(session: Session, now: datetime, certification: str | None = None) -> Sequence[Certificate]:
    """Certificates that hold now, by holder; of one certification or of all."""
    wanted = [Certificate.ends_at > now, Certificate.revoked_at.is_(None)]
    if certification is not None:
        wanted.append(Certificate.certification == certification)
    return session.scalars(
        select(Certificate).where(*wanted).order_by(Certificate.holder_name, Certificate.id)
    ).all()


def find_paper(session: Session, digest: str) -> bytes | None:
    """The finished PDF of these printed facts."""
    return session.scalar(select(Paper.body).where(Paper.facts_digest == digest))


def list_papers_made(session: Session, digests: Sequence[str]) -> frozenset[str]:
    """Those of these digests whose PDF is finished."""
    return frozenset(session.scalars(select(Paper.facts_digest).where(Paper.facts_digest.in_(digests))))
