"""Read what an author must know before voiding a question: whom it touches, and what remains to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from university.base.errors import NotAllowed
from university.certification import queries as certificates
from university.certification.rules import CompletedCourse, missing
from university.courses.queries import LiveCatalog, get_catalog
from university.engines.catalog.model import Certification, Course, Question
from university.learning.models import VoidedQuestion
from university.learning.queries import voiding, voids
from university.learning.queries.voiding import Gain, VoidPlan
from university.studio.rules import may_void


class Reader(Protocol):
    """Who is at the desk."""

    employee_number: str
    roles: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Voiding:
    """A question and what voiding it will do.

    ``remaining`` of the ``bank`` questions of the live quiz would still be asked, ``drawn`` by each
    attempt. ``certified`` counts who earns a certificate by it.
    """

    course: Course
    question: Question
    voided: VoidedQuestion | None
    plan: VoidPlan
    certified: int
    bank: int
    remaining: int

    @property
    def drawn(self) -> int:
        """How many questions an attempt is meant to ask."""
        return self.course.drawn_count

    @property
    def asks_all(self) -> bool:
        """Whether an attempt asks every question there is."""
        return not (self.course.draw or self.course.draw_by_tag)

    @property
    def is_last(self) -> bool:
        """Whether no question would remain in the live quiz."""
        return bool(self.bank) and not self.remaining


def get_voiding(session: Session, course: str, question: str, reader: Reader, *, now: datetime) -> Voiding:
    """What voiding a question would do. Raises ``NotFound``, and ``NotAllowed`` for whoever may not do it."""
    live = get_voidable(session, course, reader)
    plan = voiding.plan_void(session, course, question)
    gone = {*voids.list_voided(session, course), question}
    return Voiding(
        course=live,
        question=voiding.get_asked_question(session, course, question),
        voided=voids.map_voids(session, course, [question]).get(question),
        plan=plan,
        certified=_count_certified(session, course, plan.gains, now),
        bank=len(live.quiz),
        remaining=sum(one.id not in gone for one in live.quiz),
    )


def get_voidable(session: Session, course: str, reader: Reader) -> Course:
    """A live course whose questions this reader may void; raises ``NotFound`` and ``NotAllowed``."""
    live = get_catalog(session).course(course)
    if not may_void(reader.employee_number, reader.roles, live.owners):
        raise NotAllowed(
            "Only the owners of a course and HR void its questions. Tell one of them what is wrong."
        )
    return live


def _count_certified(session: Session, course: str, gains: Sequence[Gain], now: datetime) -> int:
    """How many earn a certificate by it: nothing else is missing that its certification asks for."""
    catalog = get_catalog(session)
    asking = [one for one in catalog.certifications.values() if course in one.required or one.electives]
    return sum(
        any(_earns(session, catalog, one, course, gain, now) for one in asking if _matters(gain, one))
        for gain in gains
    )


def _matters(gain: Gain, certification: Certification) -> bool:
    """Whether the course meets this certification by the gain and did not before."""
    return gain.score >= certification.pass_mark and (
        gain.score_before is None or gain.score_before < certification.pass_mark
    )


def _earns(
    session: Session,
    catalog: LiveCatalog,
    certification: Certification,
    course: str,
    gain: Gain,
    now: datetime,
) -> bool:
    held = certificates.list_own_certificates(session, gain.employee_id)
    if certification.slug in {one.certification for one in held}:
        return False
    facts = certificates.find_earned_facts(session, gain.employee_id, held, now)
    earned = CompletedCourse(course=course, completed_at=now, score=gain.score)
    requirements = certificates.requirements_of(catalog, certification)
    return not missing(requirements, replace(facts, completed=(*facts.completed, earned)))
