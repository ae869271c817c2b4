"""Read where people stand with the certifications, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.certification import rules
from university.certification.models import Certificate
from university.certification.queries.certificates import list_own_certificates
from university.certification.rules import CompletedCourse, EarnedFacts, Gap, Requirements, Trace, TraceLine
from university.courses.queries import LiveCatalog, get_catalog
from university.engines.catalog.model import Certification
from university.learning.models import Completion
from university.learning.rules import Progress
from university.policies import queries as policies


@dataclass(frozen=True, kw_only=True)
class Step:
    """One requirement: what it asks for, the page where it is met, and how it stands."""

    title: str
    path: str
    words: str
    at: datetime | None
    is_met: bool


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
    steps: tuple[Step, ...]
    gaps: tuple[Gap, ...]
    trace: Trace
    certificate: Certificate | None
    to_retake: tuple[ToRetake, ...] = ()

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
    return list_standing_with(
        session, get_catalog(session), employee_id, find_earned_facts(session, employee_id), now
    )


def list_standing_with(
    session: Session, catalog: LiveCatalog, employee_id: int, facts: EarnedFacts, now: datetime
) -> list[OwnStanding]:
    """The same for whoever has read the catalog and what the person has to show; one statement."""
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
    retakes = [one.moments for one in certificate.retakes] if certificate else []
    trace = rules.trace(requirements, facts, certificate.moments if certificate else None, now, retakes)
    return OwnStanding(
        certification=certification,
        steps=_steps(requirements, trace.lines),
        gaps=rules.missing(requirements, facts),
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
    to_sign = {slug: catalog.policies.get(slug) for slug in certification.policies}
    return Requirements(
        courses={slug: catalog.title_of(slug) for slug in certification.required},
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
        completed=[CompletedCourse(**row._mapping) for row in completions],
        signed_at={
            policy: signature.acknowledged_at
            for policy, signature in policies.list_signed(session, employee_id).items()
            if signature.is_current
        },
    )
