"""Read what rules ask of whom: the plan before one is made, and how each stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from university.base.errors import NotFound
from university.courses.queries import get_catalog
from university.learning.models import Assignment, AssignmentRule, Attempt, Completion, Enrollment, LessonDone
from university.learning.queries.audiences import Member, list_members
from university.learning.rules.assigning import Round, RuleFacts, next_round
from university.learning.rules.audiences import AssignmentValues
from university.people.models import Employee
from university.people.queries import is_here

IS_OPEN = and_(Assignment.met_at.is_(None), Assignment.withdrawn_at.is_(None))
"""That an assignment is neither done nor withdrawn."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody whom a rule means, and the round that would be asked next; ``completed_at`` is the last time."""

    member: Member
    round: Round | None
    completed_at: datetime | None

    def is_now(self, now: datetime) -> bool:
        """Whether that round is to be asked now; else what was completed counts."""
        return self.round is not None and self.round.opens_at <= now


@dataclass(frozen=True, kw_only=True)
class AssignPlan:
    """What a rule would do if it were made now."""

    to_ask: Sequence[Asked]
    done: Sequence[Asked]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Where one person is in a rule: the last round, the open one if there is any."""

    last_round: int
    open_id: int | None


def plan_rule(session: Session, values: AssignmentValues, *, now: datetime) -> AssignPlan:
    """Who would be asked and who has done it already; raises ``NotFound`` for a course that is not live."""
    get_catalog(session).course(values.course)
    members = list_members(session, values.audience, values.audience_key, today=now.date())
    everybody = [*_ask(session, values.course, values.facts(now), members, now=now)]
    return AssignPlan(
        to_ask=[one for one in everybody if one.is_now(now)],
        done=[one for one in everybody if not one.is_now(now)],
    )


def list_next(session: Session, rule: AssignmentRule, *, now: datetime) -> Sequence[Asked]:
    """Everybody whom a rule means today, with the round that is next."""
    members = list_members(session, rule.audience, rule.audience_key, today=now.date())
    return [*_ask(session, rule.course, rule.facts, members, now=now)]


def _ask(
    session: Session, course: str, rule: RuleFacts, members: Sequence[Member], *, now: datetime
) -> Iterator[Asked]:
    last = map_last_completions(session, course)
    for member in members:
        completed_at = last.get(member.id)
        following = next_round(rule, member.facts, completed_at, now)
        yield Asked(member=member, round=following, completed_at=completed_at)


def map_last_completions(session: Session, course: str) -> Mapping[int, datetime]:
    """When each person last completed a course, in one statement."""
    last = func.max(Completion.completed_at)
    rows = session.execute(
        select(Completion.employee_id, last)
        .where(Completion.course == course)
        .group_by(Completion.employee_id)
    )
    return {employee_id: at for employee_id, at in rows if at}


def map_turns(session: Session, rule_id: int) -> Mapping[int, Turn]:
    """Where everybody is in a rule who was ever asked by it."""
    open_id = func.max(case((IS_OPEN, Assignment.id)))
    rows = session.execute(
        select(Assignment.employee_id, func.max(Assignment.round), open_id)
        .where(Assignment.rule_id == rule_id)
        .group_by(Assignment.employee_id)
    )
    return {who: Turn(last_round=last, open_id=open_) for who, last, open_ in rows if last}


def list_running(session: Session) -> Sequence[int]:
    """The rules that ask whoever joins, or ask again, and were not ended."""
    is_running = AssignmentRule.ended_at.is_(None) & AssignmentRule.undone_at.is_(None)
    query = select(AssignmentRule.id).where(AssignmentRule.keeps_up, is_running)
    return session.scalars(query.order_by(AssignmentRule.id)).all()


def find_rule_by_key(session: Session, key: str, maker_id: int) -> AssignmentRule | None:
    """The rule that somebody's form made, if it was sent before."""
    return session.scalars(
        select(AssignmentRule).where(AssignmentRule.key == key, AssignmentRule.made_by_id == maker_id)
    ).one_or_none()


def get_rule(
    session: Session, rule_id: int, *, made_by_id: int | None = None, lock: bool = False
) -> AssignmentRule:
    """A rule, or only if that person made it; raises ``NotFound``. ``lock`` holds it to the end."""
    query = select(AssignmentRule).where(AssignmentRule.id == rule_id)
    if made_by_id is not None:
        query = query.where(AssignmentRule.made_by_id == made_by_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    rule = session.scalars(query).one_or_none()
    if rule is None:
        raise NotFound("There is no such assignment among those you may see.")
    return rule


def list_open(session: Session, rule_id: int) -> Sequence[Assignment]:
    """What a rule asks and nobody has done yet."""
    query = select(Assignment).where(Assignment.rule_id == rule_id, IS_OPEN).order_by(Assignment.id)
    return session.scalars(query).all()


def list_met_by(session: Session, completion: Completion) -> Sequence[Assignment]:
    """The open assignments that a completion meets."""
    counts = or_(Assignment.counts_from.is_(None), Assignment.counts_from <= completion.completed_at)
    return session.scalars(
        select(Assignment)
        .where(
            Assignment.employee_id == completion.employee_id,
            Assignment.course == completion.course,
            IS_OPEN,
            counts,
        )
        .order_by(Assignment.id)
    ).all()


def list_of_leavers(session: Session, *, today: date) -> Sequence[Assignment]:
    """What is still asked of people who have left."""
    return session.scalars(
        select(Assignment)
        .join(Employee, Employee.id == Assignment.employee_id)
        .where(IS_OPEN, not_(is_here(today)))
        .order_by(Assignment.id)
    ).all()


def list_unsettled(session: Session) -> Sequence[Completion]:
    """Completions that meet an open assignment: made in the same moment as the other, each unseen by it."""
    counts = or_(Assignment.counts_from.is_(None), Assignment.counts_from <= Completion.completed_at)
    same = (Assignment.employee_id == Completion.employee_id) & (Assignment.course == Completion.course)
    return session.scalars(
        select(Completion).where(exists().where(same, IS_OPEN, counts)).order_by(Completion.id)
    ).all()


def count_begun(session: Session, rule_id: int) -> int:
    """How many people did something in the course since this rule asked them: began it, read, tried, or were done.

    Who had completed it before, and was asked all the same, counts only with what came after.
    """
    return (
        session.scalar(
            select(func.count(Assignment.employee_id.distinct())).where(
                Assignment.rule_id == rule_id, or_(Assignment.met_at.is_not(None), _has_begun())
            )
        )
        or 0
    )


def _has_begun() -> ColumnElement[bool]:
    theirs = (Enrollment.employee_id == Assignment.employee_id) & (Enrollment.course == Assignment.course)
    since = Assignment.assigned_at
    outer = (Assignment, Enrollment)
    read = exists().where(LessonDone.enrollment_id == Enrollment.id, LessonDone.done_at >= since)
    tried = exists().where(Attempt.enrollment_id == Enrollment.id, Attempt.started_at >= since)
    read, tried = read.correlate(*outer), tried.correlate(*outer)
    return exists().where(theirs, or_(Enrollment.enrolled_at >= since, read, tried))


def asks_again(session: Session, employee_id: int, course: str, completed_at: datetime) -> bool:
    """Whether an open assignment wants a completion later than the last one, so that the course is taken again."""
    is_later = Assignment.counts_from > completed_at
    query = select(
        exists().where(Assignment.employee_id == employee_id, Assignment.course == course, IS_OPEN, is_later)
    )
    return bool(session.scalar(query))
