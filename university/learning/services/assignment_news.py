"""The facts and the messages about assignments."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from university.base.actor import Actor
from university.courses.queries import get_catalog
from university.learning.models import Assignment, AssignmentRule
from university.learning.rules.assignment_words import due_words, when_words
from university.outbox import queries as outbox_queries
from university.outbox import services as outbox
from university.people.models import Employee
from university.records import services as records

log = structlog.get_logger()


def about(assignment: Assignment) -> str:
    """What messages name as their cause."""
    return f"assignment:{assignment.id}"


def about_rule(
    session: Session,
    kind: str,
    rule: AssignmentRule,
    payload: Mapping[str, object],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Leave a fact about a rule: whom it means, and by when."""
    said = {
        "course": rule.course,
        "audience": rule.audience.value,
        "audience_key": rule.audience_key,
        "when": when_words(rule.facts),
        "reason": rule.reason,
    }
    records.append(session, kind, f"assignment_rule:{rule.id}", by=by, now=now, payload=said | dict(payload))
    log.info(kind, rule=rule.id, **{name: value for name, value in payload.items() if name != "reason"})


def about_assignment(
    session: Session,
    kind: str,
    assignment: Assignment,
    payload: Mapping[str, object],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Leave a fact about what is asked of one person."""
    records.append(
        session,
        kind,
        about(assignment),
        by=by,
        now=now,
        employee_id=assignment.employee_id,
        payload={"course": assignment.course, "rule": assignment.rule_id} | dict(payload),
    )


def tell_assigned(
    session: Session, rule: AssignmentRule, assignments: Sequence[Assignment], *, by: Actor, now: datetime
) -> None:
    """Leave ``assignment.made`` for each person asked, and tell them who asks, what, by when and why."""
    title = get_catalog(session).title_of(rule.course)
    said_by = session.get_one(Employee, rule.made_by_id).name
    for one in assignments:
        payload = {"round": one.round, "due_at": one.due_at.isoformat(), "zone": one.zone}
        about_assignment(session, "assignment.made", one, payload, by=by, now=now)
    notices = [
        outbox.Notice(
            kind="assigned",
            to=one.employee_id,
            about=about(one),
            subject=f"“{title}” is due {due_words(one.due_at, one.zone)}",
            words=f"{said_by} asks you to complete it{_again(one)}. {rule.reason}",
            path=f"/courses/{rule.course}/",
        )
        for one in assignments
    ]
    outbox.queue_all(session, notices, now=now)
    log.info("assigned", rule=rule.id, asked=len(assignments))


def _again(assignment: Assignment) -> str:
    return " once more" if assignment.round > 1 else ""


def tell_withdrawn(
    session: Session, rule: AssignmentRule, assignments: Sequence[Assignment], reason: str, *, now: datetime
) -> None:
    """Take back the messages that wait, and tell those who had been told; who never heard of it hears nothing."""
    title = get_catalog(session).title_of(rule.course)
    told = outbox_queries.list_heard(session, [about(one) for one in assignments])
    outbox.withdraw(session, [about(one) for one in assignments], because=reason, now=now)
    notices = [
        outbox.Notice(
            kind="no longer assigned",
            to=one.employee_id,
            about=about(one),
            subject=f"“{title}” is asked of you no longer",
            words=f"{reason} What you have done so far stays in your record.",
            path=f"/courses/{rule.course}/",
        )
        for one in assignments
        if about(one) in told
    ]
    outbox.queue_all(session, notices, now=now)
