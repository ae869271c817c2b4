"""Assign a course by a rule, keep up with who joins and what comes round again, end it or take it back."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from university.base.actor import SYSTEM, Actor
from university.base.errors import Clash, Closed
from university.courses.queries import get_catalog
from university.learning.models import Assignment, AssignmentRule, Completion
from university.learning.queries import assigning as reads
from university.learning.queries.assigning import Asked, Turn
from university.learning.queries.assignment_preview import check_plan
from university.learning.rules.audiences import AssignmentValues
from university.learning.services import assignment_news, locks
from university.outbox import services as outbox
from university.records.rules import News

log = structlog.get_logger()

OTHERS = "Since you looked, somebody has joined, left or finished the course. This is how it stands now."
UNDONE = "It was taken back."
LEFT = "Who was asked has left the company."
MOVED_ON = "You are no longer among those of whom it is asked."


def assign(
    session: Session,
    values: AssignmentValues,
    *,
    key: str,
    line_of: int | None = None,
    shown: int | None = None,
    by: Actor,
    now: datetime,
) -> AssignmentRule:
    """Make a rule, and ask everybody whom it means and who has not done the course.

    Sent again with the same ``key`` it gives the same rule. ``line_of`` holds a manager to the own line.
    Leaves ``assignment_rule.made`` and, for each person, ``assignment.made`` and a message. Raises
    ``NotFound`` for a course or person, ``Invalid`` for absurd numbers or where nobody is to be asked, and
    ``Clash`` if others are to be asked than the ``shown`` number of people.
    """
    maker_id = by.id or 0
    locks.hold_person(session, maker_id)
    if kept := reads.find_rule_by_key(session, key, maker_id):
        return kept
    plan = check_plan(session, values, line_of=line_of, now=now)
    if shown is not None and shown != len(plan.to_ask):
        raise Clash(OTHERS)
    rule = _make(session, values, key, maker_id, now=now)
    assignment_news.about_rule(
        session, "assignment_rule.made", rule, {"asked": len(plan.to_ask)}, by=by, now=now
    )
    _ask(session, rule, plan.to_ask, {}, by=by, now=now)
    return rule


def _make(
    session: Session, values: AssignmentValues, key: str, maker_id: int, *, now: datetime
) -> AssignmentRule:
    rule = AssignmentRule(
        key=key,
        course=values.course,
        audience=values.audience,
        audience_key=values.audience_key,
        due_on=values.due_on,
        within_days=values.within_days,
        repeat=values.repeat,
        month=values.month,
        every_days=values.every_days,
        keeps_up=values.asks_later,
        reason=values.reason.strip(),
        made_by_id=maker_id,
        made_at=now,
    )
    session.add(rule)
    session.flush()
    return rule


def _ask(
    session: Session,
    rule: AssignmentRule,
    to_ask: Sequence[Asked],
    rounds: dict[int, int],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Ask these people; ``rounds`` says in which round each of them was before."""
    rows = [
        Assignment(
            rule_id=rule.id,
            employee_id=one.member.id,
            course=rule.course,
            round=rounds.get(one.member.id, 0) + 1,
            assigned_at=now,
            due_at=one.round.due_at,
            zone=one.member.zone,
            counts_from=one.round.counts_from,
        )
        for one in to_ask
        if one.round
    ]
    session.add_all(rows)
    session.flush()
    assignment_news.tell_assigned(session, rule, rows, by=by, now=now)


def keep_up(session: Session, rule_id: int, *, now: datetime) -> None:
    """Ask whoever has come into a rule's audience, and whoever's next round has opened; excuse who has left it.

    Running it again changes nothing. Nothing is asked for a course that is not live.
    """
    rule = reads.get_rule(session, rule_id, lock=True)
    is_over = rule.ended_at is not None or rule.undone_at is not None or not rule.keeps_up
    if is_over or rule.course not in get_catalog(session).courses:
        return
    turns = reads.map_turns(session, rule_id)
    meant = reads.list_next(session, rule, now=now)
    _excuse(session, rule, {one.member.id for one in meant}, now=now)
    to_ask = [one for one in meant if one.is_now(now) and not _is_asked(turns.get(one.member.id))]
    rounds = {who: turn.last_round for who, turn in turns.items()}
    _ask(session, rule, to_ask, rounds, by=SYSTEM, now=now)


def _is_asked(turn: Turn | None) -> bool:
    return turn is not None and turn.open_id is not None


def _excuse(session: Session, rule: AssignmentRule, meant: set[int], *, now: datetime) -> None:
    gone = [one for one in reads.list_open(session, rule.id) if one.employee_id not in meant]
    _withdraw(session, rule, gone, MOVED_ON, by=SYSTEM, now=now)


def meet(session: Session, news: News) -> None:
    """Answer ``course.completed``: what was asked is done, and nobody is reminded of it any more."""
    completion = session.get_one(Completion, int(news.subject.partition(":")[2]))
    _meet(session, completion, now=news.now)


def settle(session: Session, *, now: datetime) -> None:
    """Meet what was assigned in the very moment in which it was completed, each unseen by the other.

    And ask people who have left for nothing any more. Running it again changes nothing.
    """
    for completion in reads.list_unsettled(session):
        _meet(session, completion, now=now)
    leavers = reads.list_of_leavers(session, today=now.date())
    _close(session, leavers, LEFT, by=SYSTEM, now=now)
    outbox.withdraw(session, [assignment_news.about(one) for one in leavers], because=LEFT, now=now)


def _meet(session: Session, completion: Completion, *, now: datetime) -> None:
    met = reads.list_met_by(session, completion)
    for one in met:
        one.met_at, one.completion_id = now, completion.id
        assignment_news.about_assignment(
            session, "assignment.met", one, {"completion": completion.id}, by=SYSTEM, now=now
        )
    session.flush()
    outbox.withdraw(
        session, [assignment_news.about(one) for one in met], because="The course is completed.", now=now
    )


def undo(
    session: Session, rule_id: int, *, made_by_id: int | None = None, by: Actor, now: datetime
) -> AssignmentRule:
    """Take a rule back whole, while nobody whom it asked has done anything in the course since.

    Messages that wait are withdrawn, and who had been told is told that it is gone. Doing it again changes
    nothing. Raises ``NotFound``, and ``Closed`` once somebody began.
    """
    rule = reads.get_rule(session, rule_id, made_by_id=made_by_id, lock=True)
    if rule.undone_at is not None:
        return rule
    if begun := reads.count_begun(session, rule_id):
        people = "1 person has" if begun == 1 else f"{begun} people have"
        raise Closed(
            f"{people} begun the course since it was assigned, so it cannot be taken back. You can end it: "
            "then it asks nobody new, and those who were asked still finish."
        )
    rule.undone_at = now
    asked = reads.list_open(session, rule_id)
    assignment_news.about_rule(
        session, "assignment_rule.undone", rule, {"withdrawn": len(asked)}, by=by, now=now
    )
    _withdraw(session, rule, asked, UNDONE, by=by, now=now)
    return rule


def end(
    session: Session, rule_id: int, *, made_by_id: int | None = None, by: Actor, now: datetime
) -> AssignmentRule:
    """Let a rule ask nobody new and nothing again; what it has asked stays. Doing it again changes nothing.

    Raises ``NotFound``.
    """
    rule = reads.get_rule(session, rule_id, made_by_id=made_by_id, lock=True)
    if rule.ended_at is None and rule.undone_at is None:
        rule.ended_at = now
        session.flush()
        assignment_news.about_rule(session, "assignment_rule.ended", rule, {}, by=by, now=now)
    return rule


def _withdraw(
    session: Session,
    rule: AssignmentRule,
    assignments: Sequence[Assignment],
    reason: str,
    *,
    by: Actor,
    now: datetime,
) -> None:
    _close(session, assignments, reason, by=by, now=now)
    assignment_news.tell_withdrawn(session, rule, assignments, reason, now=now)


def _close(
    session: Session, assignments: Sequence[Assignment], reason: str, *, by: Actor, now: datetime
) -> None:
    for one in assignments:
        one.withdrawn_at, one.withdrawn_reason = now, reason
        assignment_news.about_assignment(
            session, "assignment.withdrawn", one, {"reason": reason}, by=by, now=now
        )
    session.flush()
