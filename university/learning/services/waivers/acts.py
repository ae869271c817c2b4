"""Ask for prior learning to count, decide about it by name, record it for somebody, take it back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.base.errors import Clash, Closed, Invalid, NotAllowed, NotFound
from university.learning import rules
from university.learning.models import Waiver, WaiverReason, WaiverState
from university.learning.queries import waivers as reads
from university.learning.services import locks, news
from university.learning.services.waivers import lessons, messages

OWN = "Somebody else decides about your own prior learning; that is what makes the record worth something."


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What somebody learned before: which course it covers, how it was learned, and what shows it."""

    employee_id: int
    course: str
    reason: WaiverReason
    evidence: str


def ask_waiver(session: Session, claim: Claim, *, approver_id: int, by: Actor, now: datetime) -> Waiver:
    """Ask a named approver to waive the lessons of a course; asking again gives the same request.

    Raises ``NotFound`` for a course that is not live, ``Invalid`` for evidence or an approver that does
    not do, ``NotEarned`` before what the course builds on is completed, ``Closed`` where no lesson is
    left to waive.
    """
    rules.check_evidence(claim.evidence)
    locks.hold_person(session, claim.employee_id)
    if asked := reads.find_asked(session, claim.employee_id, claim.course):
        return asked
    if approver_id not in {
        one.id for one in reads.list_approvers(session, claim.employee_id, today=now.date())
    }:
        raise Invalid("Choose your manager or somebody of HR from the list.")
    waiver = _ask(session, claim, asked_by_id=claim.employee_id, approver_id=approver_id, by=by, now=now)
    messages.tell_approver(session, waiver, now=now)
    return waiver


def record_waiver(session: Session, claim: Claim, *, approver_id: int, by: Actor, now: datetime) -> Waiver:
    """Waive the lessons of a course for somebody, approved by whoever records it.

    Recording the same again gives the same waiver. Raises ``NotAllowed`` for oneself, ``Clash`` while
    the person's own request waits, and what `ask_waiver` raises.
    """
    if claim.employee_id == approver_id:
        raise NotAllowed(OWN)
    rules.check_evidence(claim.evidence)
    locks.hold_person(session, claim.employee_id)
    last = reads.find_last(session, claim.employee_id, claim.course)
    if last and last.state is WaiverState.APPROVED and last.evidence == claim.evidence.strip():
        return last
    if last and last.state is WaiverState.ASKED:
        raise Clash("This person has asked for it already. Decide about that request; it is in the list.")
    waiver = _ask(session, claim, asked_by_id=approver_id, approver_id=approver_id, by=by, now=now)
    return _decide(session, waiver, approver_id, WaiverState.APPROVED, "", by=by, now=now)


def _ask(
    session: Session, claim: Claim, *, asked_by_id: int, approver_id: int, by: Actor, now: datetime
) -> Waiver:
    lessons.check_open(session, claim.employee_id, claim.course, now=now)
    waiver = Waiver(
        employee_id=claim.employee_id,
        course=claim.course,
        reason=claim.reason,
        evidence=claim.evidence.strip(),
        state=WaiverState.ASKED,
        asked_by_id=asked_by_id,
        asked_at=now,
        approver_id=approver_id,
        words="",
    )
    session.add(waiver)
    session.flush()
    payload = {"reason": waiver.reason, "evidence": waiver.evidence, "approver": approver_id}
    news.about_waiver(session, "waiver.asked", waiver, payload, by=by, now=now)
    return waiver


def decide_waiver(
    session: Session,
    waiver_id: int,
    decider_id: int,
    *,
    is_approved: bool,
    words: str,
    by: Actor,
    now: datetime,
) -> Waiver:
    """Approve or decline what somebody asked for, with words that the person reads.

    Approving begins the course where need be, and makes every lesson count that is not done; should the
    quiz be passed already, the course is completed with that. Deciding the same again changes nothing.
    Whose business it is decides `queries.waivers.get_waiver`. Raises ``NotFound``, ``NotAllowed`` for
    one's own, ``Invalid`` for a decline without words, ``Closed`` once it was decided otherwise or
    nothing is left to waive.
    """
    waiver = _hold(session, waiver_id)
    if decider_id == waiver.employee_id:
        raise NotAllowed(OWN)
    state = WaiverState.APPROVED if is_approved else WaiverState.DECLINED
    if (waiver.state, waiver.approver_id) == (state, decider_id):
        return waiver
    if waiver.state is not WaiverState.ASKED:
        raise Closed(f"This was {waiver.state} in the meantime; there is nothing left to decide.")
    if words.strip() or not is_approved:
        rules.check_words(words)
    return _decide(session, waiver, decider_id, state, words.strip(), by=by, now=now)


def _decide(
    session: Session,
    waiver: Waiver,
    decider_id: int,
    state: WaiverState,
    words: str,
    *,
    by: Actor,
    now: datetime,
) -> Waiver:
    waiver.state, waiver.approver_id, waiver.decided_at, waiver.words = state, decider_id, now, words
    session.flush()
    if state is WaiverState.APPROVED:
        lessons.cover(session, waiver, by=by, now=now)
    else:
        news.about_waiver(session, "waiver.declined", waiver, {"words": words}, by=by, now=now)
    messages.tell_decided(session, waiver, now=now)
    return waiver


def withdraw_request(session: Session, employee_id: int, course: str, *, by: Actor, now: datetime) -> Waiver:
    """Take back one's own request while it waits; again changes nothing. Raises ``NotFound`` and ``Closed``."""
    locks.hold_person(session, employee_id)
    waiver = reads.find_last(session, employee_id, course)
    if waiver is None:
        raise NotFound("You have not asked for prior learning in this course.")
    if waiver.state is WaiverState.WITHDRAWN:
        return waiver
    if waiver.state is not WaiverState.ASKED:
        raise Closed(f"Your request was {waiver.state} in the meantime; there is nothing to take back.")
    waiver.state, waiver.decided_at = WaiverState.WITHDRAWN, now
    session.flush()
    news.about_waiver(session, "waiver.withdrawn", waiver, {"words": "", "lessons": []}, by=by, now=now)
    messages.take_back(session, waiver, now=now)
    return waiver


def withdraw_waiver(session: Session, waiver_id: int, *, words: str, by: Actor, now: datetime) -> Waiver:
    """Take back an approved waiver while the quiz is not passed; its lessons are open again.

    Again changes nothing. Raises ``NotFound``, ``Invalid`` without a reason, ``Closed`` for one that
    does not count, or counts for good.
    """
    waiver = _hold(session, waiver_id)
    if waiver.state is WaiverState.WITHDRAWN:
        return waiver
    if waiver.state is not WaiverState.APPROVED:
        raise Closed(f"This request is {waiver.state}; it lets no lesson count that could be taken back.")
    rules.check_words(words)
    waiver.state, waiver.words = WaiverState.WITHDRAWN, words.strip()
    session.flush()
    lessons.uncover(session, waiver, by=by, now=now)
    messages.tell_withdrawn(session, waiver, now=now)
    return waiver


def _hold(session: Session, waiver_id: int) -> Waiver:
    """A waiver read afresh, while nobody else acts for its person."""
    query = select(Waiver).where(Waiver.id == waiver_id)
    waiver = session.scalars(query).one_or_none()
    if waiver is None:
        raise NotFound("There is no such request.")
    locks.hold_person(session, waiver.employee_id)
    return session.scalars(query.execution_options(populate_existing=True)).one()
