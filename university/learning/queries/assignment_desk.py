"""What the desk shows of assignments: the rules with how far people are, and who must do one by when."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from university.base.errors import NotFound
from university.courses.queries import LiveCatalog, get_catalog
from university.learning.models import Assignment, AssignmentRule
from university.learning.queries.assigning import IS_OPEN, count_begun
from university.learning.rules.assigning import AssignmentState, assignment_state
from university.learning.rules.assignment_words import audience_words, due_words, when_words
from university.learning.rules.audiences import BY_NUMBER
from university.people.models import Employee

PAGE = 50


class RuleState(StrEnum):
    """Which rules a list shows."""

    CURRENT = "current"
    PAST = "past"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """One rule with who made it, whom it means in words, and how many have done it."""

    rule: AssignmentRule
    title: str
    made_by: str
    whom: str
    asked: int
    done: int
    overdue: int

    @property
    def when(self) -> str:
        """By when, and how often."""
        return when_words(self.rule.facts)

    @property
    def open(self) -> int:
        """How many still have to do it."""
        return self.asked - self.done


@dataclass(frozen=True, kw_only=True)
class RuleList:
    """One page of rules, and how many there are in all."""

    rows: Sequence[RuleRow]
    total: int

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, kw_only=True)
class AssignedRow:
    """What is asked of one person."""

    assignment: Assignment
    name: str
    department: str
    state: AssignmentState

    @property
    def due(self) -> str:
        """The day in words, in the person's own zone."""
        return due_words(self.assignment.due_at, self.assignment.zone)


@dataclass(frozen=True, kw_only=True)
class RulePage:
    """A rule, the people of one state a page at a time, how many there are of each, and who has begun."""

    row: RuleRow
    people: Sequence[AssignedRow]
    counts: Mapping[AssignmentState, int]
    shown: int
    begun: int

    @property
    def pages(self) -> int:
        """How many pages the people shown take."""
        return max(1, -(-self.shown // PAGE))

    @property
    def is_over(self) -> bool:
        """Whether it was ended or taken back."""
        return self.row.rule.ended_at is not None or self.row.rule.undone_at is not None

    @property
    def may_undo(self) -> bool:
        """Whether nobody has done anything because of it yet."""
        return self.row.rule.undone_at is None and not self.begun


def list_rules(
    session: Session, *, made_by_id: int | None, state: RuleState, page: int, now: datetime
) -> RuleList:
    """The rules of one maker or of all, the newest first, in three statements at most."""
    wanted = [] if made_by_id is None else [AssignmentRule.made_by_id == made_by_id]
    if state is not RuleState.ALL:
        wanted.append(_is_current() if state is RuleState.CURRENT else ~_is_current())
    total = session.scalar(select(func.count()).select_from(AssignmentRule).where(*wanted)) or 0
    query = _rules(now).where(*wanted).order_by(AssignmentRule.made_at.desc(), AssignmentRule.id.desc())
    catalog = get_catalog(session)
    rows = session.execute(query.limit(PAGE).offset((page - 1) * PAGE))
    return RuleList(rows=[_row(one, catalog) for one in rows], total=total)


def _is_current() -> ColumnElement[bool]:
    """That a rule may still ask somebody, or waits for somebody."""
    is_waited_for = exists().where(Assignment.rule_id == AssignmentRule.id, IS_OPEN)
    is_running = AssignmentRule.ended_at.is_(None) & AssignmentRule.keeps_up
    return and_(AssignmentRule.undone_at.is_(None), or_(is_running, is_waited_for))


def _rules(now: datetime) -> Select[AssignmentRule, str, str, Any, Any, Any]:
    maker, meant = aliased(Employee), aliased(Employee)
    told = (
        select(
            Assignment.rule_id,
            func.count(case((Assignment.withdrawn_at.is_(None), 1))).label("asked"),
            func.count(Assignment.met_at).label("done"),
            func.count(case((IS_OPEN & (Assignment.due_at < now), 1))).label("overdue"),
        )
        .group_by(Assignment.rule_id)
        .subquery()
    )
    is_meant = and_(
        AssignmentRule.audience.in_(BY_NUMBER), meant.employee_number == AssignmentRule.audience_key
    )
    return (
        select(
            AssignmentRule,
            maker.name.label("made_by"),
            meant.name.label("meant"),
            func.coalesce(told.c.asked, 0).label("asked"),
            func.coalesce(told.c.done, 0).label("done"),
            func.coalesce(told.c.overdue, 0).label("overdue"),
        )
        .join(maker, maker.id == AssignmentRule.made_by_id)
        .outerjoin(meant, is_meant)
        .outerjoin(told, told.c.rule_id == AssignmentRule.id)
    )


def _row(row: Row[Any], catalog: LiveCatalog) -> RuleRow:
    rule: AssignmentRule = row.AssignmentRule
    return RuleRow(
        rule=rule,
        title=catalog.title_of(rule.course),
        made_by=row.made_by,
        whom=audience_words(rule.audience, rule.audience_key, row.meant or rule.audience_key),
        asked=row.asked,
        done=row.done,
        overdue=row.overdue,
    )


def get_rule_page(
    session: Session,
    rule_id: int,
    *,
    made_by_id: int | None,
    state: AssignmentState | None = None,
    page: int = 1,
    now: datetime,
) -> RulePage:
    """A rule with the people it asked, in four statements; raises ``NotFound``, also for another maker's."""
    query = _rules(now).where(AssignmentRule.id == rule_id)
    if made_by_id is not None:
        query = query.where(AssignmentRule.made_by_id == made_by_id)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such assignment among those you may see.")
    states = _states(session, rule_id, now)
    return RulePage(
        row=_row(row, get_catalog(session)),
        people=_people(session, rule_id, state, page, now),
        counts=states,
        shown=states[state] if state else sum(states.values()),
        begun=count_begun(session, rule_id),
    )


def _states(session: Session, rule_id: int, now: datetime) -> Mapping[AssignmentState, int]:
    each = select(_state_of(now).label("state")).where(Assignment.rule_id == rule_id).subquery()
    query = select(each.c.state, func.count()).group_by(each.c.state)
    found = Counter({AssignmentState(state): count for state, count in session.execute(query)})
    return {state: found[state] for state in AssignmentState}


def _state_of(now: datetime) -> ColumnElement[str]:
    """The same as the rule ``assignment_state``, in SQL; a test holds the two together."""
    return case(
        (Assignment.met_at.is_not(None), AssignmentState.MET.value),
        (Assignment.withdrawn_at.is_not(None), AssignmentState.WITHDRAWN.value),
        (Assignment.due_at < now, AssignmentState.OVERDUE.value),
        else_=AssignmentState.DUE.value,
    )


def _people(
    session: Session, rule_id: int, state: AssignmentState | None, page: int, now: datetime
) -> Sequence[AssignedRow]:
    order = case(
        *((_state_of(now) == one.value, place) for place, one in enumerate(AssignmentState)), else_=9
    )
    query = (
        select(Assignment, Employee.name, Employee.department)
        .join(Employee, Employee.id == Assignment.employee_id)
        .where(Assignment.rule_id == rule_id, *([_state_of(now) == state.value] if state else []))
        .order_by(order, Assignment.due_at, func.lower(Employee.name), Assignment.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return [_assigned(one, name, department, now) for one, name, department in session.execute(query)]


def _assigned(one: Assignment, name: str, department: str, now: datetime) -> AssignedRow:
    state = assignment_state(due_at=one.due_at, met_at=one.met_at, withdrawn_at=one.withdrawn_at, now=now)
    return AssignedRow(assignment=one, name=name, department=department, state=state)
