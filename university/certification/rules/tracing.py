"""Why somebody is certified, or not: every rule, its fact and its verdict, and what follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from university.certification.rules.demands import Demand, demands
from university.certification.rules.earning import EarnedFacts, Requirements
from university.certification.rules.retaking import RetakeFacts
from university.certification.rules.status import CertificateFacts, CertificateStatus, has_come


class Standing(StrEnum):
    """Where one employee stands with one certification."""

    NOT_EARNED = "not earned"
    EARNED = "earned"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REVOKED = "revoked"
    REPLACED = "replaced"

    @property
    def is_certified(self) -> bool:
        """Whether there is a certificate that holds."""
        return any(self.value == status.value for status in CertificateStatus if status.holds)


@dataclass(frozen=True, kw_only=True)
class TraceLine:
    """One rule held against one fact; ``at`` is the fact's moment, for the page to show in its zone.

    ``otherwise`` is the standing that follows when the rule is not met; a line without it only informs.
    ``unscored`` says the same fact for those whom a score does not concern.
    """

    rule: str
    fact: str
    is_met: bool
    at: datetime | None = None
    otherwise: Standing | None = None
    unscored: str = ""


@dataclass(frozen=True)
class Trace:
    """Every rule that was looked at, in order, and what came of it.

    ``demands`` are the requirements behind the first lines.
    """

    lines: tuple[TraceLine, ...]
    standing: Standing
    demands: tuple[Demand, ...] = ()

    def without_scores(self) -> "Trace":
        """The same lines and the same conclusion, for a manager: passed or not, never with how much."""
        return Trace(
            tuple(replace(line, fact=line.unscored or line.fact) for line in self.lines), self.standing
        )


def trace(
    requirements: Requirements,
    facts: EarnedFacts,
    certificate: CertificateFacts | None,
    now: datetime,
    retakes: Sequence[RetakeFacts] = (),
) -> Trace:
    """Answer "why am I (not) certified?": the conclusion follows from the lines.

    The first rule not met decides. Once a certificate is issued its own rules do, so that the conclusion
    equals its status, and the requirements only inform: a later rule takes no certificate away. So do
    ``retakes``, the courses to be taken again for it: they pause a permission and end no certificate.
    """
    otherwise = Standing.NOT_EARNED if certificate is None else None
    held_against = demands(requirements, facts)
    lines = [_requirement_line(demand, otherwise) for demand in held_against]
    if certificate is not None:
        lines += _certificate_lines(certificate, now)
        lines += [_retake_line(one, requirements, now) for one in retakes if one.withdrawn_at is None]
    at_best = Standing.EARNED if certificate is None else Standing.VALID
    outcomes = (line.otherwise for line in lines if line.otherwise and not line.is_met)
    return Trace(tuple(lines), next(outcomes, at_best), held_against)


def _requirement_line(demand: Demand, otherwise: Standing | None) -> TraceLine:
    return TraceLine(
        rule=demand.rule,
        fact=demand.fact,
        is_met=demand.is_met,
        at=demand.at,
        otherwise=otherwise,
        unscored=demand.unscored,
    )


def _certificate_lines(certificate: CertificateFacts, now: datetime) -> Iterator[TraceLine]:
    revoked_at, replaced_at, end = certificate.revoked_at, certificate.replaced_at, certificate.ends_at
    yield _moment_line("Not revoked", "Revoked", revoked_at, now, Standing.REVOKED)
    yield _moment_line("Not replaced by another", "Replaced", replaced_at, now, Standing.REPLACED)
    yield _moment_line("Not ended", "Ended", end, now, Standing.EXPIRED)
    warn_rule = f"More than {certificate.warn.days} days left"
    yield _moment_line(warn_rule, "To be renewed since", certificate.warns_at, now, Standing.EXPIRING)


def _retake_line(retake: RetakeFacts, requirements: Requirements, now: datetime) -> TraceLine:
    title = requirements.courses.get(retake.course, retake.course)
    fact, at = "Not done yet; the last moment", retake.due_at
    if has_come(retake.met_at, now):
        fact, at = "Taken again", retake.met_at or now
    elif retake.pauses(now):
        fact = "Not taken again in time, so the permission rests"
    return TraceLine(
        rule=f"Take “{title}” again in time, since it changed",
        fact=fact,
        is_met=not retake.pauses(now),
        at=at,
    )


def _moment_line(
    rule: str, when_come: str, moment: datetime | None, now: datetime, otherwise: Standing
) -> TraceLine:
    is_past = has_come(moment, now)
    return TraceLine(
        rule=rule,
        fact=when_come if is_past else rule,
        is_met=not is_past,
        at=moment if is_past else None,
        otherwise=otherwise,
    )
